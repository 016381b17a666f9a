"""The documentation of the API as a page of the site; its explorer is an extra."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from api.filters import parameters
from api.schema import schema
from places.open_data import LICENCE

ONE_MINUTE = 60


class Field(NamedTuple):
    """A field of an answer."""

    name: str
    kind: str
    description: str


@require_safe
@cache_control(public=True, max_age=ONE_MINUTE)
def docs(request: HttpRequest) -> HttpResponse:
    context = {
        "places": request.build_absolute_uri(reverse("api:places")),
        "parameters": parameters(),
        "fields": fields_of("Place"),
        "licence": LICENCE,
    }
    return render(request, "api/docs.html", context)


def fields_of(component: str) -> list[Field]:
    """The fields of a component of the schema, in its order."""
    components = schema()["components"]["schemas"]
    return [
        # The first line is the sentence; those after it list codes for tools.
        Field(name, kind_of(row, components), row["description"].split("\n")[0])
        for name, row in components[component]["properties"].items()
    ]


def kind_of(row: dict[str, Any], components: dict[str, Any]) -> str:
    """The type of a field, for people, through a reference to another component."""
    if alternatives := row.get("allOf") or row.get("oneOf"):
        row = components[alternatives[0]["$ref"].rsplit("/", 1)[1]]
    kinds = {
        "string": gettext("texte"),
        "number": gettext("nombre"),
        "array": gettext("liste"),
        "object": gettext("objet"),
        "date": gettext("date"),
        "date-time": gettext("date et heure"),
    }
    return kinds.get(row.get("format", ""), "") or kinds[row["type"]]
