"""Six and twelve months after the last check, who holds a sheet is asked, once, by e-mail."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mediation.stewardship.models import CheckReminder
from mediation.stewardship.reminders import remind
from places.models import Place
from tests.factories import CheckReminderFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db
CHECKED = date(2026, 1, 15)


@pytest.fixture
def place(place):
    place.confirm(CHECKED)
    return place


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (date(2026, 7, 14), []),
        (date(2026, 7, 15), ["first"]),
        (date(2027, 1, 14), ["first"]),
        (date(2027, 1, 15), ["first", "second"]),
    ],
)
def test_each_reminder_is_due_to_the_day(place, day, kinds):
    remind(day)
    assert sorted(place.check_reminders.values_list("kind", flat=True)) == kinds


def test_each_leaves_once_and_a_missed_run_sends_one(place, magali, mail):
    for day in (date(2026, 7, 15), date(2026, 7, 16), date(2027, 1, 15), date(2027, 8, 1)):
        remind(day)
    assert len(mail(magali.email)) == 2
    place.confirm(date(2027, 8, 2))
    Place.objects.filter(pk=place.pk).update(updated_on=None)
    done = remind(date(2028, 9, 1))
    assert (done.places, done.organisations) == (1, 1)
    assert len(mail(magali.email)) == 3


def test_one_message_names_every_stale_place_and_nobody(place, magali, bachir, mail):
    PlaceFactory(organisation=place.organisation, name="L’Annexe", checked_on=CHECKED)
    PlaceFactory(organisation=place.organisation, name="À jour", checked_on=date(2026, 7, 1))
    PlaceFactory(organisation=place.organisation, name="Clos", status="closed", checked_on=CHECKED)
    remind(date(2026, 7, 20))
    (message,) = mail(magali.email)
    assert place.name in message
    assert "L’Annexe" in message
    assert "À jour :" not in message
    assert "Clos" not in message
    assert len(re.findall(r"/fiche/a-jour/[\w-]{32}/", message)) == 2
    assert magali.last_name not in message
    assert mail(bachir.email) == []


def test_without_a_manager_the_organisation_is_written_to(db, mail):
    place = PlaceFactory(checked_on=CHECKED)
    assert remind(date(2026, 7, 20)).places == 0
    place.organisation.email = "accueil@lanterne.fr"
    place.organisation.save()
    assert remind(date(2026, 7, 20)).places == 1
    assert len(mail("accueil@lanterne.fr")) == 1


def test_a_sheet_never_checked_counts_from_the_day_it_came(place):
    Place.objects.update(checked_on=None)
    Place.objects.update(created_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    remind(date(2026, 8, 31))
    assert not CheckReminder.objects.exists()
    remind(date(2026, 9, 1))
    assert CheckReminder.objects.get().counted_from == date(2026, 3, 1)


def test_the_command_says_what_it_did(place, capsys):
    call_command("remind_places")
    assert "fiches" in capsys.readouterr().out


@pytest.fixture
def link(place):
    token = CheckReminderFactory(place=place).issue_link()
    return reverse("upkeep:confirm", args=[token])


def test_reading_the_link_writes_nothing_and_the_button_confirms(link, place, site):
    client = Client(enforce_csrf_checks=True)
    page = client.get(link)
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    place.refresh_from_db()
    assert place.checked_on == CHECKED
    Place.objects.update(name="Espace services publics")
    done = client.post(link).content.decode()
    assert "C’est noté" in done
    assert "Voir la fiche d’Espace services publics" in done
    place.refresh_from_db()
    assert place.checked_on == timezone.localdate()
    assert CheckReminder.objects.get().answered_at is not None


def test_a_place_that_opens_once_a_month_is_shown_so(link, place, site, client):
    Place.objects.filter(pk=place.pk).update(opening_hours="Tu[2] 09:30-16:30")
    page = client.get(link).content.decode()
    assert "2e mardi du mois" in page
    assert "Tous les jours" not in page


def test_twice_is_once(link, place, site, client):
    client.post(link)
    first = CheckReminder.objects.get().answered_at
    Place.objects.update(checked_on=CHECKED)
    for url in (link, link.replace("a-jour", "fermee")):
        for ask in (client.get, client.post):
            response = ask(url)
            assert response.status_code == 410
            assert "La réponse est déjà notée" in response.content.decode()
            assert "La fiche est à jour" in response.content.decode()
    assert CheckReminder.objects.get().answered_at == first
    place.refresh_from_db()
    assert (place.status, place.checked_on) == (Place.Status.PUBLISHED, CHECKED)


def test_a_link_is_void_once_another_structure_holds_the_sheet(link, place, site, client, chloe):
    Place.objects.update(organisation=chloe.organisation)
    for url in (link, link.replace("a-jour", "fermee")):
        assert client.get(url).status_code == 410
        response = client.post(url)
        assert response.status_code == 410
        assert place.name not in response.content.decode()
    place.refresh_from_db()
    assert (place.status, place.checked_on) == (Place.Status.PUBLISHED, CHECKED)
    assert CheckReminder.objects.get().answered_at is None


def test_a_sheet_that_changes_hands_meanwhile_is_not_answered_for(link, place, site, chloe):
    reminder = CheckReminder.objects.get()
    Place.objects.update(organisation=chloe.organisation)
    assert not reminder.note(CheckReminder.Answer.CLOSED)


def test_who_holds_the_sheet_now_is_asked_in_turn(place, magali, chloe, mail):
    chief = UserFactory(role="manager", organisation=chloe.organisation)
    remind(date(2026, 7, 15))
    Place.objects.update(organisation=chloe.organisation)
    remind(date(2026, 7, 16))
    remind(date(2026, 7, 17))
    assert (len(mail(magali.email)), len(mail(chief.email))) == (1, 1)


def test_a_place_said_closed_is_not_called_open(link, place, site, client):
    place.set_status(Place.Status.TEMPORARILY_CLOSED)
    assert "fermé pour le moment" in client.get(link).content.decode()
    assert "toujours que le lieu est fermé" in client.post(link).content.decode()
    place.refresh_from_db()
    assert place.status == Place.Status.TEMPORARILY_CLOSED


def test_the_link_says_that_the_place_is_closed(link, place, site, client, modeste, mail):
    url = link.replace("a-jour", "fermee")
    client.get(url)
    place.refresh_from_db()
    assert place.status == Place.Status.PUBLISHED
    done = client.post(url).content.decode()
    # Once, without a way back by the link: the page says how to undo it.
    assert reverse("stewardship:places") in done
    assert place.get_absolute_url() in done
    again = client.post(url)
    assert again.status_code == 410
    assert "Ce lieu est fermé" in again.content.decode()
    place.refresh_from_db()
    assert place.status == Place.Status.TEMPORARILY_CLOSED
    assert len(mail(modeste.email)) == 1


def test_a_link_lasts_thirty_days_and_its_secret_is_not_kept(link, place, site, client):
    token = link.split("/")[-2]
    assert len(token) >= 22
    assert not CheckReminder.objects.filter(token_hash__contains=token).exists()
    CheckReminder.objects.update(sent_at=timezone.now() - timedelta(days=30))
    assert client.post(link).status_code == 410
    place.refresh_from_db()
    assert place.checked_on == CHECKED


def test_a_made_up_link_does_nothing(site, client):
    for name in ("confirm", "closed", "prove"):
        assert client.post(reverse(f"upkeep:{name}", args=["x" * 32])).status_code == 410
