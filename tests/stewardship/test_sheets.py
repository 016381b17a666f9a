"""Magali changes everything on one page, and nobody's words are lost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from places.corrections import corrected_fields
from places.models import Closing, Commune, Place, PostalCode, Term
from places.sheets import recompose
from referrals.kept_forms import owner_token
from tests.factories import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(place):
    """In a commune that its postal code leads to."""
    PostalCode.objects.create(code="23000", commune=Commune.objects.get(pk="23096"))
    place.terms.set(Term.objects.filter(vocabulary="service", code="demarches"))
    Place.objects.filter(pk=place.pk).update(
        phone="+33555000001", emails="accueil@gueret.fr\nbib@gueret.fr", summary="Un lieu."
    )
    place.refresh_from_db()
    return place


@pytest.fixture
def url(place):
    return reverse("stewardship:change", args=[place.slug])


def what_the_page_holds(page) -> dict[str, object]:
    """What a browser would send back if nothing was touched."""
    form, closings = page.context["form"], page.context["closings"]
    data: dict[str, object] = {}
    for part in (form, closings.management_form, *closings):
        for bound in part:
            value = bound.value()
            if value is None or value is False or value == []:
                continue
            if isinstance(value, str):
                value = value.replace("\n", "\r\n")
            data[bound.html_name] = value
    data["opening_hours-seen"] = data.get("opening_hours", "")
    return data


def test_nothing_touched_changes_nothing_but_the_check(desk, place, url, site):
    before = Place.objects.filter(pk=place.pk).values().get()
    response = desk.post(url, what_the_page_holds(desk.get(url)))
    assert response.url == reverse("stewardship:places")
    after = Place.objects.filter(pk=place.pk).values().get()
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"checked_on", "changed_at"}
    assert [term.code for term in place.terms.all()] == ["demarches"]


def test_every_field_is_written(desk, place, url, site):
    data = what_the_page_holds(desk.get(url)) | {
        "name": "La Lanterne",
        "phone": "05 55 00 00 02",
        "opening_hours": "Mo-Fr 09:00-12:00",
        "websites": "www.lalanterne.fr",
        "fee": [Term.objects.get(vocabulary="fee", code="gratuit").pk],
        "accepts_referrals": "on",
        "next_availability": "this_week",
        "closings-0-starts_on": "24/12/2030",
        "closings-0-reason": "holidays",
    }
    assert desk.post(url, data).status_code == 302
    place = Place.objects.get(pk=place.pk)
    assert (place.name, place.phone) == ("La Lanterne", "+33555000002")
    assert place.websites == "https://www.lalanterne.fr"
    assert {term.code for term in place.terms.all()} == {"demarches", "gratuit"}
    assert place.availability == Place.Availability.THIS_WEEK
    assert place.checked_on == timezone.localdate()
    closing = place.closings.get()
    assert (closing.starts_on, closing.ends_on) == (date(2030, 12, 24), date(2030, 12, 24))


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("+33555000001", "05 55 00 00 01"),
        ("+590590123456", "05 90 12 34 56"),
        ("+262639000001", "06 39 00 00 01"),
        ("+687123456", "+687123456"),
        ("3949", "3949"),
        ("05 55, matin", "05 55, matin"),
    ],
)
def test_a_number_is_read_as_people_write_it_and_stays_as_it_is_kept(
    desk, place, url, site, stored, read
):
    Place.objects.filter(pk=place.pk).update(phone=stored)
    page = desk.get(url)
    assert f'value="{read}"' in page.content.decode()
    assert desk.post(url, what_the_page_holds(page)).status_code == 302
    place.refresh_from_db()
    assert place.phone == stored
    assert "phone" not in corrected_fields(place)


def test_the_same_number_typed_otherwise_is_no_change(desk, place, url, site):
    data = what_the_page_holds(desk.get(url)) | {"phone": "0555.00.00.01"}
    assert desk.post(url, data).status_code == 302
    place.refresh_from_db()
    assert place.phone == "+33555000001"
    assert "phone" not in corrected_fields(place)


def test_two_numbers_that_differ_are_shown_as_people_write_them(desk, place, url, site):
    data = what_the_page_holds(desk.get(url)) | {"phone": "05 55 00 00 02"}
    Place.objects.filter(pk=place.pk).update(phone="+33555000003")
    response = desk.post(url, data)
    assert response.status_code == 409
    page = response.content.decode()
    assert "05 55 00 00 02" in page
    assert "05 55 00 00 03" in page
    assert "+33555" not in page
    desk.post(url, what_the_page_holds(response))
    place.refresh_from_db()
    assert place.phone == "+33555000002"


def test_a_mistake_is_told_and_what_was_typed_stays(desk, place, url, site):
    data = what_the_page_holds(desk.get(url)) | {
        "name": "",
        "phone": "05 55",
        "postal_code": "99999",
        "websites": "pas un site",
        "summary": "Écrit avec soin",
        "closings-0-starts_on": "24/12/2030",
        "closings-0-ends_on": "20/12/2030",
        "closings-0-reason": "works",
    }
    page = desk.post(url, data).content.decode()
    for words in ("Écrivez un seul numéro", "n’est pas une adresse de site", "Écrit avec soin"):
        assert words in page
    assert "Le dernier jour vient après le premier" in page
    assert not Closing.objects.exists()
    assert Place.objects.get(pk=place.pk).summary == "Un lieu."


def test_hours_are_written_in_french_and_those_nobody_touched_stay(desk, place, url, site):
    data = what_the_page_holds(desk.get(url))
    data |= {"opening_hours": "du lundi au vendredi 9h-12h", "opening_hours-seen": ""}
    assert desk.post(url, data).status_code == 302
    place.refresh_from_db()
    assert place.opening_hours == "Mo-Fr 09:00-12:00"
    Place.objects.filter(pk=place.pk).update(opening_hours="Mo-Fr 9:00-12:00")
    assert desk.post(url, what_the_page_holds(desk.get(url))).status_code == 302
    place.refresh_from_db()
    assert place.opening_hours == "Mo-Fr 9:00-12:00"


def test_an_import_does_not_take_a_correction_back(desk, place, url, site):
    Place.objects.filter(pk=place.pk).update(source="annuaire")
    data = what_the_page_holds(desk.get(url)) | {"name": "Le nom de Magali"}
    desk.post(url, data)
    recompose([place.pk])
    place.refresh_from_db()
    assert place.name == "Le nom de Magali"
    assert "name" in corrected_fields(place)


def test_a_room_said_two_months_ago_is_asked_again(desk, place, url, site):
    place.say_availability("full", timezone.localdate() - timedelta(days=60))
    data = what_the_page_holds(desk.get(url))
    assert not data.get("next_availability")
    desk.post(url, data | {"next_availability": "full"})
    place.refresh_from_db()
    assert place.availability == Place.Availability.FULL


def test_a_closing_is_deleted_and_the_past_ones_are_history(desk, place, url, site):
    today = timezone.localdate()
    past = place.closings.create(
        starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=8), reason="works"
    )
    place.closings.create(starts_on=today, ends_on=today, reason="works")
    data = what_the_page_holds(desk.get(url)) | {"closings-0-DELETE": "on"}
    assert desk.post(url, data).status_code == 302
    assert place.closings.get() == past


def test_the_same_page_sent_twice_closes_once(desk, place, url, site):
    data = what_the_page_holds(desk.get(url)) | {
        "name": "La Lanterne",
        "closings-0-starts_on": "24/12/2030",
        "closings-0-reason": "holidays",
    }
    answers = [desk.post(url, data) for _ in range(2)]
    assert {answer.url for answer in answers} == {reverse("stewardship:places")}
    closing = place.closings.get()
    data = what_the_page_holds(desk.get(url)) | {"closings-0-DELETE": "on"}
    assert data["closings-0-id"] == closing.pk
    assert {desk.post(url, data).status_code for _ in range(2)} == {302}
    assert not place.closings.exists()


def test_two_people_at_once_lose_nothing(desk, place, url, site):
    data = what_the_page_holds(desk.get(url))
    data |= {"name": "Le nom de Magali", "summary": "La phrase de Magali"}
    Place.objects.filter(pk=place.pk).update(name="Le nom de Bachir", address="2 rue de Bachir")
    response = desk.post(url, data)
    page = response.content.decode()
    assert response.status_code == 409
    assert Place.objects.get(pk=place.pk).name == "Le nom de Bachir"
    for words in ("Le nom de Magali", "Le nom de Bachir", "La phrase de Magali", "Numéro et rue"):
        assert words in page
    # What Bachir alone changed is taken in; saving again is Magali's choice.
    again = what_the_page_holds(response)
    assert again["address"] == "2 rue de Bachir"
    assert desk.post(url, again).status_code == 302
    place.refresh_from_db()
    assert (place.name, place.address) == ("Le nom de Magali", "2 rue de Bachir")


def test_terms_changed_by_another_are_taken_in(desk, place, url, site):
    data = what_the_page_holds(desk.get(url))
    place.terms.add(Term.objects.get(vocabulary="fee", code="gratuit"))
    response = desk.post(url, data)
    assert response.status_code == 409
    assert desk.post(url, what_the_page_holds(response)).status_code == 302
    assert {term.code for term in place.terms.all()} == {"demarches", "gratuit"}


def test_a_page_sent_without_its_memory_is_not_trusted(desk, place, url, site):
    data = what_the_page_holds(desk.get(url)) | {"base": "[1]", "name": "Autre"}
    assert desk.post(url, data).status_code == 409


def test_moving_to_another_commune_moves_the_point(desk, place, url, site):
    CommuneFactory(insee_code="23008", name="Aubusson", search_name="aubusson", latitude=45.9568)
    PostalCode.objects.create(code="23200", commune=Commune.objects.get(pk="23008"))
    data = what_the_page_holds(desk.get(url))
    data |= {"postal_code": "23200", "commune_name": "Aubusson"}
    assert desk.post(url, data).status_code == 302
    place.refresh_from_db()
    assert (place.commune_id, place.latitude) == ("23008", 45.9568)
    assert not place.has_own_point


def test_an_expired_session_keeps_what_was_typed(client, magali, place, url, site):
    client.force_login(magali)
    data = what_the_page_holds(client.get(url)) | {"summary": "Écrit longuement"}
    client.logout()
    client.post(url, data | {"form_owner": owner_token(magali)})
    client.force_login(magali)
    assert "Écrit longuement" in client.get(url).content.decode()
    assert Place.objects.get(pk=place.pk).summary == "Un lieu."


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("summary", "Demander Julie Dupont.", "le nom d’une personne"),
        ("description", "Écrire à julie.dupont@gueret.fr", "l’adresse d’une personne"),
        ("address_extra", "Sonner au 06 12 34 56 78", "un numéro de portable"),
        ("name", "Julie Dupont, conseillère numérique", "Ce nom semble être celui d’une personne"),
    ],
)
def test_a_text_that_names_somebody_is_asked_about(desk, place, url, site, field, typed, told):
    data = what_the_page_holds(desk.get(url))
    assert "texts_confirmed" not in desk.get(url).content.decode()
    page = desk.post(url, data | {field: typed}).content.decode()
    assert told in page
    assert 'name="texts_confirmed"' in page
    assert getattr(Place.objects.get(pk=place.pk), field) != typed
    assert desk.post(url, data | {field: typed, "texts_confirmed": "on"}).status_code == 302
    assert getattr(Place.objects.get(pk=place.pk), field) == typed
    # What the sheet has is not asked about again, whatever else changes.
    data = what_the_page_holds(desk.get(url)) | {"phone": "05 55 00 00 09"}
    assert desk.post(url, data).status_code == 302


@pytest.mark.parametrize(
    "typed",
    [
        "Espace Simone Veil, avec un conseiller numérique.",
        "Écrire à accueil@gueret.fr ou appeler le 05 55 00 00 01.",
        "Permanence de l’association Les Lanternes, salle Jean Moulin.",
    ],
)
def test_a_text_that_names_nobody_is_published_at_once(desk, place, url, site, typed):
    data = what_the_page_holds(desk.get(url)) | {"summary": typed}
    assert desk.post(url, data).status_code == 302
    assert Place.objects.get(pk=place.pk).summary == typed


@pytest.mark.parametrize(
    ("field", "typed", "box"),
    [
        ("emails", "accueil@gueret.fr\r\njulie.dupont@gueret.fr", "emails_confirmed"),
        ("phone", "06 12 34 56 78", "phone_confirmed"),
    ],
)
def test_a_contact_that_may_be_somebody_s_is_asked_about(desk, place, url, site, field, typed, box):
    data = what_the_page_holds(desk.get(url))
    assert box not in desk.get(url).content.decode()
    page = desk.post(url, data | {field: typed}).content.decode()
    assert f'name="{box}"' in page
    assert "Je confirme que" in page
    place.refresh_from_db()
    assert (place.phone, "julie" in place.emails) == ("+33555000001", False)
    assert desk.post(url, data | {field: typed, box: "on"}).status_code == 302
    place.refresh_from_db()
    assert "julie.dupont" in place.emails or place.phone == "+33612345678"
    # What the sheet has is not asked about again.
    assert desk.post(url, what_the_page_holds(desk.get(url))).status_code == 302
