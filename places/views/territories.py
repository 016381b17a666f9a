"""The directory by territory: every place of a commune, an EPCI or a département, to be printed."""

from itertools import groupby
from operator import attrgetter

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from places.caching import for_everyone
from places.models import Commune, Departement, Epci, Place, Region, Territory
from places.models.places import PUBLIC_STATUSES, PlaceQuerySet
from places.scope import EVERYWHERE, territory_of
from places.views.places import SHOWN_TERMS
from places.views.sheets import week_in_words

PUBLISHED = Q(communes__places__status__in=PUBLIC_STATUSES)
Link = tuple[str, str]


@require_safe
@for_everyone
def territory_index(request: HttpRequest) -> HttpResponse:
    departements = served(Departement.objects.all(), territory_of(request))
    return render(request, "places/territories.html", {"departements": departements})


@require_safe
@for_everyone
def territory_detail(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    territory = Territory(kind, code)
    row = territory.row() if kind in Territory.Kind.values else None
    if row is None:
        raise Http404
    if isinstance(row, Region):
        context = {"region": row, "departements": served(row.departements.all())}
        return render(request, "places/territories.html", context)
    places = list(directory(Place.objects.published().within(territory)))
    for place in places:
        place.week = week_in_words(place, timezone.localdate())
    context = {
        "row": row,
        "kind": kind,
        "parents": parents_of(row),
        "parts": parts_of(row, places),
        "communes": [(c, list(rows)) for c, rows in groupby(places, key=attrgetter("commune"))],
        "count": len(places),
    }
    return render(request, "places/territory.html", context)


def served(
    departements: QuerySet[Departement], territory: Territory = EVERYWHERE
) -> QuerySet[Departement]:
    """Those that have places in the territory, each with its `place_count`."""
    counted = PUBLISHED & territory.condition("communes__")
    return (
        departements.annotate(place_count=Count("communes__places", filter=counted))
        .filter(place_count__gt=0)
        .order_by("code")
    )


def directory(places: PlaceQuerySet) -> PlaceQuerySet:
    """Sorted by commune then name; the heavy columns stay in the database."""
    return (
        places.select_related("commune__epci")
        .prefetch_related(SHOWN_TERMS)
        .with_closings(timezone.localdate())
        .defer("raw", "description", "summary")
        .order_by("commune__search_name", "commune", "name", "pk")
    )


def parents_of(row: Commune | Epci | Departement) -> list[Link]:
    """The territories that hold this one, widest first, as (address, name)."""
    if isinstance(row, Departement):
        return [link("region", row.region)] if row.region else []
    if isinstance(row, Commune):
        parents = [link("departement", row.departement)]
        return [*parents, link("epci", row.epci)] if row.epci else parents
    return []


def parts_of(row: Commune | Epci | Departement, places: list[Place]) -> list[Link]:
    """The EPCI of a département where there are places, as (address, name)."""
    if not isinstance(row, Departement):
        return []
    parts = {place.commune.epci for place in places if place.commune.epci}
    return [link("epci", epci) for epci in sorted(parts, key=attrgetter("name"))]


def link(kind: str, row: Region | Departement | Epci) -> Link:
    return Territory(kind, row.pk).get_absolute_url(), row.name
