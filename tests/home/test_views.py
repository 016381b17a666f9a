"""Colours, robots, sitemap, security contact, health, images: the small answers of the site."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.test import TestCase
from django.utils import timezone

from home.models import SiteSettings
from home.sitemaps import PlaceSitemap
from places.models import Place
from tests import factories

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def accent(home):
    SiteSettings.objects.update(accent_colour="#7a1f5c")


def test_anyone_gets_the_colours_of_the_site(client, accent):
    response = client.get("/site.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    text = response.content.decode()
    assert "--accent:#7a1f5c;" in text
    assert "--accent-light:#" in text
    assert "max-age=300" in response["Cache-Control"]
    assert "public" in response["Cache-Control"]


def test_colours_already_known_are_not_sent_again(client, accent):
    etag = client.get("/site.css")["ETag"]
    assert client.get("/site.css", headers={"if-none-match": etag}).status_code == 304
    SiteSettings.objects.update(accent_colour="#084652")
    assert client.get("/site.css", headers={"if-none-match": etag}).status_code == 200


def test_a_site_without_accent_keeps_the_colours_of_fanal(client):
    assert client.get("/site.css").content == b":root{}\n"


def test_pages_link_the_colours_only_when_there_is_an_accent(client, home):
    assert "/site.css" not in client.get("/").content.decode()
    SiteSettings.objects.update(accent_colour="#084652")
    assert "/site.css" in client.get("/").content.decode()


def test_robots_are_kept_out_of_what_is_private(client):
    text = client.get("/robots.txt").content.decode()
    for path in ("/gestion/", "/pro/", "/compte/"):
        assert f"Disallow: {path}\n" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def locations_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    tree = ElementTree.fromstring(response.content)  # noqa: S314 -- our own answer
    return [node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def sitemap_of(client):
    """Every address that the index leads to."""
    files = locations_of(client, "/sitemap.xml")
    return [url for file in files for url in locations_of(client, file)]


def test_the_sitemap_lists_pages_and_published_places_only(client):
    shown = factories.PlaceFactory()
    hidden = factories.PlaceFactory(status=Place.Status.DRAFT)
    locations = sitemap_of(client)
    assert any(url.endswith(shown.get_absolute_url()) for url in locations)
    assert not any(url.endswith(hidden.get_absolute_url()) for url in locations)
    assert any(url.endswith("/articles/preparer-sa-venue/") for url in locations)
    assert any(url.endswith("/donnees-ouvertes/") for url in locations)
    assert not any("/gestion/" in url or "/pro/" in url for url in locations)
    assert not any("/embed/" in url for url in locations)


def test_the_sitemap_lists_the_territories_where_there_is_a_place(client):
    factories.PlaceFactory()
    factories.CommuneFactory(insee_code="23008", name="Aubusson", search_name="aubusson")
    territories = [
        url.split("/territoires/")[1] for url in sitemap_of(client) if "/territoires/" in url
    ]
    for path in ("region/75/", "departement/23/", "epci/200034825/", "commune/23096/"):
        assert path in territories
    assert "commune/23008/" not in territories


def test_a_large_sitemap_is_cut_in_files(client, monkeypatch):
    monkeypatch.setattr(PlaceSitemap, "limit", 2)
    factories.PlaceFactory.create_batch(3)
    files = locations_of(client, "/sitemap.xml")
    assert [file.split("/")[-1] for file in files][-2:] == [
        "sitemap-lieux.xml",
        "sitemap-lieux.xml?p=2",
    ]
    assert len(locations_of(client, "/sitemap-lieux.xml?p=2")) == 1
    assert client.get("/sitemap-lieux.xml?p=3").status_code == 404


def test_the_files_of_a_sitemap_hold_each_place_once_after_some_left(client, monkeypatch):
    monkeypatch.setattr(PlaceSitemap, "limit", 2)
    places = factories.PlaceFactory.create_batch(7)
    client.get("/sitemap.xml")
    places[1].status = places[4].status = Place.Status.DRAFT
    with TestCase.captureOnCommitCallbacks(execute=True):
        places[1].save()
        places[4].save()
    found = [url.split("/")[-2] for url in sitemap_of(client) if "/lieux/lieu-" in url]
    assert found == [place.slug for place in places if place.status != Place.Status.DRAFT]


def test_each_address_of_the_sitemap_leads_to_a_page(client):
    factories.PlaceFactory()
    for url in sitemap_of(client):
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-lieux.xml", "/sitemap-territoires.xml"])
def test_a_sitemap_is_kept_like_a_public_page(client, settings, path):
    settings.PAGE_CACHE_SECONDS = 60
    factories.PlaceFactory()
    response = client.get(path)
    assert "public" in response["Cache-Control"]
    again = client.get(path, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-lieux.xml", "/sitemap-territoires.xml"])
def test_the_sitemap_costs_the_same_for_one_place_and_for_three(client, count_queries, path):
    factories.PlaceFactory()
    client.get(path)
    one = count_queries(lambda: client.get(path))
    factories.PlaceFactory.create_batch(2)
    assert count_queries(lambda: client.get(path)) == one


def test_the_security_contact_expires_in_the_future_within_a_year(client):
    SiteSettings.objects.update(contact_email="securite@exemple.fr")
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert fields["Contact"] == "mailto:securite@exemple.fr"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timezone.now() < expires < timezone.now() + timedelta(days=365)


def test_without_an_address_the_security_contact_is_the_contact_page(client):
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: http://testserver/contact/" in text


def test_a_watcher_learns_that_the_site_is_well(client):
    response = client.get("/sante/")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_a_watcher_learns_that_the_database_is_down_and_nothing_more(client, monkeypatch):
    def fail():
        raise DatabaseError("password of the database")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", fail)
        response = client.get("/sante/")
    assert response.status_code == 503
    assert b"password" not in response.content


def test_anyone_gets_a_resized_image_but_no_original(client):
    default_storage.save("images/logo.width-200.png", ContentFile(b"png"))
    default_storage.save("original_images/logo.png", ContentFile(b"secret place"))
    response = client.get("/media/images/logo.width-200.png")
    assert response["Content-Type"] == "image/png"
    assert "max-age=604800" in response["Cache-Control"]
    assert client.get("/media/original_images/logo.png").status_code == 404
    assert client.get("/media/images/../original_images/logo.png").status_code == 404
    assert client.get("/media/images/absent.png").status_code == 404


def test_nobody_signs_in_by_the_doors_of_wagtail(client):
    for path in ("/gestion/login/", "/_util/login/", "/gestion/password_reset/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response.url.startswith("/compte/connexion/")
        assert client.post(path, {"username": "a", "password": "b"}).status_code == 302
