"""The person follows and takes back a request with a paper ticket, without an account."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from places.qr import qr_code
from referrals.models import Referral
from referrals.tickets import WORDS
from tests.factories import ReferralFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


@pytest.fixture
def ticket(client, alice, referral):
    """The page Alice prints for the person."""
    client.force_login(alice)
    response = client.post(f"{referral.get_absolute_url()}ticket/")
    client.logout()
    return response


@pytest.fixture
def link(ticket):
    return re.search(r"http://testserver(/suivi/[^<]+)", ticket.content.decode())[1]


def test_the_ticket_names_nobody(ticket, referral):
    assertContains(ticket, str(referral))
    assertContains(ticket, referral.place.name)
    assertContains(ticket, "<svg")
    for word in ("Huguette", "Lamoureux", "0555412233"):
        assertNotContains(ticket, word)


def test_the_person_sees_the_state_in_plain_words(client, link, referral):
    response = client.get(link)
    assertContains(response, "Le lieu ne l’a pas encore lue")
    assertNotContains(response, "Huguette")
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


def test_the_person_takes_the_request_back_and_is_forgotten(client, link, referral):
    client.get(link)
    referral.refresh_from_db()
    assert referral.status == "sent"
    assertContains(client.post(link), "Votre demande est retirée")
    referral.refresh_from_db()
    assert (referral.status, referral.first_name) == ("withdrawn", "")
    assert client.get(link).status_code == 404


def test_an_unknown_ticket_is_not_found(client):
    assert client.get("/suivi/inconnu/").status_code == 404


def test_the_reference_alone_tells_the_state_and_nothing_else(client, referral, place):
    typed = f" {str(referral).lower()} "
    response = client.post("/suivi/", {"reference": typed})
    assertContains(response, "Le lieu ne l’a pas encore lue")
    for word in ("Huguette", place.name, "Démarches"):
        assertNotContains(response, word)


def test_following_a_request_needs_no_cookie_and_leaves_none(referral):
    bare = Client(enforce_csrf_checks=True)
    page = bare.get("/suivi/")
    assertNotContains(page, "csrf")
    found = bare.post("/suivi/", {"reference": str(referral)}, headers={"Origin": "null"})
    assertContains(found, "Le lieu ne l’a pas encore lue")
    missed = bare.post("/suivi/", {"reference": "AAAA"})
    for answer in (page, found, missed):
        assert not answer.cookies
        # The reference stands in the page alone: no address, nothing that is kept.
        assert "no-store" in answer["Cache-Control"]


def test_following_a_request_changes_nothing(client, referral):
    before = Referral.objects.values().get()
    client.post("/suivi/", {"reference": str(referral)})
    assert Referral.objects.values().get() == before
    assert not client.session.keys()


def test_the_example_of_a_reference_is_read_whole(client, referral):
    for page in (client.get("/suivi/"), client.post("/suivi/", {"reference": "AAAA"})):
        assert "K7M3\u2011Q9TA" in page.content.decode()
    typed = str(referral).replace("-", "\u2011")
    assertContains(client.post("/suivi/", {"reference": typed}), "Le lieu ne l’a pas encore lue")


def test_a_wrong_reference_is_explained_and_kept(client):
    response = client.post("/suivi/", {"reference": "AAAA"})
    assertContains(response, "Nous ne trouvons pas cette référence", status_code=404)
    assertContains(response, 'value="AAAA"', status_code=404)


def test_guessing_references_is_stopped(client, referral):
    answers = [client.post("/suivi/", {"reference": "AAAA"}).status_code for _ in range(21)]
    assert answers == [404] * 20 + [429]
    assert client.post("/suivi/", {"reference": str(referral)}).status_code == 429


def test_every_state_has_its_words():
    assert set(WORDS) == set(Referral.Status.values)


def test_the_appointment_is_shown_on_the_ticket(client, link, referral, bachir):
    referral.accept(bachir)
    referral.set_appointment(bachir, timezone.now() + timezone.timedelta(days=3))
    assertContains(client.get(link), "Vous avez un rendez-vous.")


def test_an_erased_person_gets_no_ticket(client, alice, place):
    referral = ReferralFactory(referrer=alice, place=place, identity_erased_at=timezone.now())
    client.force_login(alice)
    assert client.post(f"{referral.get_absolute_url()}ticket/").status_code == 404


def test_the_code_has_neither_style_nor_script():
    markup = qr_code("https://exemple.fr/suivi/abc/")
    assert markup.startswith("<svg")
    assert "style" not in markup
    assert "exemple" not in markup


def test_the_person_may_act_where_the_browser_sends_no_origin(link, referral):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(link, headers={"Origin": "null"})
    assertContains(response, "Votre demande est retirée")
