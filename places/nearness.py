"""Great-circle nearness, for databases that know nothing of geography."""

from dataclasses import dataclass
from math import asin, ceil, cos, degrees, floor, radians, sin

from django.db.models import BooleanField, FloatField

from places.own_columns import OfColumns

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
POLE, ANTIMERIDIAN = 90, 180
TINY = 1e-12  # degrees: a tenth of a micrometre
# Lost in any other number; PostgreSQL refuses the product of one like 5e-324.
NOUGHT = 1e-200
DEGREE = radians(1)
# The box is a hair larger than the circle, so that rounding never leaves out a point of its rim.
MARGIN = 1 + 1e-9


@dataclass(frozen=True, slots=True)
class Box:
    """Bounds in degrees; `west` and `east` are None where every longitude belongs."""

    south: float
    north: float
    west: float | None = None
    east: float | None = None

    @property
    def middle(self) -> tuple[float, float]:
        """Its latitude and longitude; the prime meridian when it holds every longitude."""
        return (self.south + self.north) / 2, ((self.west or 0) + (self.east or 0)) / 2

    def condition(self) -> "Inside":
        """The rows whose `latitude` and `longitude` lie inside, edges included."""
        return Inside(self)

    def contains(self, longitude: float, latitude: float) -> bool:
        """Whether a point stands inside, its edges included."""
        if not self.south <= latitude <= self.north:
            return False
        return self.west is None or self.east is None or self.west <= longitude <= self.east

    def widened(self, step: float) -> "Box":
        """This box and one to two steps of `step` degrees around it, its edges multiples of it.

        A small move leaves it as it was.
        """
        south, north = (floor(self.south / step) - 1) * step, (ceil(self.north / step) + 1) * step
        if self.west is None or self.east is None:
            return Box(south, north)
        west, east = (floor(self.west / step) - 1) * step, (ceil(self.east / step) + 1) * step
        return Box(south, north, west, east)


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


def kilometres_to(latitude: float, longitude: float) -> "Kilometres":
    """The distance in kilometres from a row's `latitude` and `longitude` to a point in degrees."""
    return Kilometres(float(latitude), float(longitude))


class Kilometres(OfColumns):
    """The haversine distance from a row's point to another."""

    output_field = FloatField()
    columns = ("latitude", "longitude")
    # Rounding may carry the antipode above 1, where the arcsine does not exist.
    formula = (
        "{diameter} * ASIN({least}(1.0, SQRT("
        "POWER(SIN(({y} - {latitude}) * {half}), 2)"
        " + {flattening} * COS(({y} + {nought}) * {degree})"
        " * POWER(SIN(({x} - {longitude}) * {half}), 2))))"
    )

    def __init__(self, latitude: float, longitude: float) -> None:
        super().__init__()
        self.latitude, self.longitude = _clear_of_zero(latitude), _clear_of_zero(longitude)

    def written(self, vendor: str, y: str, x: str) -> str:  # type: ignore[override]
        numbers = {
            "diameter": 2 * EARTH_RADIUS_KM,
            "degree": DEGREE,
            "half": DEGREE / 2,
            "nought": NOUGHT,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "flattening": cos(self.latitude * DEGREE),
        }
        literals = {name: f"({number!r})" for name, number in numbers.items()}
        least = "MIN" if vendor == "sqlite" else "LEAST"
        return self.formula.format(y=y, x=x, least=least, **literals)


class Inside(OfColumns):
    """Whether a row's point lies in a box; a row without a point does not."""

    output_field = BooleanField()
    columns = ("latitude", "longitude")

    def __init__(self, box: Box) -> None:
        super().__init__()
        self.box = box

    def written(self, _vendor: str, y: str, x: str) -> str:  # type: ignore[override]
        box = self.box
        inside = f"{y} BETWEEN {float(box.south)!r} AND {float(box.north)!r}"
        if box.west is not None and box.east is not None:
            inside += f" AND {x} BETWEEN {float(box.west)!r} AND {float(box.east)!r}"
        return f"({inside})"


def _clear_of_zero(angle: float) -> float:
    # PostgreSQL refuses the square of a difference like 1e-200, which only zero can give.
    return angle if abs(angle) > TINY else TINY
