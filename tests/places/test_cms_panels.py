"""In the CMS: who holds a sheet, contacts of persons, exceptional closings."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from home.bootstrap import prepare_site
from home.editors import EDITORS, MODERATORS, set_editor
from places.models import Closing, Place, PostalCode
from tests import factories
from tests.places.test_editing import ADD, BACKEND, EDIT, errors_of, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def lieu(site):
    prepare_site()
    place = factories.PlaceFactory()
    PostalCode.objects.create(code="23000", commune=place.commune)
    return place


@pytest.fixture
def sign(client, lieu):
    """The client, signed in as somebody of a group."""

    def as_(group: str) -> Any:
        user = factories.UserFactory(role="", organisation=None)
        set_editor(user, group)
        client.force_login(user, backend=BACKEND)
        return client

    return as_


def test_an_editor_reads_who_holds_a_sheet_and_does_not_change_it(sign, lieu):
    other, holder = factories.OrganisationFactory(), lieu.organisation
    editor, url = sign(EDITORS), reverse(EDIT, args=[lieu.pk])
    page = editor.get(url).content.decode()
    assert holder.name in page
    assert 'name="organisation"' not in page
    assert editor.post(url, written(organisation=other.pk)).status_code == 302
    assert editor.post(reverse(ADD), written(organisation=other.pk, name="Neuf")).status_code == 302
    lieu.refresh_from_db()
    assert lieu.organisation == holder
    assert Place.objects.get(name="Neuf").organisation is None


def test_a_moderator_changes_who_holds_a_sheet_unless_it_would_show_names(sign, lieu, alice):
    other, moderator, url = (
        factories.OrganisationFactory(),
        sign(MODERATORS),
        reverse(EDIT, args=[lieu.pk]),
    )
    referral = factories.ReferralFactory(referrer=alice, place=lieu)
    errors = errors_of(moderator.post(url, written(organisation=other.pk)))
    assert "suit encore des personnes" in errors["organisation"][0]
    referral.delete()
    assert moderator.post(url, written(organisation=other.pk)).status_code == 302
    lieu.refresh_from_db()
    assert lieu.organisation == other


def test_a_contact_of_a_person_is_asked_about(sign, lieu):
    data = written(emails="julie.dupont@gueret.fr", phone="06 12 34 56 78")
    editor, url = sign(EDITORS), reverse(EDIT, args=[lieu.pk])
    assert "emails_confirmed" not in editor.get(url).content.decode()
    response = editor.post(url, data)
    assert set(errors_of(response)) == {"emails", "phone"}
    page = response.content.decode()
    assert 'name="emails_confirmed"' in page
    data |= {"emails_confirmed": "on", "phone_confirmed": "on"}
    assert editor.post(url, data).status_code == 302
    lieu.refresh_from_db()
    assert lieu.emails == "julie.dupont@gueret.fr"


def test_a_text_that_names_somebody_is_asked_about(sign, lieu):
    data = written(crisis_information="Appeler Mme Dupont au 06 12 34 56 78")
    editor, url = sign(EDITORS), reverse(EDIT, args=[lieu.pk])
    response = editor.post(url, data)
    assert set(errors_of(response)) == {"crisis_information"}
    assert 'name="texts_confirmed"' in response.content.decode()
    assert editor.post(url, data | {"texts_confirmed": "on"}).status_code == 302
    lieu.refresh_from_db()
    assert "Mme Dupont" in lieu.crisis_information


def rows(*closings: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    data = {"closings-TOTAL_FORMS": len(closings), "closings-INITIAL_FORMS": initial}
    for number, closing in enumerate(closings):
        data |= {f"closings-{number}-{name}": value for name, value in closing.items()}
    return data


def test_closings_are_added_and_deleted(sign, lieu):
    editor, url = sign(EDITORS), reverse(EDIT, args=[lieu.pk])
    assert "Ajouter une fermeture" in editor.get(url).content.decode()
    wrong = {"starts_on": "2030-12-24", "ends_on": "2030-12-20", "reason": "works"}
    response = editor.post(url, written(**rows(wrong)))
    assert "Le dernier jour vient après le premier" in response.content.decode()
    assert not Closing.objects.exists()
    right = {"starts_on": "2030-12-24", "reason": "holidays", "words": "Noël"}
    assert editor.post(url, written(**rows(right, {}))).status_code == 302
    closing = lieu.closings.get()
    assert (closing.starts_on, closing.ends_on) == (date(2030, 12, 24), date(2030, 12, 24))
    gone = right | {"id": closing.pk, "DELETE": "on"}
    assert editor.post(url, written(**rows(gone, initial=1))).status_code == 302
    assert not Closing.objects.exists()


def test_a_new_place_has_its_closings_at_once(sign, lieu):
    closing = {"starts_on": "2030-12-24", "reason": "holidays"}
    data = written(name="Neuf", **rows(closing))
    assert sign(EDITORS).post(reverse(ADD), data).status_code == 302
    assert Place.objects.get(name="Neuf").closings.count() == 1


def test_who_waits_for_a_moderator_writes_no_closing(sign, lieu, settings):
    settings.PLACES_NEED_APPROVAL = True
    closing = {"starts_on": "2030-12-24", "reason": "holidays"}
    editor, url = sign(EDITORS), reverse(EDIT, args=[lieu.pk])
    assert "ou par un modérateur" in editor.get(url).content.decode()
    editor.post(url, written(**rows(closing)))
    assert not Closing.objects.exists()
