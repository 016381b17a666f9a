"""Find the INSEE codes of communes by a name or a code, in the order people expect."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, Value, When

from places.geocoding.names import ARTICLES, name_key, one_fault_away, without_article
from places.models.territories import Commune, CommuneName, Departement

WHOLE = CommuneName.Rank.WHOLE
ANYWHERE = Q()
# Written every day, though La Poste gives them to nobody.
WHOLE_CITY_CODES = {"75000": "75056", "69000": "69123", "13000": "13055"}
# Shorter names have too many neighbours for a typing fault to be guessed; longer ones do not exist.
GUESSED_LENGTHS = range(4, 46)
# A commune may be found by several of its names: rows to read for each commune wanted.
NAMES_A_COMMUNE = 3


@dataclass(frozen=True)
class Candidates:
    """INSEE codes, best first; the first `exact` ones bear the very name that was asked."""

    codes: tuple[str, ...] = ()
    exact: int = 0

    def __bool__(self) -> bool:
        return bool(self.codes)

    def joined(self, other: "Candidates") -> "Candidates":
        """Both, each code once: exact ones first, then the rest, ours before the other's."""
        ours, theirs = self.codes[: self.exact], other.codes[: other.exact]
        exact = dict.fromkeys(ours + theirs)
        return Candidates(tuple(exact | dict.fromkeys(self.codes + other.codes)), len(exact))


def by_name(name: str, where: Q, limit: int) -> Candidates:
    """Those whose name starts so, else holds these words, else differs by one typing fault."""
    return (
        starting_with(name, where, limit)
        or _holding(name.split(), where, limit)
        or _guessed(name, where, limit)
    )


def starting_with(name: str, where: Q, limit: int) -> Candidates:
    """Those whose name, or a later part of it, starts so: exact first, then by population."""
    is_exact = Case(
        When(text=name, rank=WHOLE, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found = list(
        CommuneName.objects.filter(where, text__prefix=name)
        .order_by(is_exact, "rank", "-population", "commune_id")
        .values_list("commune_id", "text", "rank")[: limit * NAMES_A_COMMUNE]
    )
    exact = {code for code, text, rank in found if text == name and rank == WHOLE}
    codes = tuple(dict.fromkeys(code for code, _, _ in found))[:limit]
    return Candidates(codes, min(len(exact), limit))


def _holding(words: list[str], where: Q, limit: int) -> Candidates:
    """« bourg bresse » → Bourg-en-Bresse; « le souterraine » → La Souterraine."""
    words = without_article(" ".join(words)).split()
    longest = max(words, key=len)
    for word in words:
        where &= Q(commune__search_name__contains=word)
    found = (
        CommuneName.objects.filter(where, text__prefix=longest)
        .order_by("-population", "commune_id")
        .values_list("commune_id", flat=True)[: limit * NAMES_A_COMMUNE]
    )
    return Candidates(tuple(dict.fromkeys(found))[:limit])


def _guessed(name: str, where: Q, limit: int) -> Candidates:
    if len(name) not in GUESSED_LENGTHS:
        return Candidates()
    found = (
        CommuneName.objects.filter(where, text__in=one_fault_away(name), rank=WHOLE)
        .order_by("-population", "commune_id")
        .values_list("commune_id", flat=True)[: limit * NAMES_A_COMMUNE]
    )
    return Candidates(tuple(dict.fromkeys(found))[:limit])


def by_code(code: str, limit: int) -> tuple[str, ...]:
    """Those of a postal code, whole or begun, else of an INSEE code, else of a département."""
    if code in WHOLE_CITY_CODES:
        return (WHOLE_CITY_CODES[code],)
    communes = Commune.objects.all()
    readings = (
        communes.finest().filter(postal_codes__code__prefix=code),
        communes.filter(insee_code=code),
        communes.filter(former_communes__insee_code=code),
        communes.filter(departement__code=code),
    )
    for reading in readings:
        found = (
            reading.order_by(F("population").desc(), "insee_code")
            .values_list("insee_code", flat=True)
            .distinct()[:limit]
        )
        if codes := tuple(found):
            return codes
    return ()


def departements_named(text: str) -> Iterator[tuple[str, str]]:
    """Départements whose name ends a normalised text, with what stands before it.

    « saint denis la reunion » → (« 974 », « saint denis »).
    """
    for code, name in Departement.objects.values_list("code", "name"):
        before, _, after = text.rpartition(name_key(name))
        if before.endswith(" ") and not after and (rest := _without_last_article(before.strip())):
            yield code, rest


def _without_last_article(text: str) -> str:
    rest, _, last = text.rpartition(" ")
    return rest if last in ARTICLES else text
