"""Propose rules for the columns of closed lists: values put into words, « oui » and « non »."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from places.mapping.fitting import Fit
from places.mapping.keywords import key_of, value_of
from places.mapping.map_tags import is_tag
from places.mapping.profiles import Profile
from places.mapping.rules import Column, First, Rule, Table, Union, YesNo
from places.standard.columns import COLUMNS, VOCABULARIES, canonical
from places.standard.head_words import words_of
from places.standard.synonyms import LONGEST, meanings_of
from places.standard.values import NATIONAL_LABELS, terms_of

# The lists that a column of « oui » and « non » may speak of, the most telling first.
_YES_NO_COLUMNS = (
    "dispositif_programmes_nationaux",
    "formations_labels",
    "services",
    "prise_en_charge_specifique",
    "publics_specifiquement_adresses",
    "modalites_accompagnement",
    "frais_a_charge",
    "modalites_acces",
)
_MOSTLY = 0.85
_CODED = frozenset("liste listes checkbox radio code codes statut etat status".split())
_MOST_SOURCES = 12
# Beyond, a column without a head of the list is not one of values understood whole.
_MOST_WHOLE, _MOST_VALUES, _LONGEST_WHOLE = 16, 12, 200
_NEARLY = 0.8


def rule_of_lists(
    column: str,
    fits: Sequence[Fit],
    profiles: Mapping[str, Profile],
    yes_no: Mapping[str, str],
    surest: Mapping[str, str],
    tag: Table | None = None,
) -> Rule | None:
    """One rule out of every column that gives values of a list, or None.

    Args:
        fits: the columns of values; the surest first.
        yes_no: headers of « oui » and « non » → the value that each stands for.
        surest: header → the list that it speaks of, most surely.
        tag: what reads a tag of a map.
    """
    rules: list[Rule] = [YesNo(dict(yes_no))] if yes_no else []
    rules += [tag] if tag else []
    own = [fit for fit in fits if fit.is_headed or surest[fit.header] == column]
    headers = _sources_of(column, own or fits, profiles)
    rules += [rule_of_values(column, profiles[header], header) for header in headers]
    if len(rules) < 2:  # noqa: PLR2004
        return rules[0] if rules else None
    return First(tuple(rules)) if column == "typologie" else Union(tuple(rules))


def _sources_of(column: str, fits: Sequence[Fit], profiles: Mapping[str, Profile]) -> Iterator[str]:
    """The columns whose heads say the list, or else the surest; then those understood whole."""
    headed = [fit.header for fit in fits if fit.is_headed]
    chosen = list(_few(headed or [fit.header for fit in fits], profiles))
    others = [fit.header for fit in fits if fit.header not in chosen]
    if any(canonical(name) == column for name in headed):
        # Its producer knows the standard: only a column of it that holds something else is read.
        others = [name for name in others if canonical(name) in COLUMNS]
    whole = [name for name in others if _is_understood(column, profiles[name])]
    kept = chosen if column == "typologie" else [*chosen, *whole[:_MOST_WHOLE]]
    for header in kept:
        if header in headed or any(map(partial(value_of, column), profiles[header].pieces(column))):
            yield header


def _few(headers: Sequence[str], profiles: Mapping[str, Profile]) -> Iterator[str]:
    """The surest; the columns of a series, which have one profile, count for one."""
    kept: set[int] = set()
    for header in headers:
        kept.add(id(profiles[header]))
        if len(kept) > _MOST_SOURCES:
            return
        yield header


def _is_understood(column: str, profile: Profile) -> bool:
    """« Accès WIFI » in every cell that is filled: few values, nearly all of the list."""
    pieces = profile.pieces(column)
    is_short = len(pieces) <= _MOST_VALUES and profile.length < _LONGEST_WHOLE
    meant = sum(count for piece, count in pieces.items() if value_of(column, piece))
    return is_short and meant >= _NEARLY * pieces.total()


def rule_of_values(column: str, profile: Profile, header: str = "") -> Rule:
    """The column as it stands when the standard reads its values, else with their meanings.

    What speaks of other lists is left to them.
    """
    header = header or profile.header
    others = [name for name in VOCABULARIES if name != column]
    values = {}
    for piece in profile.pieces(column):
        meaning = value_of(column, piece)
        known, unknown = terms_of(column, piece)
        if meaning is not None and (unknown or not known):
            values[piece] = meaning
        elif meaning is None and _speaks_of(piece, others):
            values[piece] = ""  # another column of the standard has it
    is_its_own = canonical(header) == column
    is_table = any(values.values()) or (bool(values) and not is_its_own)
    return Table(header, values) if is_table else Column(header)


def _speaks_of(piece: str, columns: Sequence[str]) -> bool:
    return any(terms_of(column, piece)[0] or value_of(column, piece) for column in columns)


def yes_no_of(profiles: Mapping[str, Profile]) -> dict[str, dict[str, str]]:
    """Column of the standard → header of « oui » and « non » → the value it stands for."""
    found: dict[str, dict[str, str]] = {}
    for header, profile in profiles.items():
        is_itinerance = meanings_of(header).get("itinerance", 0) > 0.5  # noqa: PLR2004
        # « _di_email_is_pii »: of a tool, and of no place.
        is_told = is_itinerance or is_tag(header) or header.startswith("_") or _is_of_codes(profile)
        if is_told or len(header) > LONGEST or profile.share("yes_no") < _MOSTLY:
            continue
        # « c_materiel_info »: a letter before all the heads of a table says nothing.
        # What « services.acces_materiel.presentiel » says is in its last word.
        words = re.sub(r"^[a-z] ", "", " ".join(words_of(header.rpartition(".")[2] or header)))
        for column in _YES_NO_COLUMNS:
            key = key_of(VOCABULARIES[column], words)
            if key:
                found.setdefault(column, {})[header] = NATIONAL_LABELS[key]
                break
    return found


def _is_of_codes(profile: Profile) -> bool:
    """Whether « 1 » is the first of a list or a state, and no « oui »: « checkboxListeTarifs »."""
    return bool(set(words_of(profile.header)) & _CODED) and all(map(str.isdecimal, profile.values))
