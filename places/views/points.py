"""The points of the map: grouped on the server from afar, one by one near by."""

from math import isfinite

from django.db.models import Avg, Count, F, QuerySet
from django.db.models.functions import Floor
from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from places.filters import PlaceFilter
from places.models import Commune, Place
from places.models.places import PlaceQuerySet
from places.nearness import Box

ONE_MINUTE = 60
LAST_GROUPED_ZOOM = 9
DEEPEST_ZOOM = 19
# Beyond, a screen shows nothing but a crowd: it is grouped at any zoom.
MOST_POINTS = 40
MOST_POINTS_READ = 400
# Closer than this no grid parts what stands at the same door: points, however many.
LAST_CROWDED_ZOOM = 15
# Names of towns that help to find one's way.
MOST_LABELS = 12
# A group covers this many pixels of a world that is 256 × 2^zoom pixels wide.
CELL_PIXELS = 110
WORLD_DEGREES, TILE_PIXELS = 360, 256
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
    places = PlaceFilter(request.GET, Place.objects.published()).qs
    shown = places.filter(box.condition(), latitude__isnull=False)
    return JsonResponse(
        {
            "type": "FeatureCollection",
            "features": features(shown, zoom),
            "labels": [[x, y, name] for x, y, name in towns(box)],
        },
        content_type="application/geo+json",
    )


def read_view(bbox: str, zoom: str) -> tuple[Box, int]:
    """The part of the map in view; ValueError when it is none. Empty is the world from afar."""
    west, south, east, north = map(float, (bbox or "-180,-90,180,90").split(","))
    level = int(zoom or 0)
    ordered = isfinite(west + east) and -90 <= south <= north <= 90 and west <= east
    if not ordered or not 0 <= level <= DEEPEST_ZOOM:
        raise ValueError(bbox)
    return Box(south, north, west, east), level


def features(places: PlaceQuerySet, zoom: int) -> list[Feature]:
    if zoom <= LAST_GROUPED_ZOOM:
        return groups(places, zoom)
    rows = list(places.values_list("longitude", "latitude", "slug", "name")[:MOST_POINTS_READ])
    if len(rows) > MOST_POINTS and zoom <= LAST_CROWDED_ZOOM:
        return groups(places, zoom)
    return [
        feature(longitude, latitude, name=name, url=reverse("places:detail", args=[slug]))
        for longitude, latitude, slug, name in rows
    ]


def towns(box: Box) -> QuerySet[Commune, tuple[float, float, str]]:
    """The largest communes in view."""
    communes = Commune.objects.whole().filter(box.condition()).order_by("-population")
    return communes.values_list("longitude", "latitude", "name")[:MOST_LABELS]


def groups(places: PlaceQuerySet, zoom: int) -> list[Feature]:
    """Count the places of each cell of a grid; a group stands amid its places."""
    cell = WORLD_DEGREES * CELL_PIXELS / (TILE_PIXELS * 2**zoom)
    rows = (
        places.order_by()
        .annotate(column=Floor(F("longitude") / cell), line=Floor(F("latitude") / cell))
        .values("column", "line")
        .annotate(count=Count("pk"), x=Avg("longitude"), y=Avg("latitude"))
        .order_by("line", "column")
    )
    return [feature(row["x"], row["y"], count=row["count"]) for row in rows]


def feature(longitude: float, latitude: float, **properties: object) -> Feature:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(longitude, 5), round(latitude, 5)]},
        "properties": properties,
    }
