"""The point that stands for a commune: its town hall, or the middle of its ground."""

from collections.abc import Iterable
from itertools import pairwise

from places.geocoding.distance import distance_km
from places.territory_sources import Point, Polygon, Ring, Shape

# A town hall further from the commune's middle is a fault of the source.
FURTHEST_TOWN_HALL_KM = 25


def point_of_shape(shape: Shape) -> Point | None:
    """Town hall within 25 km of the centroid, else the centroid; None without either."""
    centre, hall = centroid(shape.polygons), shape.town_hall
    if hall and (centre is None or _km(hall, centre) <= FURTHEST_TOWN_HALL_KM):
        return hall
    return centre


def middle(points: Iterable[Point]) -> Point:
    """The mean of some points, close to each other."""
    longitudes, latitudes = zip(*points, strict=True)
    return sum(longitudes) / len(longitudes), sum(latitudes) / len(latitudes)


def centroid(polygons: list[Polygon]) -> Point | None:
    """The centroid of the ground, holes out; degrees taken as plane, which a commune allows."""
    total = x = y = 0.0
    for polygon in polygons:
        for position, ring in enumerate(polygon):
            area, ring_x, ring_y = _moments(ring)
            sign = 1 if position == 0 else -1
            total, x, y = total + sign * area, x + sign * ring_x, y + sign * ring_y
    return (x / total, y / total) if total else None


def _moments(ring: Ring) -> tuple[float, float, float]:
    """A ring's area and first moments, whichever way it turns (shoelace)."""
    (origin_x, origin_y), area, x, y = ring[0], 0.0, 0.0, 0.0
    # Measured from a corner of the ring: far from the origin, digits would be lost.
    corners = [(corner_x - origin_x, corner_y - origin_y) for corner_x, corner_y in ring]
    for (ax, ay), (bx, by) in pairwise(corners):
        cross = ax * by - bx * ay
        area, x, y = area + cross / 2, x + (ax + bx) * cross / 6, y + (ay + by) * cross / 6
    if area < 0:
        area, x, y = -area, -x, -y
    return area, x + area * origin_x, y + area * origin_y


def _km(one: Point, other: Point) -> float:
    return distance_km(one[1], one[0], other[1], other[0])
