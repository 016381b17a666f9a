"""Bring the metres of the legal French projections back to degrees, by closed formulas."""

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


def degrees_of(x: float, y: float, postal_code: str = "") -> tuple[float, float] | None:
    """Latitude and longitude (WGS 84) of a point in metres, in either order, or None.

    Args:
        x: metres east, or north when the two were swapped.
        y: metres north, or east.
        postal_code: tells the projection overseas; elsewhere it is Lambert-93.
    """
    for east, north in ((x, y), (y, x)):
        if _holds(_LAMBERT_X, east) and _holds(_LAMBERT_Y, north):
            return from_lambert93(east, north)
    zone = _UTM_ZONES.get(postal_code[:3])
    if zone and _holds(_UTM_X, x) and _holds(_UTM_Y, y):
        return from_utm(x, y, *zone)
    return None


def _holds(limits: tuple[int, int], value: float) -> bool:
    return limits[0] <= value <= limits[1]


def from_lambert93(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude in degrees of a Lambert-93 point (EPSG:2154) in metres.

    Source: IGN, note technique NTG_71, algorithms 0004 and 0002. Within a millimetre on the
    mainland.
    """
    distance = hypot(x - _POLE_X, y - _POLE_Y)
    angle = atan2(x - _POLE_X, _POLE_Y - y)
    isometric = -log(distance / _CONSTANT) / _EXPONENT
    return degrees(_latitude(isometric)), _MERIDIAN + degrees(angle / _EXPONENT)


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
