"""How wide a circle should be to hold some places, without reading them."""

from django.db import connection

from places.nearness import box_around
from places.statuses import PUBLIC

# Kilometres; beyond the last, the country around is empty.
CIRCLES = (2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0)
# Small circles are asked about first: the others are seldom needed, and cost something to plan.
NEAR, FAR = CIRCLES[:4], CIRCLES[4:]
# Counting stops as soon as there are enough: a town costs no more than a village. The statement is
# written by hand because composing it takes ten times longer than running it; a circle is counted
# when those before it do not hold enough.
CASE = (
    "WHEN (SELECT COUNT(*) FROM (SELECT 1 FROM places_place"
    " WHERE status IN (%s, %s)"
    " AND latitude BETWEEN %s AND %s AND longitude BETWEEN %s AND %s LIMIT %s) AS found) >= %s"
    " THEN %s "
)


def circle_of(latitude: float, longitude: float, wanted: int) -> float:
    """Kilometres of the smallest of CIRCLES whose box holds `wanted` published places, or the last.

    Latitude and longitude are degrees. A hint: criteria may keep fewer places than that.
    """
    for circles in (NEAR, FAR):
        if km := _smallest(circles, latitude, longitude, wanted):
            return km
    return CIRCLES[-1]


def _smallest(
    circles: tuple[float, ...], latitude: float, longitude: float, wanted: int
) -> float | None:
    values: list[float | str] = []
    for km in circles:
        box = box_around(latitude, longitude, km)
        west = -180.0 if box.west is None else box.west
        east = 180.0 if box.east is None else box.east
        values += [*PUBLIC, box.south, box.north, west, east, wanted, wanted, km]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CASE {CASE * len(circles)} END", values)
        found: float | None = cursor.fetchone()[0]
    return None if found is None else float(found)
