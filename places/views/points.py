"""The points of the map: grouped on the server from afar, one by one near by."""

from zlib import crc32

from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from places.clusters import Mark, merge
from places.filters import PlaceFilter
from places.map_groups import LAST_GROUPED_ZOOM, WORLD_DEGREES, counted, groups_in
from places.models import Commune, Place, Territory
from places.models.places import PlaceQuerySet
from places.nearness import Box
from places.scope import territory_of
from places.search import read_box

ONE_MINUTE = 60
DEEPEST_ZOOM = 19
# More places than this in view are counted by the database instead of being read.
MOST_READ = 2_000
# Marks that are so close that they are one name them, when they are few.
MOST_NAMED = 8
# Names of towns that help to find one's way, and how far from each other.
MOST_LABELS, LABELS_READ, LABELS_APART = 12, 80, 90
Feature = dict[str, object]


@require_safe
@conditional_page
@cache_control(public=True, max_age=ONE_MINUTE)
def map_points(request: HttpRequest) -> HttpResponseBase:
    """Answer GeoJSON for the same filters as the list, inside `bbox` (w,s,e,n), for `zoom`."""
    try:
        box, zoom = read_view(request.GET.get("bbox", ""), request.GET.get("zoom", ""))
    except ValueError:
        sentence = gettext("La partie de la carte demandée n’existe pas.")
        return HttpResponseBadRequest(sentence, content_type="text/plain; charset=utf-8")
    filterset = PlaceFilter(request.GET, Place.objects.published(), request=request)
    return JsonResponse(
        {
            "type": "FeatureCollection",
            "features": features(filterset, box, zoom, territory_of(request)),
            "labels": labels(box, zoom),
        },
        content_type="application/geo+json",
    )


def read_view(bbox: str, zoom: str) -> tuple[Box, int]:
    """The part of the map in view; ValueError when it is none. Empty is the world from afar."""
    box = read_box(bbox or "-180,-90,180,90")
    level = int(zoom or 0)
    if not 0 <= level <= DEEPEST_ZOOM:
        raise ValueError(zoom)
    return box, level


def features(filterset: PlaceFilter, box: Box, zoom: int, territory: Territory) -> list[Feature]:
    """What to draw: one feature for each mark that stands clear of the others."""
    if zoom <= LAST_GROUPED_ZOOM and not filterset.is_asking:
        return [feature(mark) for mark in groups_in(box, zoom, territory)]
    # What stands around is grouped with the rest: a step aside leaves the groups where they were.
    around = box.widened(WORLD_DEGREES / 2 ** (zoom + 1))
    places = filterset.qs.filter(around.condition())
    marks = merge(marks_of(places, zoom), zoom)
    return [feature(mark) for mark in marks if box.contains(mark.longitude, mark.latitude)]


def marks_of(places: PlaceQuerySet, zoom: int) -> list[Mark]:
    """Each place on its own with its name, or what stands in each cell when that is too many."""
    if zoom <= LAST_GROUPED_ZOOM:
        return counted(places, zoom)
    columns = places.order_by().values_list("longitude", "latitude", "name", "slug")
    rows = list(columns[: MOST_READ + 1])
    if len(rows) > MOST_READ:
        return counted(places, zoom)
    # In an order that says nothing of where they are: else one more place in the west would
    # move, one after the other, all the groups of a street.
    rows.sort(key=lambda row: crc32(row[3].encode()))
    return [Mark(x, y, members=[(name, slug)]) for x, y, name, slug in rows]


def feature(mark: Mark) -> Feature:
    properties: dict[str, object] = {"count": mark.count}
    if mark.members and mark.count <= MOST_NAMED:
        properties["places"] = [
            {"name": name, "url": reverse("places:detail", args=[slug])}
            for name, slug in mark.members
        ]
    point = [round(mark.longitude, 5), round(mark.latitude, 5)]
    geometry = {"type": "Point", "coordinates": point}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def labels(box: Box, zoom: int) -> list[tuple[float, float, str]]:
    """The largest towns in view, far enough from each other for their names to be read."""
    communes = Commune.objects.whole().filter(box.condition()).order_by("-population")
    rows = communes.values_list("longitude", "latitude", "name")[:LABELS_READ]
    marks = [Mark(x, y, members=[(name, "")]) for x, y, name in rows]
    shown = merge(marks, zoom, LABELS_APART)[:MOST_LABELS]
    return [(mark.longitude, mark.latitude, mark.members[0][0]) for mark in shown]
