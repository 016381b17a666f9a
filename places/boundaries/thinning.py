"""Thin a line by the area each point holds (Visvalingam and Whyatt, 1993)."""

from heapq import heapify, heappop, heappush
from math import cos, radians

from places.boundaries.mesh import Arc
from places.territory_sources import Point

KM_PER_DEGREE = 111.2
# A closed line with fewer points encloses nothing.
FEWEST_OF_A_RING = 4
FEWEST = 2


def thin(arc: Arc, square_km: float) -> Arc:
    """Drop, the least first, the points whose triangle with their neighbours is under `square_km`.

    Both ends stay, and a closed arc keeps a triangle.
    """
    fewest = FEWEST_OF_A_RING if arc[0] == arc[-1] else FEWEST
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    areas = {i: triangle(arc[i - 1], arc[i], arc[i + 1]) for i in range(1, len(arc) - 1)}
    heap = [(area, i) for i, area in areas.items()]
    heapify(heap)
    while heap and len(areas) + 2 > fewest:
        area, i = heappop(heap)
        if areas.get(i) != area:
            continue  # measured again since
        if area >= square_km:
            break
        del areas[i]
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            if j in areas:
                # Never less than what went before it, or a long bend would unravel at once.
                areas[j] = max(area, triangle(arc[before[j]], arc[j], arc[after[j]]))
                heappush(heap, (areas[j], j))
    return (arc[0], *(arc[i] for i in sorted(areas)), arc[-1])


def triangle(one: Point, two: Point, three: Point) -> float:
    """The area, in square kilometres, of a triangle of points in degrees."""
    across = (two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])
    return abs(across) / 2 * KM_PER_DEGREE**2 * cos(radians(two[1]))
