"""Bring the metres of the legal French projections back to degrees, by closed formulas."""

from functools import cache
from math import (
    asin,
    atan,
    atan2,
    atanh,
    cos,
    cosh,
    degrees,
    exp,
    hypot,
    log,
    pi,
    radians,
    sin,
    sinh,
    sqrt,
)
from typing import NamedTuple

# GRS80, the ellipsoid of RGF93 and of the overseas systems; within a metre of WGS 84.
_SEMI_MAJOR = 6_378_137.0
_FLATTENING = 1 / 298.257222101
_ECCENTRICITY = sqrt(_FLATTENING * (2 - _FLATTENING))
# Lambert-93: exponent, constant of the projection (m), pole (m), meridian of origin (degrees).
_EXPONENT = 0.7256077650532670
_CONSTANT = 11_754_255.4261
_POLE_X, _POLE_Y = 700_000.0, 12_655_612.0499
_MERIDIAN = 3.0
# Where Lambert-93 is used: the mainland and Corsica, in metres.
_LAMBERT_X, _LAMBERT_Y = (90_000, 1_300_000), (6_000_000, 7_200_000)
# The nine conic conformal zones, CC42 to CC50, each of one degree either side of its parallel;
# their northings tell them apart (a million metres from one to the next).
_ZONES = range(42, 51)
_ZONE_X, _ZONE_Y = (1_000_000, 2_300_000), 200_000
_MAINLAND = (-6.0, 10.0)  # degrees of longitude
# Start of a postal code → (central meridian in degrees, false northing in metres) of its UTM zone.
_UTM_ZONES = {
    "971": (-63.0, 0.0),
    "972": (-63.0, 0.0),
    "973": (-51.0, 0.0),
    "974": (57.0, 10_000_000.0),
    "976": (45.0, 10_000_000.0),
}
_UTM_X, _UTM_Y = (100_000, 900_000), (100_000, 9_900_000)
_UTM_SCALE = 0.9996
_TINY = 1e-12
_MOST_ROUNDS = 20


class Degrees(NamedTuple):
    """A point in degrees (WGS 84), and the projection that its metres were in."""

    latitude: float
    longitude: float
    system: str
    kind: str


def degrees_of(x: float, y: float, postal_code: str = "") -> list[Degrees]:
    """What a point in metres may be, in either order of its numbers, the likeliest first.

    Args:
        x: metres east, or north when the two were swapped.
        y: metres north, or east.
        postal_code: tells the projection overseas; elsewhere it is Lambert-93 or a conic zone.
    """
    zone = _UTM_ZONES.get(postal_code[:3])
    if zone:
        is_utm = _holds(_UTM_X, x) and _holds(_UTM_Y, y)
        return [Degrees(*from_utm(x, y, *zone), "UTM", "utm")] if is_utm else []
    found = []
    for east, north in ((x, y), (y, x)):
        if _holds(_LAMBERT_X, east) and _holds(_LAMBERT_Y, north):
            found.append(Degrees(*from_lambert93(east, north), "Lambert-93", "lambert93"))
    for east, north in ((x, y), (y, x)):
        parallel = 41 + round((north - 200_000) / 1_000_000)
        is_near = abs(north - _zone_north(parallel)) <= _ZONE_Y
        if parallel in _ZONES and is_near and _holds(_ZONE_X, east):
            point = from_conic_zone(east, north, parallel)
            if _MAINLAND[0] <= point[1] <= _MAINLAND[1]:
                found.append(Degrees(*point, f"CC{parallel}", "conic_conformal"))
    return found


def _zone_north(parallel: int) -> float:
    """The false northing of a zone: its parallel of origin stands there."""
    return (parallel - 41) * 1_000_000 + 200_000


def _holds(limits: tuple[int, int], value: float) -> bool:
    return limits[0] <= value <= limits[1]


def from_lambert93(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude in degrees of a Lambert-93 point (EPSG:2154) in metres.

    Source: IGN, note technique NTG_71, algorithms 0004 and 0002. Within a millimetre on the
    mainland.
    """
    return _from_cone(x, y, _Cone(_EXPONENT, _CONSTANT, _POLE_X, _POLE_Y))


def from_conic_zone(x: float, y: float, parallel: int) -> tuple[float, float]:
    """Latitude and longitude in degrees of a point of a conic conformal zone, in metres.

    Args:
        x: metres east, 1,700,000 on the meridian 3° E.
        y: metres north, (parallel - 41) million and 200,000 on the parallel of origin.
        parallel: 42 to 50, the parallel of origin in degrees (EPSG:3942 to 3950); the two
            standard ones are 0.75° either side of it.

    Source: IGN, « Projections coniques conformes 9 zones » (decree 2006-272), and NTG_71,
    algorithms 0019 (a cone with two standard parallels), 0004 and 0002.
    """
    return _from_cone(x, y, _zone_cone(parallel))


class _Cone(NamedTuple):
    """A conformal cone: its exponent, its constant and its pole in metres."""

    exponent: float
    constant: float
    pole_x: float
    pole_y: float


@cache
def _zone_cone(parallel: int) -> _Cone:
    south, north = radians(parallel - 0.75), radians(parallel + 0.75)
    ratio = _normal(north) * cos(north) / (_normal(south) * cos(south))
    exponent = log(ratio) / (_isometric(south) - _isometric(north))
    constant = _normal(south) * cos(south) / exponent * exp(exponent * _isometric(south))
    to_pole = constant * exp(-exponent * _isometric(radians(parallel)))
    return _Cone(exponent, constant, 1_700_000.0, _zone_north(parallel) + to_pole)


def _normal(latitude: float) -> float:
    """The great normal of the ellipsoid at a latitude (radians), in metres."""
    return _SEMI_MAJOR / sqrt(1 - (_ECCENTRICITY * sin(latitude)) ** 2)


def _isometric(latitude: float) -> float:
    """The isometric latitude of a latitude (radians)."""
    return atanh(sin(latitude)) - _ECCENTRICITY * atanh(_ECCENTRICITY * sin(latitude))


def _from_cone(x: float, y: float, cone: _Cone) -> tuple[float, float]:
    distance = hypot(x - cone.pole_x, y - cone.pole_y)
    angle = atan2(x - cone.pole_x, cone.pole_y - y)
    isometric = -log(distance / cone.constant) / cone.exponent
    return degrees(_latitude(isometric)), _MERIDIAN + degrees(angle / cone.exponent)


def _latitude(isometric: float) -> float:
    """The latitude (radians) of an isometric latitude, by rounds that close in on it."""
    latitude = 2 * atan(exp(isometric)) - pi / 2
    for _round in range(_MOST_ROUNDS):
        bent = _ECCENTRICITY * atanh(_ECCENTRICITY * sin(latitude))
        closer = 2 * atan(exp(isometric + bent)) - pi / 2
        if abs(closer - latitude) < _TINY:
            return closer
        latitude = closer
    return latitude


def from_utm(x: float, y: float, meridian: float, false_northing: float) -> tuple[float, float]:
    """Latitude and longitude in degrees of a UTM point in metres.

    Args:
        x: metres east, 500,000 on the central meridian.
        y: metres north of the equator, plus the false northing.
        meridian: the central meridian of the zone, in degrees.
        false_northing: metres added to y, 10,000,000 in the south.

    Source: Krüger's series to the third order of the third flattening, within a millimetre.
    """
    third = _FLATTENING / (2 - _FLATTENING)
    radius = _SEMI_MAJOR / (1 + third) * (1 + third**2 / 4 + third**4 / 64)
    north = (y - false_northing) / (_UTM_SCALE * radius)
    east = (x - 500_000) / (_UTM_SCALE * radius)
    factors = (
        third / 2 - 2 * third**2 / 3 + 37 * third**3 / 96,
        third**2 / 48 + third**3 / 15,
        17 * third**3 / 480,
    )
    straight_north, straight_east = north, east
    for rank, factor in enumerate(factors, start=1):
        straight_north -= factor * sin(2 * rank * north) * cosh(2 * rank * east)
        straight_east -= factor * cos(2 * rank * north) * sinh(2 * rank * east)
    conformal = asin(sin(straight_north) / cosh(straight_east))
    longitude = radians(meridian) + atan2(sinh(straight_east), cos(straight_north))
    return degrees(_latitude(atanh(sin(conformal)))), degrees(longitude)
