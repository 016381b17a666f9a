"""Tests of the places as GeoJSON."""

import json

import pytest

from places.models import Term
from tests.factories import CommuneFactory, PlaceFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/places/"


def collection(client, **asked):
    response = client.get(URL, {"format": "geojson", **asked})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/geo+json; charset=utf-8"
    return json.loads(response.getvalue())


def test_a_map_takes_every_place_at_once(client):
    for _ in range(25):
        PlaceFactory()
    answer = collection(client)
    assert answer["type"] == "FeatureCollection"
    assert len(answer["features"]) == 25


def test_a_feature_holds_what_the_json_holds(client):
    PlaceFactory().terms.set(Term.objects.filter(vocabulary="fee"))
    (row,) = client.get(URL).json()["results"]
    (feature,) = collection(client)["features"]
    point = [row.pop("longitude"), row.pop("latitude")]
    assert feature == {
        "type": "Feature",
        "id": row["slug"],
        "geometry": {"type": "Point", "coordinates": point},
        "properties": row,
    }


def test_a_place_without_a_point_is_not_lost(client):
    PlaceFactory(latitude=None, longitude=None)
    (feature,) = collection(client)["features"]
    assert feature["geometry"] is None


def test_nothing_to_show_is_still_a_collection(client):
    assert collection(client) == {"type": "FeatureCollection", "features": []}


def test_one_page_is_given_when_asked(client):
    for name in "abc":
        PlaceFactory(name=name)
    features = collection(client, page=2, page_size=2)["features"]
    assert [feature["properties"]["name"] for feature in features] == ["c"]


def test_a_program_may_ask_with_the_accept_header(client):
    response = client.get(URL, headers={"Accept": "application/geo+json"})
    assert json.loads(response.getvalue())["type"] == "FeatureCollection"
    assert "Accept" in response["Vary"].split(", ")


def test_text_of_a_place_cannot_break_out(client):
    PlaceFactory(name='"}]}<img onerror=alert(1)>\u2028')
    (feature,) = collection(client)["features"]
    assert feature["properties"]["name"] == '"}]}<img onerror=alert(1)>\u2028'


def test_three_places_cost_no_more_queries_than_one(client, count_queries):
    terms = Term.objects.filter(vocabulary="service")
    PlaceFactory().terms.set(terms)
    one = count_queries(lambda: collection(client))
    for code in ("23002", "23003"):
        PlaceFactory(commune=CommuneFactory(insee_code=code)).terms.set(terms)
    assert count_queries(lambda: collection(client)) == one
