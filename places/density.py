"""How wide a circle should be to hold some places, without reading them."""

from django.db import connection

from places.nearness import box_around
from places.statuses import PUBLIC

# Kilometres; beyond the last, the country around is empty.
CIRCLES = (2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0)
# Small circles are asked about first: the others are seldom needed, and cost something to plan.
NEAR, FAR = CIRCLES[:4], CIRCLES[4:]
# Counting stops as soon as there are enough: a town costs no more than a village. The statement is
# written by hand because composing it takes ten times longer than running it, and its numbers are
# ours and stand in it, for a driver takes as long to quote them; a circle is counted when those
# before it do not hold enough.
STATUSES = ", ".join(f"'{status}'" for status in PUBLIC)
CASE = (
    "WHEN (SELECT COUNT(*) FROM (SELECT 1 FROM places_place"
    " WHERE status IN ({statuses})"
    " AND latitude BETWEEN {south!r} AND {north!r} AND longitude BETWEEN {west!r} AND {east!r}"
    " LIMIT {wanted:d}) AS found) >= {wanted:d}"
    " THEN {km!r} "
)


def circle_of(latitude: float, longitude: float, wanted: int) -> float:
    """Kilometres of the smallest of CIRCLES whose box holds `wanted` published places, or the last.

    Latitude and longitude are degrees. A hint: criteria may keep fewer places than that.
    """
    for circles in (NEAR, FAR):
        cases = "".join(_case(km, latitude, longitude, wanted) for km in circles)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT CASE {cases} END")
            found: float | None = cursor.fetchone()[0]
        if found is not None:
            return float(found)
    return CIRCLES[-1]


def _case(km: float, latitude: float, longitude: float, wanted: int) -> str:
    box = box_around(float(latitude), float(longitude), km)
    return CASE.format(
        statuses=STATUSES,
        south=box.south,
        north=box.north,
        west=-180.0 if box.west is None else box.west,
        east=180.0 if box.east is None else box.east,
        wanted=wanted,
        km=km,
    )
