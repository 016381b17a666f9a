"""Anybody reports an error on a sheet, and whoever can mend it is told."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mediation.stewardship.forms import reports
from mediation.stewardship.models import ErrorReport
from places.doubles.merging import merge
from places.models import Place
from tests.factories import ErrorReportFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """Nobody waits in a test; and nobody came before."""
    monkeypatch.setattr(reports, "QUICKEST_SECONDS", -1)
    cache.clear()


@pytest.fixture
def url(place, site):
    return reverse("upkeep:report", args=[place.slug])


def said(**more):
    return {"reason": "hours", "start": reports.new_start()} | more


def send(url, address="203.0.113.1", **more):
    return Client(enforce_csrf_checks=True).post(url, said(**more), REMOTE_ADDR=address)


def test_a_citizen_reports_without_account_nor_cookie(url, place, magali, mail):
    page = Client().get(url)
    assert page.content.decode().count('name="reason"') == 8
    response = send(url, text="Fermé le lundi", email="moi@exemple.fr")
    assert "Votre signalement est parti" in response.content.decode()
    assert not page.cookies
    assert not response.cookies
    report = ErrorReport.objects.get()
    assert (report.place, report.reason, report.text) == (place, "hours", "Fermé le lundi")
    (message,) = mail(magali.email)
    assert place.name in message
    assert "moi@exemple.fr" not in message
    assert "lundi" not in message


def test_the_sheet_leads_to_it(url, place, client):
    assert url in client.get(place.get_absolute_url()).content.decode()


def test_a_form_opened_before_its_sheet_was_joined_still_reaches_the_one_that_stays(url, place):
    kept = PlaceFactory(organisation=place.organisation)
    merge(kept, place)
    assert kept.get_absolute_url() in Client().get(url).content.decode()
    assert "Votre signalement est parti" in send(url).content.decode()
    assert ErrorReport.objects.get().place == kept
    kept.set_status(kept.Status.CLOSED)
    assert Client().get(url).status_code == 404


def test_a_reason_is_needed_and_what_was_typed_stays(url):
    page = send(url, reason="", text="Le portail est clos").content.decode()
    assert "Choisissez ce qui ne va pas" in page
    assert "Le portail est clos" in page
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "en",
            ("There is an error", "(optional)", "This text is too long", "a complete address"),
        ),
        ("uk", ("Є помилка", "(необов’язково)", "Цей текст задовгий", "повну адресу")),
        ("ar", ("هناك خطأ", "(اختياري)", "هذا النص طويل جدًا", "عنوانًا كاملًا")),
        ("fr", ("Il y a une erreur", "(facultatif)", "Ce texte est trop long", "complète")),
    ],
)
def test_errors_speak_the_language_of_the_page(place, site, code, told):
    with override(code):
        url = reverse("upkeep:report", args=[place.slug])
    page = send(url, reason="", text="x" * 10_000, email="moi").content.decode()
    for words in told:
        assert words in page
    for french in ("rien n’est perdu", "facultatif", "Assurez-vous"):
        assert code == "fr" or french not in page
    assert "10000" not in page
    assert "10\u00a0000" not in page


def test_what_is_no_reason_is_told_plainly(url):
    page = send(url, reason="autre").content.decode()
    assert "Choisissez ce qui ne va pas." in page
    assert "choix valide" not in page


def test_no_reason_breaks_before_its_sign():
    for words in ErrorReport.Reason.labels:
        assert " :" not in str(words)


@pytest.mark.parametrize(
    ("name", "of_name"),
    [
        ("Atelier numérique", "d’Atelier numérique"),
        ("Le Fournil", "du Fournil"),
        ("Maison des services", "de Maison des services"),
    ],
)
def test_the_way_back_names_the_sheet_in_good_french(place, url, name, of_name):
    Place.objects.filter(pk=place.pk).update(name=name)
    assert f"Revenir à la fiche {of_name}" in send(url).content.decode()


def test_no_number_that_names_a_person_is_kept(url):
    page = send(url, text="mon numéro 2 69 05 49 588 157 80").content.decode()
    assert "sécurité sociale" in page
    assert not ErrorReport.objects.exists()
    assert "500" in send(url, text="x" * 501).content.decode()


def test_a_robot_is_thanked_and_nothing_is_kept(url):
    response = send(url, website="https://pirate.net")
    assert "Votre signalement est parti" in response.content.decode()
    assert not ErrorReport.objects.exists()


def test_an_empty_report_sent_at_once_is_told_what_is_missing_only(url, monkeypatch):
    monkeypatch.setattr(reports, "QUICKEST_SECONDS", 60)
    page = send(url, reason="").content.decode()
    assert "Choisissez ce qui ne va pas." in page
    assert "allé trop vite" not in page
    assert not ErrorReport.objects.exists()


def test_what_is_sent_too_quickly_is_sent_again(url, monkeypatch):
    monkeypatch.setattr(reports, "QUICKEST_SECONDS", 60)
    assert "allé trop vite" in send(url, text="Portail").content.decode()
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize("start", ["", "contrefait", "a:b:c"])
def test_a_page_open_for_too_long_is_sent_again(url, start):
    page = send(url, start=start, text="Le portail").content.decode()
    assert "restée ouverte trop longtemps" in page
    assert "Le portail" in page


def test_the_same_form_sent_three_times_is_one_report(url):
    data = said()
    for _ in range(3):
        assert Client().post(url, data).status_code == 200
    assert ErrorReport.objects.count() == 1


def test_one_address_is_slowed_and_the_address_is_kept_nowhere(url):
    answers = [send(url).status_code for _ in range(7)]
    assert answers == [200] * 5 + [429] * 2
    assert send(url, address="203.0.113.9").status_code == 200
    assert "203" not in "".join(ErrorReport.objects.values_list("reporter", flat=True))


def test_behind_a_proxy_the_address_is_the_right_most_untrusted_hop(url, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(6):
        forged = f"198.51.100.{number}, 203.0.113.5"
        response = Client().post(url, said(), HTTP_X_FORWARDED_FOR=forged)
    assert response.status_code == 429


def test_a_second_report_sends_no_second_message(url, magali, mail):
    send(url)
    send(url, reason="phone")
    assert len(mail(magali.email)) == 1


def test_a_place_of_nobody_goes_to_the_moderators(site, modeste, mail):
    place = PlaceFactory(organisation=None)
    send(reverse("upkeep:report", args=[place.slug]))
    assert len(mail(modeste.email)) == 1
    assert ErrorReport.objects.for_moderators().get().place == place


@pytest.mark.parametrize("mailbox", ["", "accueil@lanterne.fr"])
def test_where_no_manager_can_mend_it_a_moderator_is_told_and_sees_it(
    site, client, modeste, mail, mailbox
):
    place = PlaceFactory(organisation__email=mailbox)
    gone = UserFactory(role="manager", organisation=place.organisation, is_active=False)
    send(reverse("upkeep:report", args=[place.slug]))
    assert len(mail(modeste.email)) == 1
    assert len(mail(mailbox)) == bool(mailbox)
    assert mail(gone.email) == []
    client.force_login(modeste)
    page = client.get(reverse("stewardship_moderation")).content.decode()
    report = ErrorReport.objects.get()
    assert reverse("stewardship_moderate_report", args=[report.pk]) in page


def test_what_a_manager_can_mend_is_not_the_moderators(url, modeste, mail):
    send(url)
    assert mail(modeste.email) == []
    assert not ErrorReport.objects.for_moderators().exists()


def test_three_different_people_make_a_place_suspected_closed(url, place, modeste, mail):
    for address in ("203.0.113.1", "203.0.113.1", "203.0.113.2"):
        send(url, address=address, reason="closed")
    assert ErrorReport.objects.suspected_closed() == []
    assert mail(modeste.email) == []
    send(url, address="203.0.113.3", reason="closed")
    assert ErrorReport.objects.suspected_closed() == [place.pk]
    send(url, address="203.0.113.4", reason="closed")
    assert len(mail(modeste.email)) == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [("fixed", "la fiche est corrigée"), ("not_an_error", "la fiche est juste")],
)
def test_magali_handles_it_and_the_address_is_used_once(desk, place, mail, status, words):
    report = ErrorReportFactory(place=place, email="moi@exemple.fr", reporter="abc")
    url = reverse("stewardship:handle_report", args=[report.pk])
    assert report.get_reason_display() in desk.get(reverse("stewardship:places")).content.decode()
    desk.post(url, {"status": status})
    desk.post(url, {"status": "already_known"})
    report.refresh_from_db()
    assert (report.status, report.email, report.reporter) == (status, "", "")
    (message,) = mail("moi@exemple.fr")
    assert words in message


def test_a_made_up_answer_is_refused(desk, place, site):
    report = ErrorReportFactory(place=place)
    url = reverse("stewardship:handle_report", args=[report.pk])
    for status in ("", "new", "autre"):
        desk.post(url, {"status": status})
    report.refresh_from_db()
    assert report.status == ErrorReport.Status.NEW


def test_the_report_of_another_s_place_is_not_found(desk, site):
    report = ErrorReportFactory()
    url = reverse("stewardship:handle_report", args=[report.pk])
    assert desk.post(url, {"status": "fixed"}).status_code == 404
    assert desk.post(reverse("stewardship:handle_report", args=[uuid.uuid4()])).status_code == 404


def test_the_address_is_encrypted_at_rest(place):
    report = ErrorReportFactory(place=place, email="moi@exemple.fr")
    stored = ErrorReport.objects.filter(pk=report.pk).extra(select={"raw": "email"})
    assert "moi" not in stored.values_list("raw", flat=True)[0]
    assert ErrorReport.objects.get(pk=report.pk).email == "moi@exemple.fr"


def test_what_is_old_is_told_apart():
    old = ErrorReportFactory(reported_at=timezone.now() - timedelta(days=100), reporter="a")
    ErrorReportFactory(reporter="b")
    due = ErrorReport.objects.due_to_be_forgotten(timezone.localdate())
    assert list(due) == [old]
