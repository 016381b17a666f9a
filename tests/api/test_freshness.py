"""Tests of conditional requests: who comes back learns that nothing changed, or reads anew."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.http import http_date

from places.models import Place
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/places/"
FORMATS = ("json", "geojson", "csv")


def again(client, first, url=URL, **asked):
    return client.get(url, asked, headers={"If-None-Match": first["ETag"]})


@pytest.mark.parametrize("format_", FORMATS)
def test_who_comes_back_downloads_nothing_again(client, format_):
    PlaceFactory()
    first = client.get(URL, {"format": format_})
    second = again(client, first, format=format_)
    assert second.status_code == 304
    assert second.content == b""
    assert second["ETag"] == first["ETag"]
    assert second["Cache-Control"] == first["Cache-Control"] == "public, max-age=60"
    assert "Accept" in second["Vary"]


def test_a_compressed_answer_is_recognised_too(client):
    PlaceFactory(description="long " * 100)
    first = client.get(URL, headers={"Accept-Encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    assert again(client, first).status_code == 304


def change(place):
    place.name = "Autre nom"
    place.save()


def unpublish(place):
    place.status = Place.Status.CLOSED
    place.save()


def delete(place):
    place.delete()


def add(_place):
    PlaceFactory()


@pytest.mark.parametrize("event", [change, unpublish, delete, add])
def test_whatever_happens_to_a_place_is_read_anew(client, event):
    place = PlaceFactory()
    PlaceFactory()
    first = client.get(URL)
    event(place)
    assert again(client, first).status_code == 200


def test_a_place_that_leaves_is_told_to_who_only_knows_the_date(client):
    place = PlaceFactory()
    Place.objects.update(changed_at=timezone.now() - timedelta(days=1))
    first = client.get(URL)
    headers = {"If-Modified-Since": first["Last-Modified"]}
    assert client.get(URL, headers=headers).status_code == 304
    unpublish(place)
    assert client.get(URL, headers=headers).json()["count"] == 0


def test_each_question_and_each_format_has_its_own_stamp(client):
    PlaceFactory()
    asked = [{}, {"prix": "gratuit"}, {"page": 1}, {"format": "csv"}, {"format": "geojson"}]
    assert len({client.get(URL, query)["ETag"] for query in asked}) == len(asked)
    by_header = client.get(URL, headers={"Accept": "text/csv"})
    assert by_header["ETag"] != client.get(URL)["ETag"]


def test_what_depends_on_the_clock_is_stamped_by_the_minute(client, monkeypatch):
    PlaceFactory()
    monkeypatch.setattr("api.freshness.time.time", lambda: 6000.0)
    first = client.get(URL, {"maintenant": "true"})
    assert "Last-Modified" not in first
    assert again(client, first, maintenant="true").status_code == 304
    monkeypatch.setattr("api.freshness.time.time", lambda: 6060.0)
    assert again(client, first, maintenant="true").status_code == 200


def test_one_place_is_recognised_too(client):
    place = PlaceFactory(slug="mairie")
    url = "/api/v1/places/mairie/"
    first = client.get(url)
    assert again(client, first, url).status_code == 304
    change(place)
    assert again(client, first, url).json()["name"] == "Autre nom"
    unpublish(place)
    future = http_date(timezone.now().timestamp() + 3600)
    assert client.get(url, headers={"If-Modified-Since": future}).status_code == 404


def test_an_error_is_not_stamped_nor_kept(client):
    response = client.get(URL, {"lat": "x"})
    assert "ETag" not in response
    assert "Cache-Control" not in response


def test_to_learn_that_nothing_changed_costs_one_query(client, count_queries):
    PlaceFactory()
    first = client.get(URL, {"commune": "23096"})
    assert count_queries(lambda: again(client, first, commune="23096")) == 1


def test_an_empty_directory_answers(client):
    first = client.get(URL)
    assert first.json()["count"] == 0
    assert again(client, first).status_code == 304
