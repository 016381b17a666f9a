"""Marks of a map that never touch: what would overlap on the screen becomes one group."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import asinh, hypot, pi, radians, tan

TILE_PIXELS = 256
# Marks are 47 px wide; fingers need a little more.
PIXELS_APART = 72
# Beyond this latitude the square map of the Web does not go.
LAST_LATITUDE = 85.0511


@dataclass(slots=True)
class Mark:
    """A point in degrees that stands for `count` places; `members` names the first of them."""

    longitude: float
    latitude: float
    count: int = 1
    members: list[tuple[str, str]] = field(default_factory=list)


def pixel(longitude: float, latitude: float, zoom: int) -> tuple[float, float]:
    """Where a point is on the Web's square map, in pixels from its north-west corner.

    Source: Web Mercator, EPSG:3857.
    """
    world = TILE_PIXELS * 2**zoom
    bounded = max(-LAST_LATITUDE, min(LAST_LATITUDE, latitude))
    return (longitude + 180) / 360 * world, (1 - asinh(tan(radians(bounded))) / pi) / 2 * world


def merge(marks: Iterable[Mark], zoom: int, apart: int = PIXELS_APART) -> list[Mark]:
    """Join each mark to the first earlier one less than `apart` pixels away, if there is one.

    The marks kept are at least `apart` pixels from each other and stand where they stood; counts
    add up to those given. Earlier marks win: give the most important first.
    """
    kept: list[tuple[float, float, Mark]] = []
    cells: dict[tuple[int, int], list[tuple[float, float, Mark]]] = {}
    for mark in marks:
        x, y = pixel(mark.longitude, mark.latitude, zoom)
        column, line = int(x // apart), int(y // apart)
        near = _nearby(cells, column, line)
        host = next((other for a, b, other in near if hypot(a - x, b - y) < apart), None)
        if host:
            host.count += mark.count
            host.members += mark.members
        else:
            kept.append((x, y, mark))
            cells.setdefault((column, line), []).append(kept[-1])
    return [mark for _, _, mark in kept]


def _nearby(
    cells: dict[tuple[int, int], list[tuple[float, float, Mark]]], column: int, line: int
) -> Iterable[tuple[float, float, Mark]]:
    for i in (column - 1, column, column + 1):
        for j in (line - 1, line, line + 1):
            yield from cells.get((i, j), ())
