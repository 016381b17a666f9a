"""The list of places: the product itself; the map is an extra."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from places.caching import for_everyone
from places.filters import PlaceFilter
from places.french import of
from places.freshness import freshness
from places.guide import LAST, Answers
from places.models import Commune, Place, Term
from places.models.places import PlaceQuerySet, closings_from
from places.search import Search
from places.understanding import understood
from places.widening import NearestFirst

A_PAGE = 20
HEAVY = ("raw", "description", "provenance", "created_at", "changed_at")
SHOWN_COMMUNE = Prefetch("commune", Commune.objects.defer("search_name"))
SHOWN_TERMS = Prefetch("terms", Term.objects.filter(vocabulary__in=["service", "fee"]))


@require_safe
@for_everyone
def place_list(request: HttpRequest) -> HttpResponse:
    filterset = PlaceFilter(request.GET, Place.objects.published(), request=request)
    today = timezone.localdate(filterset.now)
    page = Paginator(sooner(filterset), A_PAGE).get_page(request.GET.get("page"))
    for place in page:
        place.opening = place.opening_at(filterset.now)
        place.freshness = freshness(place.checked_on, place.updated_on, today)
    is_guided = "guide" in request.GET and filterset.form.is_valid()
    context = {
        "filterset": filterset,
        "understood": understood(filterset) if is_guided else "",
        "guide": Answers.of_criteria(request.GET).address(reverse("places:guide"), LAST),
        "form": filterset.form,
        "search": filterset.search,
        "page": page,
        "around": filterset.around,
        "heading": heading(filterset, page.paginator.count),
        "tiles": {"url": settings.MAP_TILES_URL, "attribution": settings.MAP_TILES_ATTRIBUTION},
    }
    return render(request, "places/list.html", context)


def heading(filterset: PlaceFilter, count: int) -> str:
    """« 14 lieux près de Guéret », « 40 lieux d’aide au numérique : Creuse »."""
    search = filterset.search
    if search.choices:
        return gettext("Quelle commune\u202f?")
    if search.is_lost:
        return gettext("Commune introuvable")
    none, some = _words(search, count)
    names = {"count": number_format(count, force_grouping=True)}
    if search.match:
        names["of_where"] = of(search.match.name)
    said = (some if count else none) % names
    return f"{said}\u00a0: {filterset.territory}" if filterset.territory else said


def _words(search: Search, count: int) -> tuple[str, str]:
    """What to say of no place, and of `count` places, where one searches."""
    if search.match:
        return gettext("Aucun lieu près %(of_where)s"), ngettext(
            "%(count)s lieu près %(of_where)s", "%(count)s lieux près %(of_where)s", count
        )
    if search.zone:
        return gettext("Aucun lieu dans cette partie de la carte"), ngettext(
            "%(count)s lieu dans cette partie de la carte",
            "%(count)s lieux dans cette partie de la carte",
            count,
        )
    if search.is_located:
        return gettext("Aucun lieu près de vous"), ngettext(
            "%(count)s lieu près de vous", "%(count)s lieux près de vous", count
        )
    return gettext("Aucun lieu d’aide au numérique"), ngettext(
        "%(count)s lieu d’aide au numérique", "%(count)s lieux d’aide au numérique", count
    )


def sooner(filterset: PlaceFilter) -> PlaceQuerySet | NearestFirst:
    """The rows of the list; the nearest ones are found without sorting all the others."""
    related = (SHOWN_COMMUNE, SHOWN_TERMS, closings_from(timezone.localdate()))
    search = filterset.search
    if search.latitude is None or search.longitude is None or not filterset.is_by_distance:
        return rows(filterset.qs).prefetch_related(*related)
    return NearestFirst(
        rows(filterset.everywhere),
        search.latitude,
        search.longitude,
        filterset.km,
        related,
        filterset.opening,
    )


def rows(places: PlaceQuerySet) -> PlaceQuerySet:
    """What a row shows, and nothing heavier."""
    return places.defer(*HEAVY)
