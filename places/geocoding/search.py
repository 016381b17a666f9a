"""Search communes as people name them: name, postal code, département, arrondissement."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import digits

from django.db.models import Q

from places.geocoding.candidates import (
    ANYWHERE,
    Candidates,
    by_code,
    by_name,
    departements_named,
    starting_with,
)
from places.geocoding.names import normalise
from places.models.territories import EVERYWHERE, Commune, Territory

COMMUNE = "commune"
ARRONDISSEMENT = "arrondissement"
CODE = re.compile(r"[0-9]{4,5}|2[ab][0-9]{3}")
NUMBER = re.compile(r"[0-9]{1,3}|2[ab]")
# A longer text is no name of ours; it would only make the database work.
MAX_LENGTH = 100
# As many communes as the fullest postal code covers.
MOST_OF_A_CODE = 60


@dataclass(frozen=True)
class Match:
    """A commune that answers a search; latitude and longitude in degrees (WGS 84)."""

    kind: str
    insee_code: str
    name: str
    postal_codes: tuple[str, ...]
    departement: str
    departement_name: str
    population: int
    latitude: float
    longitude: float

    @property
    def label(self) -> str:
        """« Guéret (23000) », or « Toulouse (31) » when there are several postal codes.

        Typed back, it finds the same commune.
        """
        code = self.postal_codes[0] if len(self.postal_codes) == 1 else self.departement
        return f"{self.name} ({code})"


@dataclass(frozen=True)
class Question:
    """A name, a postal or INSEE code maybe begun, a département's or arrondissement's number."""

    name: str = ""
    code: str = ""
    number: str = ""


@dataclass(frozen=True)
class Findings:
    """Matches, best first; the first `exact` ones bear the very name that was asked."""

    matches: tuple[Match, ...] = ()
    exact: int = 0
    is_by_code: bool = False


def search(text: str, limit: int = 8, here: Territory = EVERYWHERE) -> list[Match]:
    """The communes that a text, maybe still being typed, may mean: best first, at most `limit`.

    Of those whose name starts so, the ones of the territory where one asks come before the others.

    Takes « gueret », « la souterraine », « 23000 », « 230 », « 23000 Guéret », « Guéret (23) »,
    « Paris 15e », « st denis 974 »; one typing fault is forgiven when nothing else matches.
    """
    return list(find(text, limit, here).matches)


def find(text: str, limit: int, here: Territory = EVERYWHERE) -> Findings:
    """As `search`, with how the matches were found."""
    question = read(text[:MAX_LENGTH])
    if question.name:
        for candidates in _by_name(question, limit, here):
            if candidates:
                matches = _matches(candidates.codes[:limit])
                return Findings(matches, min(candidates.exact, limit))
    code = question.code or question.number
    return Findings(_matches(by_code(code, limit)), is_by_code=True) if code else Findings()


def read(text: str) -> Question:
    """Part a text into the name, the code and the number it holds; the empty text asks nothing."""
    words = normalise(text).split()
    if len(words) == 1 and words[0].isdigit():
        # Not the normalised word: in « 01 », the beginning of a postal code, the zero counts.
        return Question(code="".join(sign for sign in text if sign in digits))
    if len(words) == 1 and NUMBER.fullmatch(words[0]):
        return Question(code=words[0].upper())
    code = next((word for word in words if CODE.fullmatch(word)), "")
    words = [word for word in words if word != code]
    number = words.pop() if len(words) > 1 and NUMBER.fullmatch(words[-1]) else ""
    return Question(" ".join(words), code.upper(), number.upper())


def _by_name(question: Question, limit: int, here: Territory) -> Iterator[Candidates]:
    """Readings of a question that names something, the strictest first, each tried if needed."""
    name, code, number = question.name, question.code, question.number
    if code:
        # A code of four figures is still being typed, or lost its zero.
        either = by_code(code.zfill(5), MOST_OF_A_CODE) + by_code(code, MOST_OF_A_CODE)
        codes = tuple(dict.fromkeys(either))
        yield by_name(name, Q(commune_id__in=codes), limit)
        yield Candidates(codes[:limit])
    if number:
        district = starting_with(f"{name} {number.lower()}", ANYWHERE, limit)
        in_departement = Q(commune__departement__code__prefix=number.zfill(2))
        yield district.joined(by_name(name, in_departement, limit))
    own = starting_with(name, here.condition("commune__"), limit) if here else Candidates()
    yield own.joined(starting_with(name, ANYWHERE, limit))
    for departement, rest in departements_named(name):
        yield by_name(rest, Q(commune__departement=departement), limit)
    yield by_name(name, ANYWHERE, limit)


def _matches(codes: Iterable[str]) -> tuple[Match, ...]:
    ordered = list(codes)
    found = {
        commune.pk: commune
        for commune in Commune.objects.filter(pk__in=ordered)
        .select_related("departement")
        .prefetch_related("postal_codes")
    }
    return tuple(match_of(found[code]) for code in ordered)


def match_of(commune: Commune) -> Match:
    """The match that a commune makes, read with its département and postal codes."""
    return Match(
        kind=ARRONDISSEMENT if commune.parent_id else COMMUNE,
        insee_code=commune.pk,
        name=commune.name,
        postal_codes=tuple(row.code for row in commune.postal_codes.all()),
        departement=commune.departement_id,
        departement_name=commune.departement.name,
        population=commune.population,
        latitude=commune.latitude,
        longitude=commune.longitude,
    )
