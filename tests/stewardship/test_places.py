"""Magali keeps the sheets of her organisation right: one gesture each."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from places.models import Place
from tests.factories import ErrorReportFactory, PlaceFactory

pytestmark = pytest.mark.django_db
LIST = reverse("stewardship:places")


def test_what_is_stale_comes_first(desk, place, site):
    today = timezone.localdate()
    place.confirm(today)
    old = PlaceFactory(
        organisation=place.organisation, name="Oublié", checked_on=today - timedelta(days=400)
    )
    closed = PlaceFactory(organisation=place.organisation, status="closed")
    page = desk.get(LIST)
    assert [line.place for line in page.context["page"]] == [old, place, closed]
    assert "À vérifier" in page.content.decode()


def test_magali_confirms_in_one_click(desk, place, site):
    response = desk.post(reverse("stewardship:confirm", args=[place.slug]))
    assert response.url == LIST
    place.refresh_from_db()
    assert place.checked_on == timezone.localdate()


def test_a_sheet_is_named_in_good_french(desk, place, site):
    Place.objects.filter(pk=place.pk).update(name="Espace services publics")
    ErrorReportFactory(place=place)
    url = reverse("stewardship:confirm", args=[place.slug])
    page = desk.post(url, follow=True).content.decode()
    assert "la fiche d’Espace services publics est à jour" in page
    assert "la disponibilité d’Espace services publics" in page
    assert '<span class="visually-hidden"> d’Espace services publics</span>' in page
    for faulty in ("de Espace", "à Espace", " : Espace"):
        assert faulty not in page


def test_a_gesture_comes_back_to_the_dashboard_and_never_elsewhere(desk, place, site):
    url = reverse("stewardship:confirm", args=[place.slug])
    assert desk.post(url, {"next": "/pro/"}).url == "/pro/"
    for hostile in ("https://pirate.net/pro/", "//pirate.net", "/lieux/"):
        assert desk.post(url, {"next": hostile}).url == LIST


def test_magali_says_there_is_room_in_one_gesture(desk, place, site):
    url = reverse("stewardship:availability", args=[place.slug])
    desk.post(url, {"accepts_referrals": "on", "next_availability": "two_weeks"})
    place.refresh_from_db()
    assert place.accepts_referrals
    assert place.availability == Place.Availability.TWO_WEEKS
    assert "Sous deux semaines" in desk.get(place.get_absolute_url()).content.decode()
    desk.post(url, {"next_availability": "jamais"})
    place.refresh_from_db()
    assert place.availability == Place.Availability.TWO_WEEKS
    desk.post(url, {})
    place.refresh_from_db()
    assert not place.accepts_referrals
    assert place.availability is None


def test_a_place_closes_for_a_while_or_for_good_and_opens_again(desk, place, site):
    url = reverse("stewardship:close", args=[place.slug])
    assert "Dites si le lieu rouvrira" in desk.post(url, {}).content.decode()
    desk.post(url, {"how_long": "now"})
    place.refresh_from_db()
    assert place.status == Place.Status.TEMPORARILY_CLOSED
    desk.post(url, {"how_long": "good"})
    place.refresh_from_db()
    assert place.status == Place.Status.CLOSED
    assert desk.get(place.get_absolute_url()).status_code == 404
    desk.post(reverse("stewardship:reopen", args=[place.slug]))
    place.refresh_from_db()
    assert place.status == Place.Status.PUBLISHED


def test_a_draft_is_not_published_by_reopening_it(desk, place, site):
    place.set_status(Place.Status.DRAFT)
    desk.post(reverse("stewardship:reopen", args=[place.slug]))
    place.refresh_from_db()
    assert place.status == Place.Status.DRAFT


def test_a_stranger_s_place_is_not_found(desk, place, site):
    other = PlaceFactory()
    for verb in ("change", "confirm", "availability", "close", "reopen"):
        assert desk.post(reverse(f"stewardship:{verb}", args=[other.slug])).status_code == 404


def test_the_dashboard_confirms_too(desk, place, site):
    page = desk.get(reverse("statistics:dashboard")).content.decode()
    assert reverse("stewardship:confirm", args=[place.slug]) in page


def test_the_page_costs_the_same_for_one_place_and_for_three(desk, place, site, count_queries):
    def add():
        row = PlaceFactory(organisation=place.organisation)
        ErrorReportFactory(place=row)

    add()
    desk.get(LIST)  # the session's clock is written once
    one = count_queries(lambda: desk.get(LIST))
    add()
    add()
    assert count_queries(lambda: desk.get(LIST)) == one
