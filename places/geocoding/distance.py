"""How far two points of the Earth are from each other."""

from math import asin, cos, radians, sin, sqrt

from places.nearness import EARTH_RADIUS_KM

# A point further than this from its commune is doubtful: another place of the same name, a slip.
FAR_KM = 30


def distance_km(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """The great-circle distance in kilometres between two points in degrees (haversine)."""
    over = sin(radians(other_latitude - latitude) / 2) ** 2
    across = sin(radians(other_longitude - longitude) / 2) ** 2
    flattening = cos(radians(latitude)) * cos(radians(other_latitude))
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(over + flattening * across)))
