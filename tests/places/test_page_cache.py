"""The page cache: visitors share pages, an edit empties them, and nobody's page is kept."""

import gzip
from datetime import date

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from places.models import Closing, Edition, Place
from places.models.editions import EditionQuerySet
from places.page_cache import PageCacheMiddleware, key_of
from tests import factories

DAY = date(2026, 12, 24)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _pages_are_kept(settings, site):
    settings.PAGE_CACHE_SECONDS = 60


@pytest.fixture
def visitor():
    """One process: a client keeps its middlewares from its first request on."""
    return Client()


@pytest.fixture
def place(terms):
    return factories.PlaceFactory(name="Maison du fil", accepts_referrals=True)


def read(visitor, place, **headers):
    return visitor.get(place.get_absolute_url(), headers=headers)


def test_a_page_that_was_read_is_given_again_with_one_query(visitor, place, count_queries):
    first = read(visitor, place)
    assert count_queries(lambda: read(visitor, place)) == 1
    again = read(visitor, place)
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)
    assert "Content-Security-Policy" in again.headers


def test_an_edit_shows_at_once(visitor, place):
    read(visitor, place)
    place.name = "Maison du câble"
    place.save()
    assert "Maison du câble" in read(visitor, place).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        lambda place: Place.objects.filter(pk=place.pk).update(name="Autre nom"),
        lambda place: Place.objects.bulk_create(
            [Place(slug="neuf", source_id="neuf", name="Neuf")]
        ),
        lambda place: Closing.objects.create(
            place=place, starts_on=DAY, ends_on=DAY, reason=Closing.Reason.WORKS
        ),
    ],
)
def test_every_way_of_writing_a_place_makes_a_new_edition(place, change):
    before = Edition.objects.current()
    change(place)
    assert Edition.objects.current() != before


def test_another_process_reads_the_edit_too(visitor, place):
    neighbour = Client()
    read(visitor, place)
    read(neighbour, place)
    place.name = "Maison du câble"
    place.save()
    assert "Maison du câble" in read(neighbour, place).content.decode()


def test_a_page_lasts_no_longer_than_was_set(visitor, place, settings, count_queries):
    settings.PAGE_CACHE_SECONDS = -1
    read(visitor, place)
    assert count_queries(lambda: read(visitor, place)) > 1


def test_a_person_who_signed_in_gets_her_own_page(visitor, place, alice):
    read(visitor, place)
    visitor.force_login(alice)
    answer = read(visitor, place)
    assert answer["Cache-Control"] == "no-store"
    assert "Orienter une personne" in answer.content.decode()


def test_what_a_signed_in_person_reads_is_given_to_nobody_else(visitor, place, alice):
    visitor.force_login(alice)
    read(visitor, place)
    visitor.logout()
    visitor.cookies.clear()
    assert read(visitor, place)["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("query", ["lat=46.17&lon=1.87", "service=demarches&lat=46.17&lon=1.87"])
def test_a_position_is_never_kept(rf, query):
    assert key_of(rf.get(f"/lieux/?{query}")) is None
    assert key_of(rf.get("/lieux/?ou=Guéret")) is not None


def test_a_form_with_a_token_is_never_kept(visitor, count_queries):
    address = reverse("account_login")
    first = visitor.get(address).content
    visitor.cookies.clear()
    assert visitor.get(address).content != first


def test_a_page_not_found_is_not_kept(visitor):
    address = reverse("places:detail", args=["bientot"])
    assert visitor.get(address).status_code == 404
    factories.PlaceFactory(slug="bientot")
    assert visitor.get(address).status_code == 200


def test_each_host_has_its_pages(visitor, place, count_queries):
    read(visitor, place)
    other = count_queries(lambda: visitor.get(place.get_absolute_url(), SERVER_NAME="ailleurs.fr"))
    assert other > 1


def test_a_page_is_kept_compressed_for_who_reads_it_so(visitor, place):
    plain = read(visitor, place).content
    for _ in range(2):
        packed = read(visitor, place, accept_encoding="gzip")
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain


def test_who_has_the_page_already_is_told_so(visitor, place):
    etag = read(visitor, place)["ETag"]
    answer = read(visitor, place, if_none_match=etag)
    assert (answer.status_code, answer.content) == (304, b"")


def test_pages_are_given_while_the_database_does_not_answer(visitor, place, monkeypatch):
    first = read(visitor, place)

    def fails(self):
        raise OperationalError

    monkeypatch.setattr(EditionQuerySet, "current", fails)
    assert read(visitor, place).content == first.content


@pytest.mark.parametrize(
    ("method", "path", "status", "is_new"),
    [
        ("post", "/gestion/settings/home/sitesettings/1/", 302, True),
        ("post", "/pro/lieux/maison/modifier/", 302, True),
        ("post", "/gestion/pages/3/edit/", 403, False),
        ("get", "/gestion/pages/3/edit/", 200, False),
        ("post", "/pro/orientations/nouvelle/", 302, False),
    ],
)
def test_what_an_editor_sends_makes_a_new_edition(rf, method, path, status, is_new):
    before = Edition.objects.current()
    answer = PageCacheMiddleware(lambda _request: HttpResponse(status=status))
    answer(getattr(rf, method)(path))
    assert (Edition.objects.current() != before) is is_new
