"""The formats of an answer beside JSON: GeoJSON and the national CSV, written piece by piece."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from rest_framework.renderers import BaseRenderer, JSONRenderer

from api.serializers import PlaceSerializer
from places.exports import lines_of
from places.models.places import PlaceQuerySet

BATCH = 500


class FileRenderer(BaseRenderer):
    """A file of all the rows: too long to be held in memory."""

    file_name = ""

    def chunks(self, places: PlaceQuerySet, context: dict[str, Any]) -> Iterator[str]:
        """The text of the file, for places of which each relation is still to fetch."""
        raise NotImplementedError


class GeoJSONRenderer(FileRenderer, JSONRenderer):
    """A collection of points (RFC 7946), for maps; one place alone is one feature."""

    media_type = "application/geo+json"
    format = "geojson"
    charset = None
    file_name = "lieux.geojson"

    def chunks(self, places: PlaceQuerySet, context: dict[str, Any]) -> Iterator[str]:
        serializer = PlaceSerializer(context=context)
        separator = '{"type":"FeatureCollection","features":['
        for place in places.iterator(chunk_size=BATCH):
            yield separator + self.dumps(feature_of(serializer.to_representation(place)))
            separator = ","
        yield ("" if separator == "," else separator) + "]}"

    def dumps(self, data: dict[str, Any]) -> str:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)

    def render(
        self,
        data: dict[str, Any],
        accepted_media_type: str | None = None,
        renderer_context: dict[str, Any] | None = None,
    ) -> bytes:
        return super().render(feature_of(data), accepted_media_type, renderer_context)


class CSVRenderer(FileRenderer):
    """The national file, version 1."""

    media_type = "text/csv"
    format = "csv"
    file_name = "lieux.csv"

    def chunks(self, places: PlaceQuerySet, context: dict[str, Any]) -> Iterator[str]:
        return lines_of(places.select_related(None))


def feature_of(data: dict[str, Any]) -> dict[str, Any]:
    """A place as a GeoJSON feature: its point, or null, and the other fields as properties."""
    properties = dict(data)
    latitude, longitude = properties.pop("latitude"), properties.pop("longitude")
    point = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
    return {
        "type": "Feature",
        "id": data["slug"],
        "geometry": point,
        "properties": properties,
    }
