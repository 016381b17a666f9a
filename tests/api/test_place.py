"""Tests of one place."""

import pytest

from places.models import Place, Term
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def test_one_place_is_told_as_in_the_list(client):
    PlaceFactory(slug="mairie")
    (row,) = client.get("/api/v1/places/").json()["results"]
    assert client.get("/api/v1/places/mairie/").json() == row


def test_one_place_is_one_feature_of_a_map(client):
    PlaceFactory(slug="mairie", latitude=46.17, longitude=1.87)
    response = client.get("/api/v1/places/mairie/", {"format": "geojson"})
    assert response["Content-Type"] == "application/geo+json"
    feature = response.json()
    assert feature["type"] == "Feature"
    assert feature["id"] == "mairie"
    assert feature["geometry"] == {"type": "Point", "coordinates": [1.87, 46.17]}


def test_one_place_alone_makes_no_national_file(client):
    PlaceFactory(slug="mairie")
    response = client.get("/api/v1/places/mairie/", {"format": "csv"})
    assert response.status_code == 400
    assert response.json() == {"detail": "format\u00a0: choisissez parmi json, geojson."}


@pytest.mark.parametrize("status", [Place.Status.DRAFT, Place.Status.CLOSED])
def test_nobody_opens_a_place_that_is_not_published(client, status):
    PlaceFactory(slug="mairie", status=status)
    response = client.get("/api/v1/places/mairie/")
    assert response.status_code == 404
    assert response.json() == {"detail": "Ce lieu n’existe pas, ou n’est plus publié."}


def test_many_terms_cost_no_more_queries_than_one(client, count_queries):
    place = PlaceFactory(slug="mairie")
    terms = Term.objects.filter(vocabulary="service")

    def ask():
        assert client.get("/api/v1/places/mairie/").status_code == 200

    place.terms.set(terms[:1])
    one = count_queries(ask)
    place.terms.set(terms[:3])
    assert count_queries(ask) == one


def test_a_sheet_that_was_joined_leads_to_the_kept_place(client):
    kept = PlaceFactory(slug="mediatheque")
    PlaceFactory(slug="mediatheque-2", status=Place.Status.CLOSED, merged_into=kept)
    response = client.get("/api/v1/places/mediatheque-2/", {"format": "geojson"})
    assert response.status_code == 302
    assert response.url == "http://testserver/api/v1/places/mediatheque/?format=geojson"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get(response.url).json()["id"] == "mediatheque"
    kept.set_status(Place.Status.CLOSED)
    assert client.get("/api/v1/places/mediatheque-2/").status_code == 404


@pytest.mark.parametrize("format_", ["json", "geojson"])
def test_the_address_of_a_person_stays_inside(client, format_):
    PlaceFactory(slug="mairie", name="Mairie", emails="julie.dupont@exemple.fr\naccueil@exemple.fr")
    text = client.get("/api/v1/places/mairie/", {"format": format_}).content.decode()
    assert "accueil@exemple.fr" in text
    assert "julie" not in text
