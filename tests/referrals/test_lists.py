"""The list of an organisation's referrals: what waits first, what is late, in few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from referrals.models import Referral
from referrals.pages import LATE_AFTER
from tests.factories import PlaceFactory, ReferralFactory

pytestmark = pytest.mark.django_db
URL = "/pro/orientations/"
Status = Referral.Status


def test_a_receiver_reads_what_was_received(client, bachir, referral):
    elsewhere = ReferralFactory()
    client.force_login(bachir)
    page = client.get(URL)
    assertContains(page, str(referral))
    assertContains(page, "Démarches en ligne")
    assertNotContains(page, str(elsewhere))
    assertNotContains(page, "Lamoureux")


def test_a_sender_reads_who_was_sent_where(client, alice, referral):
    client.force_login(alice)
    page = client.get(URL)
    assertContains(page, "Huguette Lamoureux")
    assertContains(page, referral.place.name)


def test_a_referral_unanswered_for_days_is_late(client, bachir, referral):
    client.force_login(bachir)
    assertNotContains(client.get(URL), "En retard")
    referral.sent_at = timezone.now() - timedelta(days=LATE_AFTER + 6)
    referral.save()
    assertContains(client.get(URL), "En retard")


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("attente", [Status.SENT, Status.SEEN]),
        ("cours", [Status.ACCEPTED, Status.APPOINTMENT]),
        ("fin", [Status.HELPED, Status.DECLINED, Status.EXPIRED]),
    ],
)
def test_a_sender_looks_at_one_state(client, alice, place, state, shown):
    rows = {
        status: ReferralFactory(referrer=alice, place=place, status=status)
        for status in (
            Status.SENT,
            Status.SEEN,
            Status.ACCEPTED,
            Status.APPOINTMENT,
            Status.HELPED,
            Status.DECLINED,
            Status.EXPIRED,
        )
    }
    client.force_login(alice)
    page = client.get(f"{URL}?etat={state}").content.decode()
    assert {status for status, row in rows.items() if str(row) in page} == set(shown)


def test_an_unknown_filter_is_said_and_shows_everything(client, alice, referral):
    client.force_login(alice)
    page = client.get(f"{URL}?etat=perdues")
    assertContains(page, "Ce filtre n’existe pas")
    assertContains(page, str(referral))


def test_who_sends_and_receives_chooses_a_side(client, bachir, referral):
    away = ReferralFactory(referrer=bachir)
    client.force_login(bachir)
    received = client.get(f"{URL}?sens=recues")
    sent = client.get(f"{URL}?sens=envoyees")
    assertContains(received, str(referral))
    assertNotContains(received, str(away))
    assertContains(sent, str(away))
    assertNotContains(sent, str(referral))


def test_a_long_list_is_cut_in_pages(client, alice, place):
    for _ in range(21):
        ReferralFactory(referrer=alice, place=place)
    client.force_login(alice)
    assert client.get(URL).content.decode().count('role="rowheader"') == 20
    assert client.get(f"{URL}?page=2").content.decode().count('role="rowheader"') == 1


def test_an_empty_list_says_what_to_do(client, alice, bachir):
    client.force_login(alice)
    assertContains(client.get(URL), "Orienter une personne")
    client.force_login(bachir)
    assertContains(client.get(URL), "Aucune orientation reçue")


def test_who_follows_no_person_is_refused(client, anne, colin):
    for user in (anne, colin):
        client.force_login(user)
        assert client.get(URL).status_code == 403


@pytest.mark.parametrize("reader", ["alice", "bachir"])
def test_the_list_asks_the_database_as_much_for_one_row_as_for_three(
    client, alice, bachir, place, reader
):
    client.force_login({"alice": alice, "bachir": bachir}[reader])

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as context:
            assert client.get(URL).status_code == 200
        return len(context)

    def add():
        other = PlaceFactory(organisation=bachir.organisation, accepts_referrals=True)
        ReferralFactory(referrer=alice, place=other)

    add()
    client.get(URL)
    one = queries()
    add()
    add()
    assert queries() == one
