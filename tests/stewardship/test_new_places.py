"""Magali proposes a place that the directory does not have; Modeste publishes it, or asks more."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mediation.stewardship.models import NewPlace
from mediation.stewardship.retention import purge
from mediation.stewardship.views import new_places
from places.models import Commune, Place, PostalCode, Term
from tests import factories
from tests.stewardship.test_sheets import what_the_page_holds

pytestmark = pytest.mark.django_db
URL = reverse("stewardship:propose")


@pytest.fixture
def typed(desk, place, modeste):
    """What Magali writes; `modeste` receives what is told to the moderators."""
    PostalCode.objects.create(code="23000", commune=Commune.objects.get(pk="23096"))
    return what_the_page_holds(desk.get(URL)) | {
        "name": "Le Fournil numérique",
        "address": "12 rue du Prat",
        "postal_code": "23000",
        "commune_name": "Guéret",
        "phone": "05.55.00.00.07",
        "opening_hours": "du lundi au vendredi 9h-12h",
        "service": [Term.objects.get(vocabulary="service", code="demarches").pk],
        "closings-0-starts_on": "24/12/2030",
        "closings-0-reason": "holidays",
    }


def decide(client, modeste, **data):
    client.force_login(modeste)
    url = reverse("stewardship_decide_new_place", args=[NewPlace.objects.get().pk])
    return client.post(url, data, follow=True)


def test_a_new_place_waits_unseen_then_is_published_and_held(
    client, desk, magali, modeste, typed, mail
):
    assert desk.post(URL, typed).url == reverse("stewardship:places")
    new = Place.objects.get(name="Le Fournil numérique")
    assert (new.status, new.organisation) == (Place.Status.DRAFT, None)
    assert new.opening_hours == "Mo-Fr 09:00-12:00"
    assert [term.code for term in new.terms.all()] == ["demarches"]
    assert (new.closings.count(), new.records.count()) == (1, 1)
    assert client.get(new.get_absolute_url()).status_code == 404
    assert "Un nouveau lieu est proposé" in mail(modeste.email)[0]
    assert "relit" in desk.get(reverse("stewardship:places")).content.decode()
    client.force_login(modeste)
    page = client.get(reverse("stewardship_moderation")).content.decode()
    assert page.count("Le Fournil numérique</a>") == 1
    assert magali.organisation.name in page
    assert "05\u00a055\u00a000\u00a000\u00a007" in page
    assert "+33" not in page
    decide(client, modeste, status="approved")
    new.refresh_from_db()
    assert (new.status, new.organisation) == (Place.Status.PUBLISHED, magali.organisation)
    assert "est publié" in mail(magali.email)[0]
    assert decide(client, modeste, status="approved").status_code == 404


def test_sending_back_needs_a_reason_and_the_place_is_submitted_again(
    client, desk, magali, modeste, typed, mail
):
    desk.post(URL, typed)
    new = Place.objects.get(name="Le Fournil numérique")
    decide(client, modeste, status="returned")
    assert NewPlace.objects.submitted().exists()
    decide(client, modeste, status="returned", reason="Précisez l’étage")
    assert "Précisez l’étage" in mail(magali.email)[0]
    client.force_login(magali)
    url = reverse("stewardship:change", args=[new.slug])
    page = client.get(url)
    assert "Précisez l’étage" in page.content.decode()
    client.post(url, what_the_page_holds(page) | {"address_extra": "2e étage"})
    new.refresh_from_db()
    assert (new.status, new.address_extra) == (Place.Status.DRAFT, "2e étage")
    assert NewPlace.objects.submitted().exists()
    assert "corrigé" in mail(modeste.email)[1]


def test_a_place_that_is_there_already_is_offered_to_be_claimed(desk, typed):
    there = factories.PlaceFactory(
        name="Fournil numérique", address="12 rue du Prat", organisation=None
    )
    far = factories.PlaceFactory(name="Piscine", address="3 place Bonnyaud", organisation=None)
    page = desk.post(URL, typed).content.decode()
    assert reverse("stewardship:claim", args=[there.slug]) in page
    assert reverse("stewardship:claim", args=[far.slug]) not in page
    assert not NewPlace.objects.exists()
    assert desk.post(URL, typed | {"is_other": "on"}).status_code == 302
    # Written again on another page, it is not proposed twice without a word.
    another = typed | {"key": uuid.uuid4()}
    assert "déjà proposé" in desk.post(URL, another).content.decode()
    assert NewPlace.objects.count() == 1


@pytest.mark.parametrize("ticked", [{}, {"is_other": "on"}])
def test_the_same_form_sent_three_times_is_one_draft(desk, modeste, typed, mail, ticked):
    answers = [desk.post(URL, typed | ticked) for _ in range(3)]
    assert {answer.url for answer in answers} == {reverse("stewardship:places")}
    assert Place.objects.filter(name="Le Fournil numérique").count() == 1
    assert NewPlace.objects.get().place.closings.count() == 1
    assert len(mail(modeste.email)) == 1


def test_the_same_form_sent_at_the_same_time_is_one_draft(desk, modeste, typed, mail, monkeypatch):
    desk.post(URL, typed)
    seen = iter([False, True])
    monkeypatch.setattr(new_places, "_is_sent", lambda *_: next(seen))
    assert desk.post(URL, typed | {"is_other": "on"}).status_code == 302
    assert Place.objects.filter(name="Le Fournil numérique").count() == 1
    assert len(mail(modeste.email)) == 1


def test_another_organisation_s_key_is_its_own(client, desk, chloe, typed):
    desk.post(URL, typed)
    stranger = factories.UserFactory(role="manager", organisation=chloe.organisation)
    client.force_login(stranger)
    assert client.post(URL, typed | {"is_other": "on"}).status_code == 302
    assert NewPlace.objects.count() == 2


def test_a_mistake_is_told_and_nothing_is_written(desk, typed):
    page = desk.post(URL, typed | {"postal_code": "99999", "phone": "05 55"}).content.decode()
    assert "Écrivez un seul numéro" in page
    assert "Le Fournil numérique" in page
    assert not NewPlace.objects.exists()


def test_what_is_missing_is_told_in_words_that_help(desk, typed):
    missing = dict.fromkeys(("name", "address", "postal_code", "commune_name"), "")
    blank = {"closings-0-reason": "", "closings-1-reason": "works", "closings-1-starts_on": ""}
    page = desk.post(URL, typed | missing | blank).content.decode()
    for words in (
        "Écrivez le nom du lieu.",
        "Écrivez le numéro et la rue.",
        "Écrivez le code postal.",
        "Écrivez la commune.",
        "Choisissez la raison de la fermeture.",
        "Écrivez le premier jour fermé.",
        "Fermeture exceptionnelle\u00a0: il y a une erreur",
    ):
        assert words in page
    assert "Champ requis" not in page


def test_another_organisation_does_not_open_the_draft(client, desk, chloe, typed):
    desk.post(URL, typed)
    new = Place.objects.get(name="Le Fournil numérique")
    stranger = factories.UserFactory(role="manager", organisation=chloe.organisation)
    client.force_login(stranger)
    assert client.get(reverse("stewardship:change", args=[new.slug])).status_code == 404


def test_a_manager_decides_nothing(client, desk, magali, typed):
    desk.post(URL, typed)
    assert decide(client, magali, status="approved").status_code in {302, 403, 200}
    assert NewPlace.objects.submitted().exists()


def test_a_draft_that_nobody_corrected_for_a_year_is_forgotten(client, desk, modeste, typed):
    desk.post(URL, typed)
    decide(client, modeste, status="returned", reason="Non")
    today = timezone.localdate()
    purge(today + timedelta(days=300))
    assert NewPlace.objects.exists()
    purge(today + timedelta(days=430))
    assert not Place.objects.filter(name="Le Fournil numérique").exists()


@pytest.fixture
def there(typed):
    """The sheet of the place that Magali is about to propose, 445 m from where she says it is."""
    return factories.PlaceFactory(
        name="Fournil numérique",
        address="12 rue du Prat",
        organisation=None,
        latitude=46.1740,
        longitude=1.8719,
    )


@pytest.fixture
def proposed(desk, typed, there):
    """Proposed all the same: Magali ticked « aucun de ceux-là »."""
    desk.post(URL, typed | {"is_other": "on"})
    proposed = NewPlace.objects.get()
    Place.objects.filter(pk=proposed.place_id).update(latitude=46.1700, longitude=1.8719, raw={})
    return proposed


def test_the_moderator_is_told_which_sheet_a_new_place_resembles(client, modeste, there, proposed):
    factories.PlaceFactory(name="Piscine", address="3 place Bonnyaud", organisation=None)
    client.force_login(modeste)
    page = client.get(reverse("stewardship_moderation")).content.decode()
    assert "peut-être déjà dans l’annuaire" in page
    start = page.index("peut-être déjà dans l’annuaire")
    told = page[start : page.index("Publier quand même")]
    assert f'<a href="{there.get_absolute_url()}">Fournil numérique</a>, Guéret' in told
    assert "à 445\u00a0m" in told
    assert "même adresse" in told
    assert "Piscine" not in told
    # A draft does not resemble itself.
    assert told.count("Refuser&nbsp;: c’est ce lieu") == 1


def test_a_place_like_no_other_is_published_without_a_warning(client, desk, modeste, typed):
    desk.post(URL, typed)
    client.force_login(modeste)
    page = client.get(reverse("stewardship_moderation")).content.decode()
    assert "Approuver et publier" in page
    assert "peut-être déjà" not in page


def test_a_double_is_refused_and_its_proposer_led_to_the_sheet_that_exists(
    client, magali, modeste, there, proposed, mail
):
    decide(client, modeste, status="returned", double_of=there.pk)
    proposed.refresh_from_db()
    assert (proposed.status, proposed.double_of) == (NewPlace.Status.RETURNED, there)
    assert proposed.place.status == Place.Status.DRAFT
    claim = reverse("stewardship:claim", args=[there.slug])
    message = mail(magali.email)[0]
    assert "est déjà dans l’annuaire : « Fournil numérique »" in message
    assert claim in message
    client.force_login(magali)
    assert claim in client.get(reverse("stewardship:places")).content.decode()
    url = reverse("stewardship:change", args=[proposed.place.slug])
    page = client.get(url)
    assert claim in page.content.decode()
    # It was another place: what was written stays, and is read again.
    client.post(url, what_the_page_holds(page) | {"name": "La Boulange connectée"})
    proposed.refresh_from_db()
    assert (proposed.status, proposed.double_of) == (NewPlace.Status.SUBMITTED, None)


def test_a_moderator_publishes_a_resembling_place_all_the_same(client, modeste, there, proposed):
    decide(client, modeste, status="approved", double_of=there.pk)
    proposed.refresh_from_db()
    assert (proposed.status, proposed.double_of) == (NewPlace.Status.APPROVED, None)
    assert Place.objects.published().filter(pk__in=[there.pk, proposed.place_id]).count() == 2


def test_a_double_of_what_nobody_sees_is_not_accepted(client, modeste, there, proposed):
    Place.objects.filter(pk=there.pk).update(status=Place.Status.CLOSED)
    decide(client, modeste, status="returned", double_of=there.pk)
    decide(client, modeste, status="returned", double_of="x")
    assert NewPlace.objects.submitted().exists()


def test_resembling_sheets_cost_the_same_for_one_new_place_and_for_three(
    client, magali, modeste, site, count_queries
):
    def add(number):
        name = f"Le Fournil numérique {number}"
        address = f"{number} rue du Prat"
        factories.PlaceFactory(name=name, address=address)
        draft = factories.PlaceFactory(name=name, address=address, status="draft")
        NewPlace.objects.create(place=draft, organisation=magali.organisation)

    def read():
        return client.get(reverse("stewardship_moderation"))

    client.force_login(modeste)
    add(1)
    read()
    one = count_queries(read)
    add(2)
    add(3)
    assert count_queries(read) == one
    assert read().content.decode().count("Publier quand même") == 3
