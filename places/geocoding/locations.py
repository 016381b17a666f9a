"""Understand where someone is: one commune, several to choose from, or none."""

from dataclasses import dataclass
from math import isfinite

from places.geocoding.names import normalise
from places.geocoding.search import Findings, Match, find
from places.models.territories import EVERYWHERE, Commune, Territory
from places.nearness import box_around, kilometres_to

# Choices offered when a text is ambiguous: enough for most homonyms, few enough to be read.
MOST_CHOICES = 12
MOST_LOOKED_AT = 60
# A town so much larger than its homonyms is the one that is meant (Castres, Brest).
OVERWHELMING = 20
LARGE_TOWN = 20_000
# In a postal code, the town around which the villages lie.
DOMINANT = 4
# Kilometres: circles drawn one after the other around a device's position.
CIRCLES = (10, 50)


@dataclass(frozen=True)
class Blank:
    """Nothing was asked."""


@dataclass(frozen=True)
class Location:
    """The commune that is meant; `others` are less likely ones (homonyms, same postal code)."""

    match: Match
    others: tuple[Match, ...] = ()


@dataclass(frozen=True)
class Ambiguity:
    """Several communes may be meant, the likeliest first: the person chooses."""

    choices: tuple[Match, ...]


def locate(text: str, here: Territory = EVERYWHERE) -> Location | Ambiguity | Blank | None:
    """Where a text says one is; None when no commune answers to it.

    « Guéret » is one place; « Saint-Denis » is several. Among homonyms, the only one of the
    territory where one asks is meant, whatever its size. A postal code is its largest commune when
    it is four times as large as the next one, else a choice between its communes.
    """
    if not text.strip():
        return Blank()
    found = find(text, MOST_LOOKED_AT, here)
    if not found.matches:
        return None
    if len(found.matches) == 1:
        return Location(found.matches[0])
    return _meant(found, here)


def _meant(found: Findings, here: Territory) -> Location | Ambiguity:
    if found.is_by_code:
        return _in_code(found.matches)
    namesakes = found.matches[: found.exact]
    own = _of_territory(here, found.matches)
    own_namesakes = [match for match in namesakes if match in own]
    likeliest = own_namesakes or own[:MOST_CHOICES]
    choices = dict.fromkeys((*likeliest, *(namesakes or found.matches[:MOST_CHOICES])))
    if len(own_namesakes) == 1:
        meant = own_namesakes[0]
    elif _is_clear(namesakes) and not _is_short(namesakes[0], own):
        meant = namesakes[0]
    else:
        return Ambiguity(tuple(choices))
    return Location(meant, tuple(match for match in choices if match != meant))


def _is_short(match: Match, own: list[Match]) -> bool:
    """Whether its name, said in a territory, may be short for one of its own communes.

    « Saint-Martin » → Saint-Martin-Château, in the Creuse.
    """
    start = f"{normalise(match.name)} "
    return any(normalise(each.name).startswith(start) for each in own)


def _of_territory(here: Territory, matches: tuple[Match, ...]) -> list[Match]:
    if not here:
        return []
    codes = [match.insee_code for match in matches]
    own = set(Commune.objects.filter(here.condition(), pk__in=codes).values_list("pk", flat=True))
    return [match for match in matches if match.insee_code in own]


def _in_code(matches: tuple[Match, ...]) -> Location | Ambiguity:
    first, *others = matches
    is_whole = all(set(first.postal_codes) & set(other.postal_codes) for other in others)
    if is_whole and first.population >= DOMINANT * others[0].population:
        return Location(first, tuple(others))
    return Ambiguity(matches if is_whole else matches[:MOST_CHOICES])


def _is_clear(namesakes: tuple[Match, ...]) -> bool:
    if len(namesakes) < 2:  # noqa: PLR2004
        return bool(namesakes)
    first, second = namesakes[:2]
    return first.population >= max(LARGE_TOWN, OVERWHELMING * second.population)


def nearest_commune(latitude: float, longitude: float) -> Commune | None:
    """The commune (or arrondissement) whose point is nearest, within 50 km; degrees (WGS 84).

    None at sea, abroad, or when the numbers are no point of the Earth.
    """
    if not (isfinite(latitude) and isfinite(longitude)):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004
        return None
    for km in CIRCLES:
        nearest: Commune | None = (
            Commune.objects.finest()
            .filter(box_around(latitude, longitude, km).condition())
            .annotate(distance=kilometres_to(latitude, longitude))
            .filter(distance__lte=km)
            .order_by("distance")
            .first()
        )
        if nearest:
            return nearest
    return None
