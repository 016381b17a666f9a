"""Alice sends someone to Bachir's place, with the person's agreement, once."""

import re
import uuid

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from places.models import CommuneName, Term
from referrals.models import OutgoingMessage, Referral
from tests.factories import (
    CommuneFactory,
    DepartementFactory,
    PlaceFactory,
    ReferralFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
URL = "/pro/orientations/nouvelle/"


@pytest.fixture
def desk(client, alice):
    """Alice's browser."""
    client.force_login(alice)
    return client


def test_a_referrer_sends_a_referral_in_one_page(desk, alice, bachir, typed, place):
    response = desk.post(URL, typed | {"topics": ["sante"], "deadline_on": "24 décembre 2099"})
    referral = Referral.objects.get()
    assertRedirects(response, referral.get_absolute_url())
    assert referral.pk == uuid.UUID(typed["id"])
    assert referral.phone == "0555412233"
    assert referral.commune.name == "Guéret"
    assert (referral.referrer, referral.referrer_organisation) == (alice, alice.organisation)
    assert referral.agreement_recorded_by == alice
    assert referral.notice_version
    assert sorted(term.code for term in referral.needs.all()) == ["demarches", "sante"]
    assert [event.to_status for event in referral.events.all()] == ["sent"]
    assert OutgoingMessage.objects.get().recipient == bachir.email


@pytest.mark.parametrize("missing", ["agreement", "agreement_form"])
def test_without_agreement_nothing_leaves_and_nothing_typed_is_lost(desk, typed, missing):
    del typed[missing]
    response = desk.post(URL, typed)
    assert Referral.objects.count() == 0
    assert OutgoingMessage.objects.count() == 0
    for text in ("Huguette", "05 55 41 22 33", "Guéret"):
        assertContains(response, text)


def test_without_agreement_the_sheet_without_identity_is_offered(desk, typed, place):
    del typed["agreement"]
    page = desk.post(URL, typed).content.decode()
    assert "Sans l’accord de la personne, l’orientation ne peut pas partir" in page
    link = f"/pro/orientations/fiche/?lieu={place.slug}&amp;besoin=demarches"
    assert link in page


def test_the_sheet_says_the_place_and_the_need_and_nothing_of_a_person(desk, place):
    place.opening_hours, place.phone = "Mo-Fr 09:00-12:00", "+33555412200"
    place.save()
    url = f"/pro/orientations/fiche/?lieu={place.slug}&besoin=demarches&besoin=inconnu"
    response = desk.get(url)
    for text in (place.name, "1 place Bonnyaud", "Démarches en ligne", "12\u00a0h", "05\u00a055"):
        assertContains(response, text)
    assert desk.get("/pro/orientations/fiche/?lieu=nulle-part").status_code == 404
    assert desk.get("/pro/orientations/fiche/").status_code == 404


def test_the_same_form_sent_three_times_is_one_referral(desk, typed):
    answers = [desk.post(URL, typed) for _ in range(3)]
    assert Referral.objects.count() == 1
    assert OutgoingMessage.objects.count() == 1
    assert len({answer["Location"] for answer in answers}) == 1


def test_somebody_elses_key_gives_no_access_to_their_row(desk, typed):
    other = ReferralFactory(first_name="Gisèle")
    desk.post(URL, typed | {"id": str(other.pk)})
    other.refresh_from_db()
    assert other.first_name == "Gisèle"
    assert Referral.objects.exclude(pk=other.pk).get().first_name == "Huguette"


def test_a_spoilt_key_is_replaced(desk, typed):
    desk.post(URL, typed | {"id": "pas-une-clé"})
    assert Referral.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"phone": ""}, "Écrivez le numéro, ou choisissez un autre moyen."),
        ({"phone": "06 12"}, "dix chiffres"),
        ({"contact_preference": "email"}, "Écrivez l’adresse"),
        ({"contact_preference": ""}, "Dites comment joindre la personne."),
        ({"email": "huguette@"}, "Cette adresse n’est pas complète"),
        ({"commune": "Xyzzy"}, "Nous ne trouvons pas cette commune."),
        ({"commune": ""}, "Écrivez la commune de la personne."),
        ({"deadline_on": "demain"}, "Nous ne comprenons pas cette date."),
        ({"deadline_on": "1/1/2020"}, "déjà passée"),
        ({"services": []}, "Cochez au moins un besoin."),
        ({"place": ""}, "Choisissez le lieu"),
        ({"place": "nulle-part"}, "Ce lieu n’accepte plus d’orientation."),
        ({"first_name": " "}, "Écrivez le prénom."),
        ({"last_name": ""}, "Écrivez le nom, ou son initiale."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(desk, typed, changes, sentence):
    response = desk.post(URL, typed | changes)
    assertContains(response, sentence)
    assert Referral.objects.count() == 0


@pytest.mark.parametrize("preference", ["through_referrer", "comes"])
def test_a_person_reached_otherwise_needs_no_phone(desk, typed, preference):
    desk.post(URL, typed | {"contact_preference": preference, "phone": ""})
    assert Referral.objects.get().phone == ""


@pytest.mark.parametrize(("asked", "kept"), [("on", ["lecture"]), ("", [])])
def test_arrangements_are_kept_only_when_the_person_asks(desk, typed, asked, kept):
    desk.post(URL, typed | {"arrangements": ["lecture"], "pass_on": asked})
    assert [term.code for term in Referral.objects.get().arrangements.all()] == kept


def test_an_ambiguous_commune_is_chosen_among_its_homonyms(desk, typed):
    for code, departement in (("93066", "93"), ("97411", "974")):
        commune = CommuneFactory(
            insee_code=code,
            name="Saint-Denis",
            departement=DepartementFactory(code=departement, name=departement),
            population=110_000,
        )
        CommuneName.objects.create(text="saint denis", rank=0, population=110_000, commune=commune)
    page = desk.post(URL, typed | {"commune": "St Denis"}).content.decode()
    assert "Plusieurs communes portent ce nom" in page
    assert 'value="97411"' in page
    desk.post(URL, typed | {"commune": "St Denis", "commune_code": "97411"})
    assert Referral.objects.get().commune_id == "97411"


def test_looking_for_a_place_says_only_what_the_search_lacks(desk, typed, place):
    near = PlaceFactory(name="Espace voisin", accepts_referrals=True)
    near.terms.set(Term.objects.filter(vocabulary="service", code="demarches"))
    response = desk.post(
        URL, {"find": "1", "services": ["demarches"], "commune": "Guéret", "first_name": "Hu"}
    )
    for text in (place.name, "Espace voisin", 'value="Hu"'):
        assertContains(response, text)
    assertNotContains(response, "Écrivez le nom")
    assertNotContains(response, "Sans l’accord")
    assert Referral.objects.count() == 0


def test_a_place_that_does_not_help_or_takes_nobody_is_not_proposed(desk, gueret, place):
    demarches = Term.objects.filter(vocabulary="service", code="demarches")
    PlaceFactory(name="Sans le service", accepts_referrals=True)
    PlaceFactory(name="Sans orientation").terms.set(demarches)
    PlaceFactory(name="Sans structure", accepts_referrals=True, organisation=None).terms.set(
        demarches
    )
    PlaceFactory(name="Lieu fermé", accepts_referrals=True, status="closed").terms.set(demarches)
    full = PlaceFactory(
        name="Lieu complet",
        accepts_referrals=True,
        next_availability="full",
        availability_said_on=timezone.localdate(),
    )
    full.terms.set(demarches)
    page = desk.post(
        URL, {"find": "1", "services": ["demarches"], "commune": "Guéret"}
    ).content.decode()
    for name in ("Sans le service", "Sans orientation", "Sans structure", "Lieu fermé"):
        assert name not in page
    assert page.index(place.name) < page.index("Lieu complet")


def test_the_form_opens_on_the_place_chosen_and_the_desks_commune(desk, place):
    response = desk.get(f"{URL}?lieu={place.slug}")
    assertContains(response, f'value="{place.slug}" id="id_place_0" checked')
    assertContains(response, 'value="Guéret (23)"')


def test_a_declined_person_is_sent_elsewhere_without_typing_again(desk, alice, place):
    before = ReferralFactory(referrer=alice, place=place, status="declined")
    response = desk.get(f"{URL}?lieu={place.slug}&reprise={before.pk}")
    for text in ("Huguette", "Lamoureux", "0555412233"):
        assertContains(response, text)
    assertNotContains(response, 'name="agreement" id="id_agreement" checked')


@pytest.mark.parametrize("reprise", ["", "abc", "6f1c1a52-7c1e-4d9e-9d0e-0a1b2c3d4e5f"])
def test_a_person_that_others_sent_is_not_copied(desk, reprise):
    other = ReferralFactory()
    for key in (reprise, other.pk):
        assertNotContains(desk.get(f"{URL}?reprise={key}"), "Huguette")


def test_reading_the_form_writes_nothing(desk, place):
    desk.get(URL)
    assert Referral.objects.count() == 0


def test_the_sender_takes_a_referral_back(desk, referral):
    response = desk.post(f"{referral.get_absolute_url()}retirer/", follow=True)
    assertContains(response, "Orientation retirée")
    referral.refresh_from_db()
    assert referral.status == "withdrawn"


def test_a_finished_referral_cannot_be_taken_back(desk, alice, place):
    referral = ReferralFactory(referrer=alice, place=place, status="helped")
    response = desk.post(f"{referral.get_absolute_url()}retirer/")
    assert response.status_code == 409


def test_the_sender_records_that_the_agreement_is_taken_back(desk, referral):
    response = desk.post(f"{referral.get_absolute_url()}retirer-accord/", follow=True)
    assertNotContains(response, "Huguette")
    assertContains(response, "Nom et coordonnées effacés")


def test_a_session_that_expires_in_mid_form_loses_nothing(desk, alice, typed):
    owner = re.search(r'name="form_owner" value="([^"]+)"', desk.get(URL).content.decode())[1]
    desk.logout()
    assert desk.post(URL, typed | {"form_owner": owner}).status_code == 302
    assert Referral.objects.count() == 0
    desk.force_login(alice)
    page = desk.get(URL)
    for text in ("Huguette", "05 55 41 22 33", typed["id"]):
        assertContains(page, text)


def test_an_administrator_without_an_organisation_sends_nobody(client):
    client.force_login(UserFactory(role="", organisation=None, is_superuser=True))
    assert client.get(URL).status_code == 403
    assert client.get("/pro/orientations/").status_code == 200


def test_a_hostile_text_is_no_error_of_ours(desk, typed, place):
    nul = "a\0b"
    for key in ("place", "commune", "first_name", "services", "id", "commune_code", "phone"):
        assert desk.post(URL, typed | {key: nul}).status_code == 200 or key in (
            "id",
            "commune_code",
        )
    assert desk.get(URL, {"lieu": nul, "reprise": nul}).status_code == 200
    sheet = "/pro/orientations/fiche/"
    assert desk.get(sheet, {"lieu": nul}).status_code == 404
    assert desk.get(sheet, {"lieu": place.slug, "besoin": nul}).status_code == 200
    assert desk.get("/pro/orientations/", {"etat": nul, "page": nul}).status_code == 200
    assert desk.post("/suivi/", {"reference": nul}).status_code == 404
