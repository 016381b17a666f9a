"""Bachir answers what Alice sent; a colleague who is too late is told who did."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from referrals.models import Referral
from tests.factories import DepartementFactory, PlaceFactory, ReferralFactory

pytestmark = pytest.mark.django_db
Status = Referral.Status
ANSWERS = ["vue", "accepter", "refuser", "rendre", "rendez-vous", "suite"]


def url(referral, answer=""):
    return f"/pro/orientations/{referral.pk}/{answer + '/' if answer else ''}"


def test_a_receiver_plays_the_whole_journey(client, bachir, referral):
    client.force_login(bachir)
    day = timezone.localdate() + timedelta(days=4)
    client.post(url(referral, "vue"))
    page = client.post(url(referral, "accepter"), follow=True)
    assertContains(page, "Lamoureux")
    page = client.post(
        url(referral, "rendez-vous"), {"day": f"{day:%d/%m/%Y}", "hour": "14h30"}, follow=True
    )
    assertContains(page, "14\u00a0h\u00a030")
    client.post(url(referral, "suite"), {"outcome": "helped"})
    referral.refresh_from_db()
    assert referral.status == Status.HELPED


def test_reading_marks_nothing_as_seen_the_button_does(client, bachir, referral):
    client.force_login(bachir)
    assertContains(client.get(url(referral)), "Prendre connaissance")
    referral.refresh_from_db()
    assert referral.status == Status.SENT
    response = client.post(url(referral, "vue"), headers={"HX-Request": "true"})
    assertContains(response, "sait maintenant")
    assertNotContains(client.get(url(referral)), "Prendre connaissance")


def test_a_receiver_who_declines_no_longer_sees_the_person(client, bachir, referral):
    client.force_login(bachir)
    response = client.post(url(referral, "refuser"), {"reason": "full"})
    assertRedirects(response, "/pro/orientations/")
    assert client.get(url(referral)).status_code == 404


def test_a_refusal_without_a_reason_is_asked_for_one(client, bachir, referral):
    client.force_login(bachir)
    response = client.post(url(referral, "refuser"))
    assertContains(response, "Dites pourquoi vous refusez.", status_code=422)
    referral.refresh_from_db()
    assert referral.status == Status.SENT


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day": "", "hour": "14h"}, "Écrivez le jour."),
        ({"day": "24/12/2099", "hour": "14h"}, "dans plus d’un an"),
        ({"day": "1/1/2020", "hour": "14h"}, "déjà passé"),
        ({"day": "24/12/2099", "hour": "midi"}, "Nous ne comprenons pas cette heure"),
    ],
)
def test_a_wrong_appointment_is_explained_and_kept(client, bachir, place, typed, sentence):
    referral = ReferralFactory(place=place, status=Status.ACCEPTED)
    client.force_login(bachir)
    response = client.post(url(referral, "rendez-vous"), typed)
    assertContains(response, sentence, status_code=422)
    assertContains(response, f'value="{typed["hour"]}"', status_code=422)
    assert not Referral.objects.get(pk=referral.pk).appointment_at


def test_an_appointment_overseas_is_on_the_clock_of_the_place(client, bachir, place):
    place.commune.departement = DepartementFactory(code="974", name="La Réunion")
    place.commune.save()
    referral = ReferralFactory(place=place, status=Status.ACCEPTED)
    client.force_login(bachir)
    day = timezone.localdate() + timedelta(days=4)
    page = client.post(
        url(referral, "rendez-vous"), {"day": f"{day:%d/%m/%Y}", "hour": "9h"}, follow=True
    )
    referral.refresh_from_db()
    assert referral.appointment_at.utctimetuple().tm_hour == 5
    assertContains(page, "à 9\u00a0h<")


def test_a_colleague_who_is_too_late_is_told_who_accepted(client, bachir, magali, referral):
    referral.accept(bachir)
    client.force_login(magali)
    response = client.post(url(referral, "accepter"))
    assertContains(response, bachir.get_full_name(), status_code=409)
    assertContains(response, "déjà été acceptée", status_code=409)


def test_a_colleague_too_late_after_a_refusal_learns_nothing_of_the_person(
    client, bachir, magali, referral
):
    referral.decline(bachir, Referral.DeclineReason.HOURS)
    client.force_login(magali)
    for answer, data in (("accepter", {}), ("refuser", {}), ("refuser", {"reason": "full"})):
        response = client.post(url(referral, answer), data)
        assertContains(response, bachir.get_full_name(), status_code=409)
        assertNotContains(response, "Huguette", status_code=409)


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_stranger_finds_nothing_to_answer(client, chloe, referral, answer):
    client.force_login(chloe)
    assert client.post(url(referral, answer)).status_code == 404
    assert client.get(url(referral)).status_code == 404


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_sender_does_not_answer(client, alice, referral, answer):
    client.force_login(alice)
    assert client.post(url(referral, answer)).status_code == 403


@pytest.mark.parametrize("answer", [*ANSWERS, "retirer", "retirer-accord", "ticket"])
def test_an_answer_is_never_given_by_a_link(client, alice, bachir, referral, answer):
    client.force_login(bachir if answer in ANSWERS else alice)
    assert client.get(url(referral, answer)).status_code == 405


@pytest.mark.parametrize("action", ["retirer", "retirer-accord", "ticket"])
def test_who_does_not_send_takes_nothing_back(client, bachir, referral, action):
    client.force_login(bachir)
    assert client.post(url(referral, action)).status_code == 403


@pytest.mark.parametrize("action", ["retirer", "retirer-accord", "ticket"])
def test_another_sender_takes_nothing_back(client, alice, action):
    other = ReferralFactory()
    client.force_login(alice)
    assert client.post(url(other, action)).status_code == 404


def test_an_anonymous_visitor_is_asked_to_sign_in(client, referral):
    for path in (url(referral), "/pro/orientations/", "/pro/orientations/nouvelle/"):
        assert client.get(path).status_code == 302


def test_a_referrer_sees_places_nearby_when_it_was_not_for_them(client, alice, bachir, referral):
    for name in ("Un", "Deux", "Trois", "Quatre"):
        near = PlaceFactory(name=f"Lieu voisin {name}", accepts_referrals=True)
        near.terms.set(referral.needs.all())
    referral.not_ours(bachir)
    client.force_login(alice)
    page = client.get(url(referral)).content.decode()
    assert page.count("Orienter ici") == 3
    assert f"reprise={referral.pk}" in page
    assert f"lieu={referral.place.slug}&" not in page


def test_no_title_names_the_person(client, alice, referral):
    client.force_login(alice)
    page = client.get(url(referral)).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert "Huguette" not in title
