"""How wide a circle should be to hold some places, without reading them."""

from django.db import connection

from places.nearness import box_around

# Kilometres; beyond the last, the country around is empty.
CIRCLES = (2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0)
# Counting stops as soon as there are enough: a town costs no more than a village. The statement is
# written by hand because composing it takes ten times longer than running it.
COUNT = (
    "SELECT COUNT(*) FROM (SELECT 1 FROM places_place"
    " WHERE status IN ('published', 'temporarily_closed')"
    " AND latitude BETWEEN %s AND %s AND longitude BETWEEN %s AND %s LIMIT %s) AS found"
)


def circle_of(latitude: float, longitude: float, wanted: int) -> float:
    """Kilometres of the smallest of CIRCLES whose box holds `wanted` published places, or the last.

    Latitude and longitude are degrees. A hint: criteria may keep fewer places than that.
    """
    with connection.cursor() as cursor:
        for km in CIRCLES:
            box = box_around(latitude, longitude, km)
            west = -180.0 if box.west is None else box.west
            east = 180.0 if box.east is None else box.east
            cursor.execute(COUNT, [box.south, box.north, west, east, wanted])
            if cursor.fetchone()[0] >= wanted:
                return km
    return CIRCLES[-1]
