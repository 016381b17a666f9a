"""Tests of the door itself: open to every page, to read only, without a cookie."""

import pytest
from django.conf import settings

from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db

ADDRESSES = ["", "places/", "places/mairie/", "schema/", "docs/", "rien/", "places/?lat=x"]
ELSEWHERE = {"Origin": "https://ailleurs.example"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_of_any_site_may_read(client, site, address):
    PlaceFactory(slug="mairie")
    response = client.get(f"/api/v1/{address}", headers=ELSEWHERE)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_browser_that_asks_first_is_answered_without_a_query(client, address, count_queries):
    def ask():
        headers = ELSEWHERE | {"Access-Control-Request-Method": "GET"}
        response = client.options(f"/api/v1/{address}", headers=headers)
        assert response.status_code == 204
        assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert "If-None-Match" in response["Access-Control-Allow-Headers"]

    assert count_queries(ask) == 0


def test_the_rest_of_the_site_stays_closed_to_other_origins(client, site):
    response = client.get("/lieux/", headers=ELSEWHERE)
    assert "Access-Control-Allow-Origin" not in response
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["places/", "places/mairie/", "schema/", ""])
def test_nobody_writes(client, method, address):
    PlaceFactory(slug="mairie")
    response = getattr(client, method)(f"/api/v1/{address}")
    assert response.status_code == 405
    assert response.json() == {"detail": "Cette API se lit seulement\u202f: utilisez GET."}


def test_somebody_signed_in_is_nobody_here(client, bachir, count_queries):
    client.force_login(bachir)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    response = client.get("/api/v1/places/")
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert "Cookie" not in response["Vary"]
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == session
    with_cookie = count_queries(lambda: client.get("/api/v1/places/"))
    client.logout()
    assert count_queries(lambda: client.get("/api/v1/places/")) == with_cookie


def test_an_unknown_address_says_so_in_json(client):
    response = client.get("/api/v1/inconnu/")
    assert response.status_code == 404
    assert response.json()["detail"].startswith("Cette adresse ne mène à rien.")


def test_an_address_without_its_slash_leads_to_the_right_one(client, site):
    response = client.get("/api/v1/places", headers=ELSEWHERE)
    assert response.status_code == 301
    assert response["Location"] == "/api/v1/places/"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_format_that_does_not_exist_is_refused(client):
    response = client.get("/api/v1/places/", {"format": "xml"})
    assert response.status_code == 400
    assert response.json() == {"detail": "format\u00a0: choisissez parmi json, geojson, csv."}
    response = client.get("/api/v1/places/", headers={"Accept": "text/xml"})
    assert response.status_code == 406
    assert response.json() == {
        "detail": "Formats proposés\u00a0: application/json, application/geo+json, text/csv."
    }


def test_a_browser_reads_json(client):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = client.get("/api/v1/places/", headers={"Accept": accept})
    assert response["Content-Type"] == "application/json"


def test_who_asks_too_much_is_told_when_to_come_back(client):
    for _ in range(120):
        client.get("/api/v1/")
    response = client.get("/api/v1/")
    assert response.status_code == 429
    assert response.json()["detail"].startswith("Trop de demandes depuis votre adresse.")
    assert 1 <= int(response["Retry-After"]) <= 60
    assert client.get("/api/v1/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_whole_files_are_counted_apart(client):
    for _ in range(20):
        client.get("/api/v1/places/", {"format": "csv"})
    assert client.get("/api/v1/places/", {"format": "geojson"}).status_code == 429
    page = {"format": "geojson", "page": 1}
    assert client.get("/api/v1/places/", page).status_code == 200
    assert client.get("/api/v1/places/").status_code == 200


def test_an_address_that_a_caller_invents_does_not_free_them(client):
    for number in range(120):
        client.get("/api/v1/", headers={"X-Forwarded-For": f"192.0.2.{number}"})
    response = client.get("/api/v1/", headers={"X-Forwarded-For": "198.51.100.1"})
    assert response.status_code == 429


def test_the_root_leads_everywhere(client, site):
    links = client.get("/api/v1/").json()
    PlaceFactory()
    for name in ("places", "schema", "documentation", "geojson", "csv"):
        assert client.get(links[name]).status_code == 200, name
    assert links["licence"]["name"] == "Licence Ouverte 2.0"
