"""Tests of the OpenAPI description: valid, complete, and true of the answers."""

import json
from copy import deepcopy
from io import StringIO

import jsonschema
import pytest
from django.core.management import call_command

from places.models import Term
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/schema/"


@pytest.fixture
def description(client):
    return client.get(URL).json()


def nullable_as_a_type(node):
    """OpenAPI 3.0 says « nullable » where JSON Schema lists the type null."""
    if isinstance(node, list):
        return [nullable_as_a_type(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: nullable_as_a_type(value) for key, value in node.items()}
    return {"anyOf": [node, {"type": "null"}]} if node.pop("nullable", False) else node


def check(description, path, media_type, answer):
    operation = description["paths"][path]["get"]
    schema = deepcopy(operation["responses"]["200"]["content"][media_type]["schema"])
    whole = nullable_as_a_type({**schema, "components": description["components"]})
    jsonschema.validate(answer, whole, jsonschema.Draft7Validator)


def test_the_description_is_valid_without_a_warning():
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    assert "/api/v1/places/:" in out.getvalue()


def test_the_description_tells_only_of_this_door(description):
    assert list(description["paths"]) == ["/api/v1/places/", "/api/v1/places/{slug}/"]


def test_the_answers_are_as_described(client, description):
    full = PlaceFactory(slug="plein", emails="a@exemple.fr", websites="https://exemple.fr")
    full.terms.set(Term.objects.filter(vocabulary__in=["service", "fee"]))
    PlaceFactory(commune=None, latitude=None, longitude=None)
    places = "/api/v1/places/"
    check(description, places, "application/json", client.get(places).json())
    near = client.get(places, {"lat": 46.17, "lon": 1.87, "page_size": 1}).json()
    check(description, places, "application/json", near)
    one = client.get(f"{places}plein/").json()
    check(description, "/api/v1/places/{slug}/", "application/json", one)
    points = json.loads(client.get(places, {"format": "geojson"}).getvalue())
    check(description, places, "application/geo+json", points)


def test_the_check_of_the_answers_can_fail(description):
    with pytest.raises(jsonschema.ValidationError):
        check(description, "/api/v1/places/", "application/json", {"count": "trois"})


def test_every_field_and_every_parameter_is_explained(description):
    place = description["components"]["schemas"]["Place"]["properties"]
    assert [name for name, row in place.items() if not row.get("description")] == []
    parameters = description["paths"]["/api/v1/places/"]["get"]["parameters"]
    assert [row["name"] for row in parameters if not row.get("description")] == []


def test_every_format_and_every_error_is_announced(description):
    responses = description["paths"]["/api/v1/places/"]["get"]["responses"]
    formats = {"application/json", "application/geo+json", "text/csv"}
    assert set(responses["200"]["content"]) == formats
    assert set(responses) == {"200", "400", "404", "429"}


def test_the_data_have_a_licence_and_a_source(description):
    assert description["info"]["license"]["name"] == "Licence Ouverte 2.0"
    assert "Source" in description["info"]["description"]


@pytest.mark.parametrize(
    ("accept", "content_type", "start"),
    [
        ("*/*", "application/json", b"{"),
        ("application/vnd.oai.openapi+json", "application/vnd.oai.openapi+json", b"{"),
        ("application/yaml", "application/yaml", b"openapi: 3"),
        ("application/vnd.oai.openapi", "application/vnd.oai.openapi", b"openapi: 3"),
    ],
)
def test_tools_read_it_as_json_or_yaml(client, accept, content_type, start):
    response = client.get(URL, headers={"Accept": accept})
    assert response["Content-Type"].startswith(content_type)
    assert response.content.startswith(start)


def test_the_contract_changes_only_on_purpose(description, snapshot):
    """Developers build on these paths and fields: a change is read in the golden file's diff."""
    contract = {
        "paths": {
            path: sorted(parameter["name"] for parameter in methods["get"].get("parameters", []))
            for path, methods in description["paths"].items()
        },
        "fields": {
            name: sorted(schema.get("properties", {}))
            for name, schema in description["components"]["schemas"].items()
        },
    }
    assert contract == snapshot
