"""The list or the map in a page of another site: a frame without cookie, and how to get it."""

from csp.decorators import csp_replace
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from places.criteria import ONE_VALUE
from places.filters import PlaceFilter
from places.models import Departement, Place
from places.scope import territory_of
from places.views.places import heading, sooner
from places.views.territories import served

A_PAGE = 20
ONE_MINUTE = 60
MAP = "carte"
HEIGHTS = {"": 640, MAP: 820}
# What a frame may be asked, as the list itself.
ASKED = (*ONE_VALUE, "service", "departement", "epci", "region", "commune", "distance", "tri")


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@conditional_page
@cache_control(public=True, max_age=ONE_MINUTE)
def embed(request: HttpRequest) -> HttpResponse:
    """Any site may frame this page; it sets no cookie and its links leave the frame."""
    filterset = PlaceFilter(request.GET, Place.objects.published(), request=request)
    page = Paginator(sooner(filterset), A_PAGE).get_page(request.GET.get("page"))
    for place in page:
        place.opening = place.opening_at(filterset.now)
    search, query = filterset.search, only_asked(request.GET)
    if search.match:
        query["commune"] = search.match.insee_code
    has_map = request.GET.get("vue") == MAP
    context = {
        "page": page,
        "around": filterset.around,
        "heading": heading(filterset, page.paginator.count),
        "form": filterset.form,
        "search": search,
        "kept": kept_of(query, has_map),
        "has_map": has_map,
        "whole": f"{reverse('places:list')}?{query.urlencode()}",
        "tiles": {"url": settings.MAP_TILES_URL, "attribution": settings.MAP_TILES_ATTRIBUTION},
    }
    response = render(request, "places/embed.html", context)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def embed_builder(request: HttpRequest) -> HttpResponse:
    """Choose what the frame shows, then copy its code."""
    filterset = PlaceFilter(request.GET, Place.objects.published(), request=request)
    query = only_asked(request.GET)
    if filterset.search.match and filterset.search.typed:
        query["commune"] = filterset.search.match.insee_code
    view = MAP if request.GET.get("vue") == MAP else ""
    if view:
        query["vue"] = view
    path = f"{reverse('places:embed')}?{query.urlencode()}".rstrip("?")
    is_asked = "vue" in request.GET and not filterset.search.is_lost
    context = {
        "filterset": filterset,
        "form": filterset.form,
        "search": filterset.search,
        "departements": served(Departement.objects.all(), territory_of(request)),
        "view": view,
        "path": path,
        "code": code_of(request.build_absolute_uri(path), HEIGHTS[view]) if is_asked else "",
    }
    return render(request, "places/embed_builder.html", context)


def only_asked(query: QueryDict) -> QueryDict:
    """The criteria of a query, in a fixed order, without those left empty."""
    kept = QueryDict(mutable=True)
    for name in ASKED:
        kept.setlist(name, [value for value in query.getlist(name) if value])
    return kept


def kept_of(query: QueryDict, has_map: bool) -> list[tuple[str, str]]:
    """What a search in the frame keeps of it: everything but where one looks."""
    kept = [(name, value) for name, values in query.lists() for value in values]
    kept = [(name, value) for name, value in kept if name != "commune"]
    return [*kept, ("vue", MAP)] if has_map else kept


def code_of(address: str, height: int) -> str:
    """The HTML to paste."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border: 0">'
        "</iframe>",
        address,
        gettext("Lieux d’aide au numérique"),
        height,
    )
