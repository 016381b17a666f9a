"""How well a producer's column fits a column of the standard, by its head and by its cells."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from places.mapping.profiles import KINDS, Profile
from places.mapping.series import united
from places.standard.columns import LINKS, VOCABULARIES
from places.standard.head_words import is_geocoded, words_of
from places.standard.persons import is_family_name_column
from places.standard.synonyms import is_identifier, meanings_of

# Under this a fit is not proposed.
ENOUGH = 0.5
_CERTAIN = 1.0
_HEADED = 0.8
# Column → the kind that its cells must be, and what such cells are called.
_KINDS = {
    "pivot": ("siret", "numéros SIRET"),
    "code_postal": ("postal_code", "codes postaux"),
    "code_insee": ("insee_code", "codes INSEE"),
    "latitude": ("latitude", "latitudes"),
    "longitude": ("longitude", "longitudes"),
    "telephone": ("phone", "numéros de téléphone"),
    "courriels": ("email", "adresses e-mail"),
    "site_web": ("url", "adresses web"),
    "fiche_acces_libre": ("url", "adresses web"),
    "prise_rdv": ("url", "adresses web"),
    "date_maj": ("date", "dates"),
    "horaires": ("hours", "horaires"),
    "adresse": ("street", "adresses"),
    "nom": ("words", "textes"),
    "commune": ("words", "textes"),
}
_WORDS = {"nom", "commune"}
# Cells of these kinds tell their column without any head.
_TELLING = {
    "code_postal": 0.9,
    "telephone": 0.8,
    "courriels": 0.8,
    "site_web": 0.8,
    "latitude": 0.95,
    "longitude": 0.95,
    "horaires": 0.6,
    "pivot": 0.9,
    "adresse": 0.7,
}
_WAYS = {"modalites_acces", "modalites_accompagnement", "frais_a_charge"}
_FIRST_NAMES = {("prenom",), ("prenoms",)}
_TOLD = re.compile("descripti|presentation|quelques ?mots")
_LONGEST_NAME, _LONG_TEXT = 90, 80
_LONGEST_LIST = 1000


@dataclass(frozen=True, slots=True)
class Fit:
    """How surely (0 to 1) a header of the file gives a column of the standard, and why."""

    column: str
    header: str
    score: float
    reason: str
    is_headed: bool = False


def fits_of(
    profiles: Mapping[str, Profile], spread: Mapping[str, Profile] | None = None
) -> list[Fit]:
    """Every fit worth looking at, the surest first.

    Args:
        spread: header → what it and its series hold (`places.mapping.series`), for lists.
    """
    lists, plain = spread or united(profiles), (*_KINDS, *_FREE)
    found = [fit(profile, column) for profile in profiles.values() for column in plain]
    found += [
        fit(cells, column, header) for header, cells in lists.items() for column in VOCABULARIES
    ]
    persons = _family_names(profiles)
    found = [
        f for f in found if f.score >= ENOUGH and not (f.column == "nom" and f.header in persons)
    ]
    # A head that its cells bear out is not contradicted by what they look like besides.
    borne_out = {f.header for f in found if f.is_headed and f.column in _KINDS.keys() - _WORDS}
    kept = [
        f for f in found if f.is_headed or f.column not in _TELLING or f.header not in borne_out
    ]
    # A geocoder errs: it is not asked of a row that says its commune and its postal code.
    own = {f.column for f in kept if profiles[f.header].filled and not is_geocoded(f.header)}
    if {"commune", "code_postal"} <= own:
        kept = [f for f in kept if not is_geocoded(f.header)]
    return sorted(kept, key=lambda f: (-f.score, not f.is_headed))


def _family_names(headers: Iterable[str]) -> frozenset[str]:
    """« Nom » beside « Prénom » is somebody's, and names no place."""
    if not any(words_of(header) in _FIRST_NAMES for header in headers):
        return frozenset()
    return frozenset(filter(is_family_name_column, headers))


# Columns of words: nothing but the head tells them.
_FREE = (
    "id",
    "complement_adresse",
    "presentation_resume",
    "presentation_detail",
    "source",
    "structure_parente",
    "autres_formations_labels",
)


def fit(profile: Profile, column: str, header: str = "") -> Fit:
    """How well one column of the file fits one column of the standard."""
    header = header or profile.header
    head, reason = meanings_of(header).get(column, 0.0), ""
    if column in VOCABULARIES:
        score, reason = _of_list(profile, column, head)
    elif column in _KINDS:
        score, reason = _of_kind(profile, column, head)
    elif column == "id" and head < _HEADED and _tells_rows_apart(profile):
        head = score = _HEADED
    else:
        is_told = column == "presentation_detail" and head > 0 and _is_telling(profile)
        score = head if head >= _HEADED else 0.6 * is_told
    if head and not profile.filled:
        score, reason = head * 0.6, "vide dans ce fichier"
    if head == _CERTAIN and not _is_denied(profile, column):
        score = max(score, 0.75)
    named = f"en-tête «\u00a0{header}\u00a0»" if head else ""
    reason = ", ".join(filter(None, (named, reason)))
    return Fit(column, header, round(score, 2), reason, head > 0)


def _is_telling(profile: Profile) -> bool:
    """Whether long texts stand under a head that speaks of a presentation among other words."""
    is_text = profile.length >= _LONG_TEXT and profile.distinct > 0.5  # noqa: PLR2004
    return is_text and bool(_TOLD.search(" ".join(words_of(profile.header))))


def _is_denied(profile: Profile, column: str) -> bool:
    """Whether no cell at all can be of the column: words for a page, numbers for a list."""
    if not profile.filled:
        return False
    if column in VOCABULARIES:
        return not profile.known(column) and all(map(str.isdecimal, profile.pieces(column)))
    return column in LINKS and not profile.share("url")


def _tells_rows_apart(profile: Profile) -> bool:
    """« francilin_id »: named as identifiers are, filled and different in every row."""
    is_key = profile.rows > 2 and profile.fill == profile.distinct == 1  # noqa: PLR2004
    return is_key and is_identifier(profile.header)


def _of_kind(profile: Profile, column: str, head: float) -> tuple[float, str]:
    kind, words = _KINDS[column]
    share = profile.share(kind)
    reason = f"{share:.0%} de {words}".replace("%", "\u00a0%")
    if column in _WORDS:
        is_plausible = share > 0.8 and profile.length < _LONGEST_NAME  # noqa: PLR2004
        is_plausible = is_plausible and profile.share("yes_no") < 0.5  # noqa: PLR2004
        return head * (1.0 if is_plausible else 0.3), "" if is_plausible else reason
    if column == "adresse" and head:
        # Hamlets and tribes have no streets: the standard's own name is enough.
        own = 0.75 if head == _CERTAIN else 0.0
        share = max(share, profile.share("address"), own)
        return head * (0.75 + 0.25 * share) * _trust(profile), reason
    if head:
        score = head * (0.4 + 0.6 * share if share >= 0.25 else 0.3)  # noqa: PLR2004
        return max(score * _trust(profile), _told(profile, column, share)), reason
    return 0.0 if is_geocoded(profile.header) else _told(profile, column, share), reason


def _trust(profile: Profile) -> float:
    """Of two columns with like heads, the one that most rows fill is the one meant."""
    return 0.9 + 0.1 * profile.fill


def _told(profile: Profile, column: str, share: float) -> float:
    """The score of cells that speak for themselves, always below that of a clear head."""
    floor = _TELLING.get(column, 2.0)
    if column in {"latitude", "longitude"}:
        share = min(share, profile.share("decimal"))
    if column == "pivot" and not any(text.strip("0. ") for text in profile.values):
        return 0.0  # nothing but zeros: a flag
    is_enough = share >= floor and profile.fill > 0.1  # noqa: PLR2004
    return 0.65 * share if is_enough else 0.0


def _of_list(profile: Profile, column: str, head: float) -> tuple[float, str]:
    """A column of values of a closed list: by the share of its values that are understood."""
    is_flag = column != "itinerance" and profile.share("bare_yes_no") == _CERTAIN
    if is_flag or (not head and _is_of_another(profile, column)):
        return 0.0, ""
    is_worth_it = (head and profile.length < _LONGEST_LIST) or _may_be_list(profile)
    known = profile.known(column) if is_worth_it else 0.0
    reason = f"{known:.0%} de valeurs comprises".replace("%", "\u00a0%") if known else ""
    # Few things but programmes are called as programmes are.
    floor, trust = (0.4, 1.2) if column == "dispositif_programmes_nationaux" else (0.6, 0.84)
    told = min(0.65, trust * known) if known >= floor else 0.0
    return max(told, head * (0.35 + 0.65 * min(1.0, known / 0.5))), reason


def _is_of_another(profile: Profile, column: str) -> bool:
    """Whether a column that no head gives to this list says something else.

    « LandesMail » under « Labels » is no way to write; « True » is no place that moves.
    """
    if column == "itinerance":
        return any(map(KINDS["bare_yes_no"], profile.pieces(column)))
    heads = meanings_of(profile.header).items()
    return column in _WAYS and any(name in VOCABULARIES and head >= _HEADED for name, head in heads)


def _may_be_list(profile: Profile) -> bool:
    """Few different short values, and no « oui » nor numbers: names and texts are no list."""
    return (
        profile.filled > 1
        and profile.is_repeating
        and profile.share("bare_yes_no") < 0.5  # noqa: PLR2004
        and profile.share("number") < 0.5  # noqa: PLR2004
    )
