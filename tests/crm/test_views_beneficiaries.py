"""Files of the people followed: who sees them, what is logged, what is shown before saving."""

import json
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from mediation.crm.models import Beneficiary, FileAccess
from referrals.models import Referral
from tests.factories import (
    ActivityFactory,
    AttendanceFactory,
    BeneficiaryFactory,
    OrganisationFactory,
    ReferralFactory,
)

LIST = "/pro/beneficiaires/"
NEW = "/pro/beneficiaires/nouveau/"
pytestmark = pytest.mark.django_db


def errors_of(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def actions_on(person):
    return [access.action for access in person.accesses.order_by("pk")]


def test_a_mediator_opens_a_file_and_it_is_logged(client, bachir, file):
    client.force_login(bachir)
    response = client.post(NEW, file)
    person = Beneficiary.objects.get()
    assert response.url == person.get_absolute_url()
    assert str(person.pk) == file["id"]
    assert (person.full_name, person.phone) == ("Ginette Dupré-Roy", "0612345678")
    assert (person.commune.name, person.last_contact_on) == ("Guéret", timezone.localdate())
    assert actions_on(person) == ["created"]


def test_a_name_is_encrypted_at_rest(client, bachir, file):
    client.force_login(bachir)
    client.post(NEW, file)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM crm_beneficiary")
        (row,) = cursor.fetchall()
    stored = " ".join(map(str, row)).lower()
    # Long enough for no cipher to hold it by chance.
    for word in ("ginette", "dupré", "dupre-roy", "06 12 34", "0612345678"):
        assert word not in stored


def test_a_file_sent_three_times_is_one_row_and_one_answer(client, bachir, file):
    client.force_login(bachir)
    assert {client.post(NEW, file).url for _ in range(3)} == {f"{LIST}{file['id']}/"}
    assert Beneficiary.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_name": ""}, "last_name"),
        ({"phone": "06 12"}, "phone"),
        ({"email": "ginette@"}, "email"),
        ({"birth_year": "58"}, "birth_year"),
        ({"birth_year": "2999"}, "birth_year"),
        ({"birth_year": "mille"}, "birth_year"),
        ({"commune": "Introuvable-sur-Rien"}, "commune"),
    ],
)
def test_a_wrong_answer_is_explained_and_kept(client, bachir, file, changes, field):
    client.force_login(bachir)
    response = client.post(NEW, file | changes)
    assert list(errors_of(response)) == [field]
    assert "Ginette" in response.content.decode()
    assert not Beneficiary.objects.exists()


@pytest.mark.parametrize(
    "known",
    [
        {"first_name": "Yvette", "last_name": "DUPRE ROY", "birth_year": 1950},
        {"first_name": "Ginette", "last_name": "Dupre-Roy", "birth_year": None},
        {"first_name": "dupré roy", "last_name": "ginette", "birth_year": None},
        {"first_name": "Autre", "last_name": "Nom", "phone": "+33 6 12 34 56 78"},
    ],
)
def test_a_possible_duplicate_is_shown_before_saving(client, bachir, file, known):
    other = BeneficiaryFactory(**{"organisation": bachir.organisation, "phone": ""} | known)
    client.force_login(bachir)
    response = client.post(NEW, file)
    assert response.context["resembling"] == [other]
    assert "C’est la même personne" in response.content.decode()
    assert Beneficiary.objects.count() == 1
    client.post(NEW, file | {"confirmed": "1"})
    assert Beneficiary.objects.count() == 2


def test_somebody_else_is_no_duplicate(client, bachir, chloe, file):
    BeneficiaryFactory(organisation=bachir.organisation, first_name="Ginette", birth_year=1931,
                       last_name="Dupré-Roy", phone="")  # fmt: skip
    BeneficiaryFactory(organisation=chloe.organisation, phone="0612345678")
    BeneficiaryFactory(organisation=bachir.organisation, first_name="Σοφία", last_name="Παππά",
                       phone="", birth_year=None)  # fmt: skip
    client.force_login(bachir)
    client.post(NEW, file)
    assert Beneficiary.objects.filter(pk=file["id"]).exists()


def test_every_reading_of_a_file_is_logged(client, bachir, magali):
    person = BeneficiaryFactory(organisation=bachir.organisation)
    client.force_login(magali)
    for name in ("beneficiary", "change_beneficiary", "erase_beneficiary", "access_copy"):
        assert client.get(reverse(f"crm:{name}", args=[person.pk])).status_code == 200
    assert actions_on(person) == ["read", "read", "read", "copied"]
    assert {access.actor for access in person.accesses.all()} == {magali}


def test_the_list_is_masked_and_logs_nothing(client, bachir):
    BeneficiaryFactory(organisation=bachir.organisation, last_name="Dupuy-Secret")
    client.force_login(bachir)
    page = client.get(LIST).content.decode()
    assert "Ginette D." in page
    assert "Dupuy-Secret" not in page
    assert not FileAccess.objects.exists()


@pytest.mark.parametrize("text", ["dupu", "DUPUY", "gin", "ginette du", "05 55 41 22 33"])
def test_a_person_is_found_by_the_beginning_of_a_name_or_by_phone(client, bachir, text):
    found = BeneficiaryFactory(
        organisation=bachir.organisation, last_name="Dupuy", phone="0555412233"
    )
    BeneficiaryFactory(
        organisation=bachir.organisation, first_name="Marc", last_name="Aubert", phone=""
    )
    BeneficiaryFactory(last_name="Dupuy", phone="0555412233")
    client.force_login(bachir)
    response = client.post(LIST, {"q": text})
    assert list(response.context["found"]) == [found]


def test_a_search_that_finds_nobody_says_what_to_do(client, bachir):
    client.force_login(bachir)
    assert "Personne de ce nom" in client.post(LIST, {"q": "zzz"}).content.decode()
    assert errors_of(client.post(LIST, {"q": ""})) == {
        "q": ["Écrivez le début d’un nom, ou un numéro de téléphone."]
    }


def test_a_list_costs_the_same_for_one_file_and_for_three(client, bachir, count_queries):
    client.force_login(bachir)
    BeneficiaryFactory(organisation=bachir.organisation)
    client.get(LIST)
    one = count_queries(lambda: client.get(LIST))
    BeneficiaryFactory.create_batch(2, organisation=bachir.organisation)
    assert count_queries(lambda: client.get(LIST)) == one


def test_a_file_costs_the_same_for_one_activity_and_for_three(client, bachir, count_queries):
    person = BeneficiaryFactory(organisation=bachir.organisation)
    AttendanceFactory(beneficiary=person, activity__mediator=bachir)
    client.force_login(bachir)
    client.get(person.get_absolute_url())
    one = count_queries(lambda: client.get(person.get_absolute_url()))
    for _ in range(2):
        AttendanceFactory(beneficiary=person, activity__mediator=bachir)
    assert count_queries(lambda: client.get(person.get_absolute_url())) == one


def test_a_mediator_corrects_a_file(client, bachir, file):
    person = BeneficiaryFactory(organisation=bachir.organisation, last_name="Erreur")
    client.force_login(bachir)
    client.post(f"{LIST}{person.pk}/modifier/", file)
    person.refresh_from_db()
    assert person.last_name == "Dupré-Roy"
    assert actions_on(person) == ["read", "changed"]
    assert Beneficiary.objects.count() == 1


def test_a_stranger_finds_no_file(client, bachir, chloe, file):
    person = BeneficiaryFactory(organisation=bachir.organisation)
    client.force_login(chloe)
    for name in (
        "beneficiary",
        "change_beneficiary",
        "erase_beneficiary",
        "access_copy",
        "access_copy_json",
    ):
        assert client.get(reverse(f"crm:{name}", args=[person.pk])).status_code == 404
    for verb in ("modifier", "effacer"):
        assert client.post(f"{LIST}{person.pk}/{verb}/", file).status_code == 404
    person.refresh_from_db()
    assert not FileAccess.objects.exists()


def test_a_person_gets_a_copy_of_everything(client, bachir):
    person = BeneficiaryFactory(organisation=bachir.organisation, last_name="Dupuy")
    activity = ActivityFactory(mediator=bachir, outcome="done")
    AttendanceFactory(activity=activity, beneficiary=person)
    client.force_login(bachir)
    response = client.get(f"{LIST}{person.pk}/copie.json")
    copy = json.loads(response.content)
    assert response["Content-Disposition"].startswith("attachment")
    assert copy["identite"]["nom"] == "Dupuy"
    assert copy["activites"][0]["thematiques"] == ["E-mail"]
    assert [access["quoi"] for access in copy["acces_au_dossier"]] == ["Copie remise à la personne"]
    page = client.get(f"{LIST}{person.pk}/copie/").content.decode()
    assert "Dupuy" in page
    assert "E-mail" in page


def test_an_erased_person_stays_counted_once_without_a_name(client, bachir):
    person = BeneficiaryFactory(organisation=bachir.organisation)
    key = person.person_key
    AttendanceFactory(activity__mediator=bachir, beneficiary=person)
    client.force_login(bachir)
    response = client.post(f"{LIST}{person.pk}/effacer/")
    assert response.url == LIST
    assert not Beneficiary.objects.exists()
    access = FileAccess.objects.get()
    assert (access.beneficiary, access.person_key, access.action) == (None, key, "erased")
    row = bachir.activities.get().attendances.get()
    assert (row.person_key, row.is_of_someone_erased) == (key, True)
    page = client.get(bachir.activities.get().get_absolute_url()).content.decode()
    assert "Une personne dont le dossier a été effacé" in page


def test_a_report_of_an_erased_person_can_still_be_corrected(client, bachir, report):
    person = BeneficiaryFactory(organisation=bachir.organisation)
    row = AttendanceFactory(activity__mediator=bachir, beneficiary=person)
    client.force_login(bachir)
    client.post(f"{LIST}{person.pk}/effacer/")
    path = f"/pro/activites/{row.activity_id}/modifier/"
    assert client.get(path).context["form"].initial["person"] == "erased"
    client.post(path, report | {"person": "erased"})
    row.refresh_from_db()
    assert row.person_key == person.person_key
    assert row.activity.duration == 45


# --- From a referral ---------------------------------------------------------------------------


@pytest.fixture
def accepted(bachir):
    """Huguette, sent by Alice's colleague, accepted by Bachir."""
    referral = ReferralFactory(
        place=bachir.organisation.places.get(), status=Referral.Status.SENT, age_band="70_over"
    )
    referral.accept(bachir)
    return referral


def start(client, referral, **data):
    return client.post(reverse("crm:start_support", args=[referral.pk]), data)


def test_an_accepted_referral_becomes_a_file_once(client, bachir, accepted):
    client.force_login(bachir)
    assert {start(client, accepted).url for _ in range(3)} == {
        Beneficiary.objects.get().get_absolute_url()
    }
    person = Beneficiary.objects.get()
    assert (person.full_name, person.phone) == ("Huguette Lamoureux", "0555412233")
    assert (person.age_band, person.commune) == ("70_over", accepted.commune)
    assert person.referral == accepted
    assert actions_on(person) == ["created"]


def test_a_referral_not_accepted_yet_opens_no_file(client, bachir):
    referral = ReferralFactory(place=bachir.organisation.places.get())
    client.force_login(bachir)
    assert start(client, referral).url == referral.get_absolute_url()
    assert not Beneficiary.objects.exists()


def test_a_stranger_or_the_sender_opens_no_file(client, alice, chloe, accepted):
    client.force_login(chloe)
    assert start(client, accepted).status_code == 404
    client.force_login(accepted.referrer)
    assert start(client, accepted).status_code == 403
    assert client.get(reverse("crm:start_support", args=[accepted.pk])).status_code in {403, 405}


def test_a_person_already_followed_is_recognised_in_a_referral(client, bachir, accepted):
    known = BeneficiaryFactory(
        organisation=bachir.organisation,
        first_name="Huguette",
        last_name="Lamoureux",
        phone="",
        birth_year=1940,
        last_contact_on=date(2026, 1, 1),
    )
    stranger = BeneficiaryFactory(organisation=OrganisationFactory(), phone="0555412233")
    client.force_login(bachir)
    response = start(client, accepted)
    assert response.status_code == 200
    assert response.context["resembling"] == [known]
    assert start(client, accepted, same=stranger.pk).status_code == 404
    assert start(client, accepted, same="charabia").status_code == 404
    assert start(client, accepted, same=known.pk).url == known.get_absolute_url()
    known.refresh_from_db()
    assert (known.referral, known.last_contact_on) == (accepted, timezone.localdate())
    assert Beneficiary.objects.filter(organisation=bachir.organisation).count() == 1


CLOSES_AS = {
    "done": "helped",
    "continued": "helped",
    "workshop": "helped",
    "referred_on": "referred_on",
}


@pytest.mark.parametrize("outcome", CLOSES_AS)
def test_the_activity_of_a_referred_person_closes_the_loop(
    client, bachir, accepted, report, outcome
):
    client.force_login(bachir)
    start(client, accepted)
    person = Beneficiary.objects.get()
    form = client.get(f"/pro/activites/nouvelle/?beneficiaire={person.pk}").context["form"]
    assert form.initial["person"] == person.pk
    refused = client.post("/pro/activites/nouvelle/", report | {"person": person.pk, "outcome": ""})
    assert errors_of(refused) == {
        "outcome": ["Choisissez la suite donnée. L’orienteur attend la réponse."]
    }
    redirection = form.fields["redirection"].queryset.first().pk
    answer = report | {"person": person.pk, "outcome": outcome, "redirection": redirection}
    client.post("/pro/activites/nouvelle/", answer)
    accepted.refresh_from_db()
    assert accepted.status == CLOSES_AS[outcome]
    assert accepted.activities.count() == 1


def test_an_activity_stands_when_a_colleague_closed_the_referral_first(
    client, bachir, accepted, report
):
    client.force_login(bachir)
    start(client, accepted)
    accepted.close(bachir, Referral.Status.NO_SHOW)
    client.post("/pro/activites/nouvelle/", report | {"person": Beneficiary.objects.get().pk})
    accepted.refresh_from_db()
    assert accepted.status == "no_show"
    assert bachir.activities.count() == 1
