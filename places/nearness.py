"""Great-circle nearness, for databases that know nothing of geography."""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin

from django.db.models import F, FloatField, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ASin, Cos, Least, Power, Sin, Sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
POLE, ANTIMERIDIAN = 90, 180
HALF_DEGREE = radians(1) / 2
# The box is a hair larger than the circle, so that rounding never leaves out a point of its rim.
MARGIN = 1 + 1e-9


@dataclass(frozen=True, slots=True)
class Box:
    """Bounds in degrees; `west` and `east` are None where every longitude belongs."""

    south: float
    north: float
    west: float | None = None
    east: float | None = None

    def condition(self) -> Q:
        """The rows whose `latitude` and `longitude` lie inside."""
        inside = Q(latitude__range=(self.south, self.north))
        if self.west is None or self.east is None:
            return inside
        return inside & Q(longitude__range=(self.west, self.east))


def box_around(latitude: float, longitude: float, km: float) -> Box:
    """The smallest box, in degrees, that holds the circle of `km` kilometres around a point.

    Near a pole, or across the 180th meridian, it holds every longitude.
    Source: J. P. Matuschek, « Finding Points Within a Distance of a Latitude/Longitude ».
    """
    angle = km / EARTH_RADIUS_KM * MARGIN
    height = degrees(angle) + 1e-9
    south, north = latitude - height, latitude + height
    if south <= -POLE or north >= POLE:
        return Box(south, north)
    width = degrees(asin(min(1, sin(angle) / cos(radians(latitude))))) + 1e-9
    west, east = longitude - width, longitude + width
    if west < -ANTIMERIDIAN or east > ANTIMERIDIAN:
        return Box(south, north)
    return Box(south, north, west, east)


def kilometres_to(latitude: float, longitude: float) -> Combinable:
    """The haversine distance, in kilometres, from a row's point to the one given."""
    over = Power(Sin((F("latitude") - latitude) * HALF_DEGREE), 2)
    across = Power(Sin((F("longitude") - longitude) * HALF_DEGREE), 2)
    flattening = Cos(F("latitude") * radians(1)) * cos(radians(latitude))
    # Rounding may carry the antipode above 1, where the arcsine does not exist.
    chord = Least(Value(1.0), Sqrt(over + flattening * across), output_field=FloatField())
    return ASin(chord) * (2 * EARTH_RADIUS_KM)
