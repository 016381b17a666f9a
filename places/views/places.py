"""The list of places: the product itself; the map is an extra."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from places.filters import PlaceFilter
from places.french import of
from places.freshness import freshness
from places.models import Place, Term
from places.models.places import PlaceQuerySet
from places.search import Search

A_PAGE = 20
SHOWN_TERMS = Prefetch("terms", Term.objects.filter(vocabulary__in=["service", "fee"]))


@require_safe
def place_list(request: HttpRequest) -> HttpResponse:
    filterset = PlaceFilter(request.GET, Place.objects.published())
    today = timezone.localdate(filterset.now)
    page = Paginator(rows(filterset.qs), A_PAGE).get_page(request.GET.get("page"))
    for place in page:
        place.opening = place.opening_at(filterset.now)
        place.freshness = freshness(place.checked_on, place.updated_on, today)
    context = {
        "filterset": filterset,
        "form": filterset.form,
        "search": filterset.search,
        "page": page,
        "heading": heading(filterset.search, page.paginator.count),
        "tiles": {"url": settings.MAP_TILES_URL, "attribution": settings.MAP_TILES_ATTRIBUTION},
    }
    return render(request, "places/list.html", context)


def heading(search: Search, count: int) -> str:
    """« 14 lieux près de Guéret »."""
    if search.choices:
        return gettext("Quelle commune\u202f?")
    if search.is_lost:
        return gettext("Commune introuvable")
    names = {"count": number_format(count, force_grouping=True)}
    if search.match:
        names |= {"where": search.match.name, "of_where": of(search.match.name)}
        none = gettext("Aucun lieu près %(of_where)s")
        words = ngettext(
            "%(count)s lieu près %(of_where)s", "%(count)s lieux près %(of_where)s", count
        )
    elif search.is_located:
        none = gettext("Aucun lieu près de vous")
        words = ngettext("%(count)s lieu près de vous", "%(count)s lieux près de vous", count)
    else:
        none = gettext("Aucun lieu d’aide au numérique")
        words = ngettext(
            "%(count)s lieu d’aide au numérique", "%(count)s lieux d’aide au numérique", count
        )
    return (words if count else none) % names


def rows(places: PlaceQuerySet) -> PlaceQuerySet:
    """What a row shows, and nothing heavier."""
    return (
        places.select_related("commune")
        .prefetch_related(SHOWN_TERMS)
        .with_closings(timezone.localdate())
        .defer("raw", "description", "commune__search_name")
    )
