"""Tests of the list of places, as JSON."""

import pytest

from places.models import Place, Term
from tests.factories import CommuneFactory, PlaceFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/places/"


def names(response):
    return [row["name"] for row in response.json()["results"]]


def test_anybody_reads_what_a_place_offers(client):
    place = PlaceFactory(
        slug="mediatheque",
        name="Médiathèque",
        phone="+33555410000",
        emails="accueil@exemple.fr\npas une adresse",
        websites="https://exemple.fr\nwww.exemple.org",
        other_labels="Label maison\nAutre",
        opening_hours="Mo-Fr 09:00-12:00",
    )
    place.terms.set(Term.objects.filter(vocabulary="service", code="demarches"))
    (row,) = client.get(URL).json()["results"]
    assert row["slug"] == "mediatheque"
    assert row["url"] == "http://testserver/lieux/mediatheque/"
    assert row["status"] == "published"
    assert row["services"] == [{"code": "demarches", "label": "Aide aux démarches administratives"}]
    assert row["audiences"] == []
    assert row["commune"] == {
        "insee_code": "23096",
        "name": "Guéret",
        "departement": "23",
        "epci": "200034825",
    }
    assert row["emails"] == ["accueil@exemple.fr"]
    assert row["websites"] == ["https://exemple.fr", "https://www.exemple.org"]
    assert row["other_labels"] == ["Label maison", "Autre"]
    assert row["opening_hours"] == "Mo-Fr 09:00-12:00"
    assert row["point_precision"] == "place"
    assert row["distance_km"] is None


def test_no_address_but_of_the_web_leaves(client):
    PlaceFactory(
        websites="javascript:alert(1)\ndata:text/html,x\nhttps://exemple.fr",
        booking_url="JavaScript:alert(1)",
        accessibility_url="vbscript:x",
    )
    (row,) = client.get(URL).json()["results"]
    assert row["websites"] == ["https://exemple.fr"]
    assert row["booking_urls"] == row["accessibility_urls"] == []


def test_what_concerns_only_professionals_stays_inside(client):
    PlaceFactory(accepts_referrals=True, raw={"colonne": "secrète"})
    text = client.get(URL).content.decode()
    assert "accepts_referrals" not in text
    assert "secrète" not in text


@pytest.mark.parametrize("status", [Place.Status.DRAFT, Place.Status.CLOSED])
def test_nobody_reads_a_place_that_is_not_published(client, status):
    PlaceFactory(status=status)
    assert client.get(URL).json()["count"] == 0


def test_a_place_closed_for_a_while_says_so(client):
    PlaceFactory(status=Place.Status.TEMPORARILY_CLOSED)
    (row,) = client.get(URL).json()["results"]
    assert row["status"] == "temporarily_closed"


def test_a_point_that_is_only_the_commune_s_says_so(client):
    PlaceFactory(name="a", raw={"point": "commune"})
    PlaceFactory(name="b", latitude=None, longitude=None)
    rows = client.get(URL).json()["results"]
    assert [row["point_precision"] for row in rows] == ["commune", None]


def test_the_nearest_comes_first_with_its_distance(client):
    PlaceFactory(name="loin", latitude=46.30, longitude=1.87)
    PlaceFactory(name="près", latitude=46.18, longitude=1.87)
    PlaceFactory(name="ailleurs", latitude=43.0, longitude=1.87)
    response = client.get(URL, {"lat": "46.17", "lon": "1.87"})
    assert names(response) == ["près", "loin"]
    assert [row["distance_km"] for row in response.json()["results"]] == [1.11, 14.46]


def test_a_list_is_cut_in_pages_that_follow_each_other(client):
    for name in "abc":
        PlaceFactory(name=name)
    first = client.get(URL, {"page_size": 2}).json()
    assert first["count"] == 3
    assert first["previous"] is None
    assert [row["name"] for row in first["results"]] == ["a", "b"]
    second = client.get(first["next"]).json()
    assert second["next"] is None
    assert [row["name"] for row in second["results"]] == ["c"]


def test_a_page_holds_twenty_places_unless_asked(client):
    CommuneFactory()
    for _ in range(21):
        PlaceFactory()
    assert len(names(client.get(URL))) == 20
    assert len(names(client.get(URL, {"page_size": 100}))) == 21


@pytest.mark.parametrize("value", ["0", "-1", "abc", "1.5", "", "٣", "9" * 5000, "1e3"])
@pytest.mark.parametrize("name", ["page", "page_size"])
def test_a_page_that_nobody_can_mean_is_refused(client, name, value):
    response = client.get(URL, {name: value})
    assert response.status_code == 400
    assert response.json()["detail"].startswith(f"{name}\u00a0: écrivez un nombre entier")


def test_a_page_of_more_than_a_hundred_places_is_refused(client):
    response = client.get(URL, {"page_size": 101})
    assert response.status_code == 400
    assert "100" in response.json()["detail"]


def test_a_page_beyond_the_end_does_not_exist(client):
    response = client.get(URL, {"page": 2})
    assert response.status_code == 404
    assert response.json()["detail"] == "La page 2 n’existe pas\u202f: la liste est plus courte."


def test_three_places_cost_no_more_queries_than_one(client, count_queries):
    terms = Term.objects.filter(vocabulary="service")

    def ask():
        assert client.get(URL, {"commune": "23096"}).status_code == 200

    PlaceFactory().terms.set(terms)
    one = count_queries(ask)
    for code in ("23002", "23003"):
        PlaceFactory(commune=CommuneFactory(insee_code=code)).terms.set(terms)
    assert count_queries(ask) == one
