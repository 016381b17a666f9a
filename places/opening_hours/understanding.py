"""Whatever was typed as opening hours: read as OSM, mended, parsed from French, or kept as text."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from places.opening_hours.hours import CACHE_SIZE, InvalidHours, parse
from places.opening_hours.linting import Remark, lint
from places.opening_hours.prose import from_prose

How = Literal["osm", "mended", "prose", "text"]


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was made of opening hours.

    `expression` is OSM, or the text itself when `how` is "text"; `how` says the way: "osm" as it
    was, "mended" by corrections that are certain, "prose" parsed from French. `remarks` are the
    doubts, those that were mended first.
    """

    expression: str
    how: How
    remarks: tuple[Remark, ...] = ()


@lru_cache(maxsize=CACHE_SIZE)
def understand(text: str, departement: str | None = None) -> Understanding:
    """Read opening hours however they were written; never raises."""
    try:
        read = parse(text, departement=departement)
    except InvalidHours:
        prose = from_prose(text)
        return Understanding(prose, "prose") if prose else Understanding(text.strip(), "text")
    return Understanding(read.text, "osm", lint(read.text, departement))
