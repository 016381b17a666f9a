"""The directory by territory: every place of a commune, an EPCI or a département, to be printed."""

from itertools import groupby
from math import ceil
from operator import attrgetter

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from places.caching import for_everyone
from places.models import Commune, Departement, Epci, Place, Region, Territory
from places.models.places import PUBLIC_STATUSES, PlaceQuerySet
from places.scope import territory_of
from places.views.places import SHOWN_TERMS
from places.views.sheets import hours_in_words

PUBLISHED = Q(communes__places__status__in=PUBLIC_STATUSES)
Link = tuple[str, str]
Letter = tuple[str, int]
# Places a page, and how few would not deserve one of their own.
A_PAGE, ORPHANS = 20, 10


@require_safe
@for_everyone
def territory_index(request: HttpRequest) -> HttpResponse:
    own = territory_of(request)
    context = {"departements": served(Departement.objects.all(), own), "own": own}
    return render(request, "places/territories.html", context)


@require_safe
@for_everyone
def territory_detail(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    territory, own = Territory(kind, code), territory_of(request)
    row = territory.row() if kind in Territory.Kind.values else None
    if row is None:
        raise Http404
    if isinstance(row, Region):
        departements = served(row.departements.all(), own)
        context = {"region": row, "departements": departements, "own": own}
        return render(request, "places/territories.html", context)
    whole = Place.objects.published().within(territory)
    places = directory(whole.within(own))
    page = shown_page(request, places)
    for place in page:
        place.said_hours = hours_in_words(place, timezone.localdate())
    context = {
        "row": row,
        "territory": territory,
        "kind": kind,
        "parents": parents_of(row),
        "parts": parts_of(row, own),
        "letters": letters_of(places) if page.paginator.num_pages > 1 else [],
        "page": page,
        "communes": [(c, list(rows)) for c, rows in groupby(page, key=attrgetter("commune"))],
        "count": page.paginator.count,
        # Those of the territory that the site's own does not hold.
        "hidden": whole.count() - page.paginator.count if own else 0,
    }
    return render(request, "places/territory.html", context)


def shown_page(request: HttpRequest, places: PlaceQuerySet) -> Page:
    """A page of the directory; all of it when it is short, or asked to be printed."""
    is_whole = "tout" in request.GET
    count = places.count()
    paginator = Paginator(places, max(1, count) if is_whole else A_PAGE, orphans=ORPHANS)
    paginator.count = count
    return paginator.get_page(request.GET.get("page"))


def letters_of(places: PlaceQuerySet) -> list[Letter]:
    """The first letters of communes, each with the page where it begins."""
    names = places.values_list("commune__search_name", flat=True)
    last = max(1, ceil((len(names) - ORPHANS) / A_PAGE))
    found: dict[str, int] = {}
    for index, name in enumerate(names):
        found.setdefault(name[:1].upper(), min(last, index // A_PAGE + 1))
    return list(found.items())


def served(departements: QuerySet[Departement], territory: Territory) -> QuerySet[Departement]:
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


def parts_of(row: Commune | Epci | Departement, own: Territory) -> list[Link]:
    """The EPCI of a département where the site has places, as (address, name)."""
    if not isinstance(row, Departement):
        return []
    inside = Place.objects.published().within(own).filter(commune__departement=row)
    parts = Epci.objects.filter(pk__in=inside.values("commune__epci")).order_by("name")
    return [link("epci", epci) for epci in parts]


def link(kind: str, row: Region | Departement | Epci) -> Link:
    return Territory(kind, row.pk).get_absolute_url(), row.name
