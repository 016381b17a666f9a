"""Tests of the only door by which a request leaves."""

import socket

import pytest
from geopy.adapters import AdapterHTTPError
from geopy.exc import GeocoderParseError, GeocoderServiceError

from places.geocoding import outgoing
from places.geocoding.outgoing import ForbiddenHostError, GuardedAdapter, allowed_hosts


@pytest.fixture
def adapter():
    return GuardedAdapter(proxies=None, ssl_context=None)


def get(adapter, url):
    return adapter.get_text(url, timeout=1, headers={})


def test_the_configured_host_is_asked(base, adapter, settings):
    assert "Bonnyaud" in get(adapter, f"{settings.BAN_HOST}/search?q=1")


def test_no_other_host_is_asked(base, adapter):
    for url in ("https://other.example/", "http://localhost/", "http://169.254.169.254/latest"):
        with pytest.raises(ForbiddenHostError):
            get(adapter, url)


def test_nothing_is_allowed_without_a_setting(settings):
    settings.BAN_HOST = ""
    assert allowed_hosts() == frozenset()


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.1.1", "::1"])
def test_a_private_address_is_refused_unless_allowed(base, adapter, settings, monkeypatch, address):
    settings.BAN_ALLOW_PRIVATE = False
    settings.BAN_HOST = "https://base.example"
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(outgoing.socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(ForbiddenHostError, match="private"):
        get(adapter, "https://base.example/search?q=1")


def test_a_redirect_is_not_followed(base, adapter, settings):
    base.status = 302
    with pytest.raises(AdapterHTTPError) as caught:
        get(adapter, f"{settings.BAN_HOST}/search?q=1")
    assert caught.value.status_code == 302
    assert len(base.asked) == 1


def test_a_flood_is_cut(base, adapter, settings, monkeypatch):
    monkeypatch.setattr(outgoing, "LARGEST_ANSWER", 10)
    with pytest.raises(GeocoderServiceError, match="too long"):
        get(adapter, f"{settings.BAN_HOST}/search?q=1")


def test_an_answer_that_is_no_json_is_told(base, adapter, settings):
    base.body = "<html>"
    with pytest.raises(GeocoderParseError):
        adapter.get_json(f"{settings.BAN_HOST}/search?q=1", timeout=1, headers={})


def test_a_host_that_does_not_answer_is_told(base, adapter, settings):
    base.server_close()
    with pytest.raises(GeocoderServiceError):
        get(adapter, f"{settings.BAN_HOST}/search?q=1")
