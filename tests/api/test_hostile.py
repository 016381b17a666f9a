"""Tests of hostile requests: whatever is asked, the API answers with a reason."""

from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from api.filters import DESCRIPTIONS
from tests.examples import on_one_database
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db

NAMES = [*DESCRIPTIONS, "page", "page_size", "format", "inconnu", "ou[]", "lat__gte"]
NASTY = [
    *("", "0", "-1", "1e400", "NaN", "Infinity", "-0", "9" * 400, "0x10", "٣", "1_000", "1,5"),
    *("\x00", "%", "%00", "'", '"; DROP TABLE places_place; --', "<script>", "{{7*7}}", "../../"),
    *("true", "TRUE", "null", "Saint", "75056", "2A004", "json", "csv", "geojson", "\ud83d\ude00"),
]
values = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.integers().map(str))
queries = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=5)


@pytest.fixture(autouse=True)
def _place():
    PlaceFactory(slug="lieu")


@on_one_database
@given(queries)
def test_no_question_breaks_the_list(client, pairs):
    encoded = [(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs]
    cache.clear()
    response = client.get("/api/v1/places/?" + urlencode(encoded))
    if response.streaming:
        assert response.getvalue()
    assert response.status_code in {200, 400, 404}
    assert response.status_code == 200 or response.json()["detail"]


@on_one_database
@given(st.text(max_size=40))
def test_no_address_breaks_a_place(client, slug):
    cache.clear()
    end = quote(slug.encode("utf-8", "surrogatepass"), safe="")
    assert client.get(f"/api/v1/places/{end}/").status_code in {200, 302, 404}


@on_one_database
@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60))
def test_no_header_breaks_the_list(client, text):
    headers = ("Accept", "If-None-Match", "If-Modified-Since", "If-Match", "Origin")
    for name in headers:
        cache.clear()
        response = client.get("/api/v1/places/", headers={name: text})
        assert response.status_code in {200, 304, 406, 412}, (name, text)
    headers = {"X-Forwarded-For": text}
    assert client.get("/api/v1/places/", headers=headers).status_code == 200


@pytest.mark.parametrize("address", ["schema/", ""])
@pytest.mark.parametrize("query", ["?lang=../../etc", "?lang=%00", "?version=9", "?format=x"])
def test_no_question_breaks_the_description(client, address, query):
    assert client.get(f"/api/v1/{address}{query}").status_code in {200, 400}
