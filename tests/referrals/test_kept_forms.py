"""A session that ends in mid-form loses nothing, and shows it to nobody else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory

from referrals.kept_forms import keeps_form, owner_token

PATH = "/pro/orientations/nouvelle/"


@keeps_form
def view(request):
    return HttpResponse(request.kept_form.get("first_name", "") if request.kept_form else "vide")


def call(method, session, user, data=None):
    request = getattr(RequestFactory(), method)(PATH, data or {})
    request.session = session
    request.user = user
    request._messages = FallbackStorage(request)
    return view(request)


@pytest.fixture
def session(db):
    session = SessionStore()
    session.create()
    return session


def expired_post(session, owner):
    data = {"first_name": "Zoé-Canari", "form_owner": owner_token(owner)}
    return call("post", session, AnonymousUser(), data)


def test_alice_finds_back_what_she_typed(session, alice):
    response = expired_post(session, alice)
    assert response.status_code == 302
    assert "Zo" not in response.url
    assert call("get", session, alice).content.decode() == "Zoé-Canari"
    assert call("get", session, alice).content.decode() == "vide"


def test_a_colleague_on_the_same_computer_does_not_see_it(session, alice, bachir):
    expired_post(session, alice)
    assert call("get", session, bachir).content.decode() == "vide"
    assert call("get", session, alice).content.decode() == "vide"


def test_what_is_kept_is_not_readable_in_the_database(session, alice):
    expired_post(session, alice)
    session.save()
    assert "Canari" not in str(dict(session.items()))


def test_a_forged_owner_keeps_nothing(session, alice):
    call("post", session, AnonymousUser(), {"first_name": "X", "form_owner": "1:forged"})
    assert call("get", session, alice).content.decode() == "vide"
