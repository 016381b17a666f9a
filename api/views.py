"""The API: its root, the places, its description; everybody may read, nobody may write."""

from typing import Any

from django.http import (
    Http404,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.exceptions import NotFound
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse as address_of
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from api.errors import explain
from api.filters import PlaceFilterBackend
from api.freshness import seal, stamp, unchanged
from api.negotiation import FormatNegotiation
from api.pagination import Pages
from api.renderers import CSVRenderer, FileRenderer, GeoJSONRenderer
from api.schema import schema
from api.serializers import (
    ErrorSerializer,
    FeatureCollectionSerializer,
    FeatureSerializer,
    PlaceSerializer,
)
from api.throttling import FileThrottle, ReaderThrottle
from places.models import Place
from places.models.places import PUBLIC_STATUSES, PlaceQuerySet
from places.open_data import LICENCE
from places.views.sheets import joined_or_404

ONE_HOUR = 3600


class PublicView(APIView):
    """What every answer has in common."""

    content_negotiation_class = FormatNegotiation
    renderer_classes: list[type[BaseRenderer]] = [JSONRenderer]
    throttle_classes: list[type[BaseThrottle]] = [ReaderThrottle]

    def get_exception_handler(self) -> Any:
        return explain

    def handle_exception(self, exc: Exception) -> Response:
        # An error is JSON whatever was asked: a CSV of errors would pass for a file of places.
        self.request.accepted_renderer = JSONRenderer()
        self.request.accepted_media_type = JSONRenderer.media_type
        return super().handle_exception(exc)


FORMATS = ["json", "geojson", "csv"]
FORMAT = "Format de la réponse ; l’en-tête Accept peut le dire aussi."
REFUSED = OpenApiResponse(ErrorSerializer, description="La demande n’est pas comprise.")
BEYOND = OpenApiResponse(ErrorSerializer, description="La liste a moins de pages.")
MOVED = OpenApiResponse(
    description="Deux fiches étaient le même lieu : Location donne l’adresse de celle qui reste."
)
UNKNOWN = OpenApiResponse(ErrorSerializer, description="Ce lieu n’existe pas ou n’est plus publié.")
TOO_MANY = OpenApiResponse(ErrorSerializer, description="Trop de demandes : Retry-After dit quand.")


@extend_schema_view(
    list=extend_schema(
        operation_id="places_list",
        summary="Les lieux",
        description=(
            "Les lieux qui répondent aux critères, les plus proches d’abord quand un point est "
            "donné. Un site qui a un territoire donne les lieux de ce territoire, sauf autour "
            "d’un point ou si `departement`, `epci` ou `region` en dit un autre. Le GeoJSON et le "
            "CSV (standard national, version 1) les donnent tous, sauf si `page` ou `page_size` "
            "est dit."
        ),
        parameters=[
            OpenApiParameter("format", enum=["json", "geojson", "csv"], description=FORMAT)
        ],
        responses={
            (200, "application/json"): PlaceSerializer(many=True),
            (200, "application/geo+json"): FeatureCollectionSerializer,
            (200, "text/csv"): OpenApiTypes.STR,
            (400, "application/json"): REFUSED,
            (404, "application/json"): BEYOND,
            (429, "application/json"): TOO_MANY,
        },
    ),
    retrieve=extend_schema(
        operation_id="place",
        summary="Un lieu",
        description="Un lieu, par son « slug ».",
        parameters=[OpenApiParameter("format", enum=FORMATS[:-1], description=FORMAT)],
        responses={
            (200, "application/json"): PlaceSerializer,
            (200, "application/geo+json"): FeatureSerializer,
            302: MOVED,
            (400, "application/json"): REFUSED,
            (404, "application/json"): UNKNOWN,
            (429, "application/json"): TOO_MANY,
        },
    ),
)
class PlaceViewSet(PublicView, ReadOnlyModelViewSet):
    """Published places, one by one, by page, or all in a file."""

    queryset = Place.objects.published().select_related("commune").prefetch_related("terms")
    serializer_class = PlaceSerializer
    lookup_field = "slug"
    filter_backends = [PlaceFilterBackend]
    pagination_class = Pages
    renderer_classes = [JSONRenderer, GeoJSONRenderer, CSVRenderer]
    throttle_classes = [ReaderThrottle, FileThrottle]

    def get_renderers(self) -> list[BaseRenderer]:
        renderers = super().get_renderers()
        return renderers if self.action == "list" else renderers[:-1]

    def get_object(self) -> Place:
        """The place of this address, or the one that its sheet was joined to."""
        try:
            return super().get_object()
        except Http404:
            return self.kept()

    def kept(self) -> Place:
        try:
            place = joined_or_404(self.kwargs["slug"])
            if place.status in PUBLIC_STATUSES:
                return place
        except Http404:
            pass
        raise NotFound(gettext("Ce lieu n’existe pas, ou n’est plus publié."))

    def moved(self, place: Place) -> HttpResponseBase:
        """Where the place is told now, in the format that was asked."""
        asked = self.request.META.get("QUERY_STRING", "")
        path = reverse("api:place", args=[place.slug])
        address = self.request.build_absolute_uri(f"{path}?{asked}" if asked else path)
        return HttpResponseRedirect(address)

    def is_whole_file(self) -> bool:
        """Whether the answer is a file of every row."""
        is_file = isinstance(self.request.accepted_renderer, FileRenderer)
        return is_file and self.action == "list" and not Pages.is_asked(self.request)

    def list(self, request: Request) -> HttpResponseBase:
        current = stamp(request)
        response = unchanged(request, current) or self.rows(request)
        seal(response, current)
        return response

    def retrieve(self, request: Request, slug: str) -> HttpResponseBase:
        place = self.get_object()
        if place.slug != slug:
            return self.moved(place)
        current = stamp(request)
        data = self.get_serializer(place).data
        response = unchanged(request, current) or Response(data)
        seal(response, current)
        return response

    def rows(self, request: Request) -> HttpResponseBase:
        places = self.filter_queryset(self.get_queryset())
        if self.is_whole_file():
            return self.file(places)
        page = self.paginate_queryset(places)
        if isinstance(request.accepted_renderer, FileRenderer):
            start = self.paginator.page.start_index() - 1
            return self.file(places[max(start, 0) : self.paginator.page.end_index()])
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def file(self, places: PlaceQuerySet) -> HttpResponseBase:
        renderer = self.request.accepted_renderer
        chunks = renderer.chunks(places, self.get_serializer_context())
        is_head = self.request.method == "HEAD"
        return (HttpResponse if is_head else StreamingHttpResponse)(
            () if is_head else chunks,
            content_type=f"{renderer.media_type}; charset=utf-8",
            headers={"Content-Disposition": f'inline; filename="{renderer.file_name}"'},
        )


@extend_schema(exclude=True)
class RootView(PublicView):
    """Where to begin."""

    def get(self, request: Request) -> Response:
        names = {"places": "places", "schema": "schema", "documentation": "docs"}
        links = {key: address_of(f"api:{name}", request=request) for key, name in names.items()}
        places = links["places"]
        files = {"geojson": f"{places}?format=geojson", "csv": f"{places}?format=csv"}
        return Response({**links, **files, "licence": LICENCE})


@extend_schema(exclude=True)
class SchemaView(PublicView):
    """The description of the API (OpenAPI 3), as JSON or YAML."""

    renderer_classes = [
        OpenApiJsonRenderer2,
        OpenApiJsonRenderer,
        OpenApiYamlRenderer2,
        OpenApiYamlRenderer,
    ]

    def get(self, request: Request) -> Response:
        response = Response(schema())
        patch_cache_control(response, public=True, max_age=ONE_HOUR)
        return response


@extend_schema(exclude=True)
class UnknownView(PublicView):
    """An address of the API that does not exist says so in JSON."""

    def get(self, request: Request, rest: str) -> Response:
        raise Http404
