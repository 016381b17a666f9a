"""Where a person says to be: a commune in words or by its code, or the device's position."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from places.geocoding import Ambiguity, Location, Match, locate, normalise
from places.geocoding.search import match_of
from places.models import Commune
from places.models.territories import EVERYWHERE, Territory
from places.nearness import POLE, Box, box_around


@dataclass(frozen=True, slots=True)
class Search:
    """What was said, and what it means; all empty when nothing was said.

    `match` is the commune meant, None for a device's position; `choices` the communes it may be
    when that is not clear; `others` less likely ones; `zone` the part of the map asked instead,
    measured from its middle.
    """

    typed: str = ""
    latitude: float | None = None
    longitude: float | None = None
    match: Match | None = None
    choices: tuple[Match, ...] = ()
    others: tuple[Match, ...] = ()
    zone: Box | None = None

    @property
    def is_located(self) -> bool:
        """There is a point to measure distances from."""
        return self.latitude is not None

    @property
    def is_lost(self) -> bool:
        """Something was said, and no single place on earth answers to it."""
        return bool(self.typed) and not self.is_located

    def around(self, km: float) -> Box | None:
        """What a map shows when nothing is found: the part of it asked, else the circle's box."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.zone or box_around(self.latitude, self.longitude, km)

    @property
    def label(self) -> str:
        """What the search field shows."""
        return self.match.label if self.match else self.typed


def read_search(asked: Mapping[str, Any], here: Territory = EVERYWHERE) -> Search:
    """Understand the valid values of `ou`, `commune`, `lat`, `lon` and `zone`.

    `here` is the territory where one asks, whose communes are meant first. What is typed wins over
    a part of the map, which wins over a position. A chosen commune stands as long as what is typed
    still names it: without a script, the hidden code of the last search comes back beside the new
    words.
    """
    typed = (asked.get("ou") or "").strip()
    zone = asked.get("zone")
    if zone and not typed:
        latitude, longitude = zone.middle
        return Search("", latitude, longitude, zone=zone)
    latitude, longitude = asked.get("lat"), asked.get("lon")
    if not typed and latitude is not None and longitude is not None:
        # About a hundred metres: the device's exact point is neither needed nor kept.
        return Search("", round(float(latitude), 3), round(float(longitude), 3))
    code = asked.get("commune") or ""
    chosen = _commune(code) if code else None
    if chosen and (not typed or normalise(typed) in _ways_to_say(chosen)):
        return _at(chosen, typed)
    return _understood(typed or code, here)


def read_box(text: str) -> Box:
    """A part of the map written « west,south,east,north », in degrees.

    Raises:
        ValueError: it is none.
    """
    west, south, east, north = map(float, text.split(","))
    if not (isfinite(west + east) and -POLE <= south <= north <= POLE and west <= east):
        raise ValueError(text)
    return Box(south, north, west, east)


def box_text(box: Box) -> str:
    """A box as `read_box` reads it, to the thousandth of a degree; "" for one around the globe."""
    if box.west is None or box.east is None:
        return ""
    return f"{box.west:.3f},{box.south:.3f},{box.east:.3f},{box.north:.3f}"


def _commune(code: str) -> Match | None:
    communes = Commune.objects.select_related("departement").prefetch_related("postal_codes")
    commune = communes.filter(pk=code.upper()).first()
    return match_of(commune) if commune else None


def _ways_to_say(match: Match) -> set[str]:
    return {normalise(text) for text in (match.name, match.label, *match.postal_codes)}


def _understood(typed: str, here: Territory) -> Search:
    found = locate(typed, here)
    if isinstance(found, Location):
        return _at(found.match, typed, found.others)
    return Search(typed, choices=found.choices if isinstance(found, Ambiguity) else ())


def _at(match: Match, typed: str, others: tuple[Match, ...] = ()) -> Search:
    return Search(typed, match.latitude, match.longitude, match, others=others)
