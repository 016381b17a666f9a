"""The groups of the map seen from afar, made once for each edition of the places and each zoom."""

from django.core.cache import cache
from django.db.models import Avg, Count, F
from django.db.models.functions import Floor

from places.clusters import TILE_PIXELS, Mark, merge
from places.models import Edition, Place, Territory
from places.models.places import PlaceQuerySet
from places.models.territories import EVERYWHERE
from places.nearness import Box

LAST_GROUPED_ZOOM = 9
# Width, in pixels, of the cells that the database counts by.
CELL_PIXELS = 64
WORLD_DEGREES = 360
ONE_DAY = 24 * 3600
Row = tuple[float, float, int]


def groups_in(box: Box, zoom: int, territory: Territory = EVERYWHERE) -> list[Mark]:
    """The groups of every published place of a territory that stand in a box, for a zoom of 0–9.

    They are made for the whole territory at once, so that none moves when the map does, and made
    again by the first who asks after a place has changed.
    """
    edition = Edition.objects.current()
    name = f"map-groups:{edition}:{territory.kind}{territory.code}:{zoom}"
    rows: list[Row] | None = cache.get(name) if edition else None
    if rows is None:
        rows = build(zoom, territory)
        if edition:
            cache.set(name, rows, ONE_DAY)
    return [Mark(x, y, count) for x, y, count in rows if box.contains(x, y)]


def build(zoom: int, territory: Territory = EVERYWHERE) -> list[Row]:
    """The groups of a whole territory, as (longitude, latitude, count): one query, one pass."""
    placed = Place.objects.published().within(territory).filter(latitude__isnull=False)
    marks = merge(counted(placed, zoom), zoom)
    return [(mark.longitude, mark.latitude, mark.count) for mark in marks]


def counted(places: PlaceQuerySet, zoom: int) -> list[Mark]:
    """The places of each cell of a grid, counted by the database; the fullest cells first."""
    cell = WORLD_DEGREES * CELL_PIXELS / (TILE_PIXELS * 2**zoom)
    rows = (
        places.order_by()
        .annotate(column=Floor(F("longitude") / cell), line=Floor(F("latitude") / cell))
        .values("column", "line")
        .annotate(count=Count("pk"), x=Avg("longitude"), y=Avg("latitude"))
        .order_by("-count", "line", "column")
    )
    return [Mark(row["x"], row["y"], row["count"]) for row in rows]
