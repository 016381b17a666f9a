"""An address placed by the address base, as a server on this machine plays it."""

import json
from urllib.parse import parse_qs

import pytest

from places.geocoding import refine
from tests.places.address_base import FOUND


def test_an_address_is_placed_by_the_configured_base(base):
    assert refine("1 place Bonnyaud", "23000", "Guéret") == (46.1706, 1.8712)
    asked = base.asked[0]
    assert asked.path == "/search"
    assert parse_qs(asked.query)["q"] == ["1 place Bonnyaud 23000 Guéret"]


def test_a_base_under_a_path_is_asked_there(base, settings):
    settings.BAN_HOST += "/geocodage"
    assert refine("1 place Bonnyaud", "23000", "Guéret")
    assert base.asked[0].path == "/geocodage/search"


def test_an_address_is_asked_once(base):
    refine("1 place Bonnyaud", "23000", "Guéret")
    assert refine("1  Place  BONNYAUD", "23000", "Guéret") == (46.1706, 1.8712)
    assert len(base.asked) == 1


def test_an_unknown_address_is_remembered_as_unknown(base):
    base.body = json.dumps({"type": "FeatureCollection", "features": []})
    assert refine("rue Inconnue", "23000", "Guéret") is None
    assert refine("rue Inconnue", "23000", "Guéret") is None
    assert len(base.asked) == 1


def test_a_doubtful_answer_is_not_taken(base):
    doubtful = json.loads(json.dumps(FOUND))
    doubtful["features"][0]["properties"]["score"] = 0.3
    base.body = json.dumps(doubtful)
    assert refine("rue Inconnue", "23000", "Guéret") is None


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, "{}"),
        (429, json.dumps(FOUND)),
        (200, "<html>"),
        (200, '{"features": [{}]}'),
        (200, '{"features": [{"geometry": {"coordinates": ["x", null]}, "properties": {}}]}'),
    ],
)
def test_a_base_that_fails_or_rambles_places_nothing_and_is_asked_again(base, status, body):
    base.status, base.body = status, body
    assert refine("1 place Bonnyaud", "23000", "Guéret") is None
    base.status, base.body = 200, json.dumps(FOUND)
    assert refine("1 place Bonnyaud", "23000", "Guéret") == (46.1706, 1.8712)


def test_a_base_that_is_down_places_nothing(base, settings):
    base.server_close()
    assert refine("1 place Bonnyaud", "23000", "Guéret") is None


def test_nothing_leaves_without_a_configured_base(base, settings):
    settings.BAN_HOST = ""
    assert refine("1 place Bonnyaud", "23000", "Guéret") is None
    assert base.asked == []


def test_an_empty_address_is_not_asked(base):
    assert refine("", " ", "") is None
    assert base.asked == []
