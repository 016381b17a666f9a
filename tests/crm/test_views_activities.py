"""Reports of activities as mediators send them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mediation.crm.models import Activity
from tests.crm.conftest import key_of
from tests.factories import (
    ActivityFactory,
    AttendanceFactory,
    BeneficiaryFactory,
    CommuneFactory,
    PlaceFactory,
)

NEW = "/pro/activites/nouvelle/"
pytestmark = pytest.mark.django_db


def errors_of(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_a_mediator_logs_an_anonymous_activity(client, bachir, report):
    client.force_login(bachir)
    response = client.post(NEW, report)
    activity = Activity.objects.get()
    assert response.status_code == 302, errors_of(response)
    assert response.url == activity.get_absolute_url()
    assert str(activity.pk) == report["id"]
    assert (activity.mediator, activity.organisation) == (bachir, bachir.organisation)
    assert (activity.kind, activity.duration, activity.outcome) == ("individual", 45, "done")
    assert activity.commune == activity.place.commune
    assert [term.code for term in activity.topics.all()] == ["email"]
    row = activity.attendances.get()
    assert (row.beneficiary, row.person_key) == (None, None)
    assert (row.gender, row.age_band, row.occupation) == ("female", "60_69", "retired")
    assert row.commune.name == "Guéret"


def test_a_report_sent_three_times_is_one_row_and_one_answer(client, bachir, report):
    client.force_login(bachir)
    answers = {client.post(NEW, report).url for _ in range(3)}
    assert answers == {f"/pro/activites/{report['id']}/"}
    assert Activity.objects.get().attendances.count() == 1


def test_a_stranger_cannot_replay_somebody_elses_report(client, bachir, chloe, report):
    client.force_login(bachir)
    client.post(NEW, report)
    client.force_login(chloe)
    assert client.post(NEW, report).status_code == 404


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"done_on": "2019-12-31"}, {"done_on": ["La date ne peut pas être avant 2020."]}),
        ({"done_on": "n’importe"}, {"done_on": ["Écrivez la date comme 31/12/2026."]}),
        ({"duration": ""}, {"duration": ["Choisissez une durée."]}),
        (
            {"duration": "other"},
            {"other_duration": ["Écrivez la durée en minutes, ou comme 1 h 15."]},
        ),
        (
            {"duration": "other", "other_duration": "longtemps"},
            {"other_duration": ["Écrivez la durée en minutes, ou comme 1 h 15."]},
        ),
        (
            {"duration": "other", "other_duration": "25h"},
            {"other_duration": ["La durée va de 1 minute à 24 heures."]},
        ),
        ({"topics": []}, {"topics": ["Cochez au moins une thématique."]}),
        ({"place": ""}, {"place": ["Choisissez le lieu."]}),
        (
            {"location": "other", "commune": ""},
            {"commune": ["Écrivez la commune où l’activité a eu lieu."]},
        ),
        ({"person": ""}, {"person": ["Choisissez une personne, ou « Quelqu’un sans dossier »."]}),
        (
            {"outcome": "referred_on"},
            {"redirection": ["Dites vers qui la personne est réorientée."]},
        ),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_nothing_is_lost(
    client, bachir, report, changes, expected
):
    client.force_login(bachir)
    response = client.post(NEW, report | changes)
    assert response.status_code == 200
    assert errors_of(response) == expected
    assert not Activity.objects.exists()
    page = response.content.decode()
    assert 'value="60_69" selected' in page
    assert f'value="{report["id"]}"' in page


def test_an_activity_in_the_future_is_refused_with_todays_date(client, bachir, report):
    client.force_login(bachir)
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = client.post(NEW, report | {"done_on": tomorrow.isoformat()})
    (sentence,) = errors_of(response)["done_on"]
    assert sentence.startswith("Cette date est dans le futur. Nous sommes le ")


def test_a_date_is_taken_as_french_people_write_it(client, bachir, report):
    client.force_login(bachir)
    day = timezone.localdate() - timedelta(days=3)
    client.post(NEW, report | {"done_on": f"{day:%d/%m/%Y}"})
    assert Activity.objects.get().done_on == day


def test_a_free_duration_is_taken_in_hours_and_minutes(client, bachir, report):
    client.force_login(bachir)
    client.post(NEW, report | {"duration": "other", "other_duration": "1 h 15"})
    assert Activity.objects.get().duration == 75


def test_a_procedure_brings_its_topic(client, bachir, report):
    client.force_login(bachir)
    client.post(NEW, report | {"topics": [], "procedures": [key_of("procedure", "logement")]})
    activity = Activity.objects.get()
    assert [term.code for term in activity.topic_terms] == ["demarches"]
    assert [term.code for term in activity.procedure_terms] == ["logement"]


def test_the_form_proposes_today_the_only_place_and_the_usual_duration(client, bachir, report):
    client.force_login(bachir)
    client.post(NEW, report)
    initial = client.get(NEW).context["form"].initial
    assert initial["done_on"] == timezone.localdate()
    assert (initial["duration"], initial["place"]) == (45, report["place"])
    assert str(initial["id"]) != report["id"]


def test_a_duration_used_often_becomes_a_choice(client, bachir):
    for minutes in (75, 75, 75, 50):
        ActivityFactory(mediator=bachir, duration=minutes)
    client.force_login(bachir)
    form = client.get(NEW).context["form"]
    choices = [value for value, _label in form.fields["duration"].choices]
    assert choices == ["15", "30", "45", "60", "75", "90", "120", "other"]
    assert form.initial["duration"] == 75


def test_a_beneficiary_is_counted_with_the_bands_of_that_day(client, bachir, report):
    aubusson = CommuneFactory(insee_code="23008", name="Aubusson", search_name="aubusson")
    person = BeneficiaryFactory(
        organisation=bachir.organisation,
        birth_year=timezone.localdate().year - 65,
        commune=aubusson,
        gender="male",
        last_contact_on=date(2026, 1, 1),
    )
    client.force_login(bachir)
    client.post(NEW, report | {"person": person.pk})
    row = Activity.objects.get().attendances.get()
    assert (row.beneficiary, row.person_key) == (person, person.person_key)
    assert (row.age_band, row.gender, row.commune) == ("60_69", "male", aubusson)
    assert not row.was_already_helped
    person.birth_year, person.gender = 1990, "female"
    person.save()
    row.refresh_from_db()
    assert (row.age_band, row.gender) == ("60_69", "male")


def test_an_activity_moves_the_last_contact_forward_never_back(client, bachir, report):
    person = BeneficiaryFactory(organisation=bachir.organisation, last_contact_on=date(2026, 1, 1))
    client.force_login(bachir)
    client.post(NEW, report | {"person": person.pk, "done_on": "2025-06-01"})
    person.refresh_from_db()
    assert person.last_contact_on == date(2026, 1, 1)
    report["id"] = ""
    client.post(NEW, report | {"person": person.pk})
    person.refresh_from_db()
    assert person.last_contact_on == timezone.localdate()


def test_a_person_of_another_organisation_cannot_be_chosen(client, bachir, chloe, report):
    theirs = BeneficiaryFactory(organisation=chloe.organisation)
    client.force_login(bachir)
    response = client.post(NEW, report | {"person": theirs.pk})
    assert errors_of(response) == {"person": ["Cette personne n’est pas dans vos dossiers."]}
    assert theirs.first_name not in response.content.decode()
    assert client.get(f"{NEW}?beneficiaire={theirs.pk}").status_code == 404


def test_a_place_of_another_organisation_cannot_be_chosen(client, bachir, report):
    client.force_login(bachir)
    response = client.post(NEW, report | {"place": PlaceFactory().pk})
    assert list(errors_of(response)) == ["place"]


@pytest.mark.parametrize(
    ("location", "expected"),
    [("other", "Aubusson"), ("home", "La Souterraine"), ("remote", "Guéret")],
)
def test_an_activity_is_counted_where_it_took_place(client, bachir, report, location, expected):
    CommuneFactory(insee_code="23008", name="Aubusson", search_name="aubusson")
    home = CommuneFactory(insee_code="23176", name="La Souterraine", search_name="la souterraine")
    person = BeneficiaryFactory(organisation=bachir.organisation, commune=home)
    client.force_login(bachir)
    changes = {"location": location, "commune": "Aubusson", "person": person.pk}
    client.post(NEW, report | changes)
    activity = Activity.objects.get()
    assert activity.commune.name == expected
    assert activity.place is None


def test_a_search_offers_people_and_loses_nothing(client, bachir, report):
    for number in range(6):
        BeneficiaryFactory(organisation=bachir.organisation, last_name=f"Recent{number}")
    old = BeneficiaryFactory(
        organisation=bachir.organisation, last_name="Zola", last_contact_on=date(2026, 1, 1)
    )
    client.force_login(bachir)
    assert str(old.pk) not in client.get(NEW).content.decode()
    response = client.post(NEW, report | {"search": "1", "person_search": "zo", "topics": []})
    page = response.content.decode()
    assert str(old.pk) in page
    assert "Cochez au moins" not in page
    assert 'value="60_69" selected' in page
    assert not Activity.objects.exists()


def test_a_mediator_changes_an_own_report_only(client, bachir, magali, report):
    mine = ActivityFactory(mediator=bachir, duration=30)
    AttendanceFactory(activity=mine)
    theirs = ActivityFactory(mediator=magali)
    client.force_login(bachir)
    response = client.post(f"/pro/activites/{mine.pk}/modifier/", report)
    assert response.status_code == 302, errors_of(response)
    mine.refresh_from_db()
    assert mine.duration == 45
    assert mine.attendances.get().age_band == "60_69"
    assert Activity.objects.count() == 2
    assert client.get(f"/pro/activites/{theirs.pk}/").status_code == 200
    assert client.post(f"/pro/activites/{theirs.pk}/modifier/", report).status_code == 404
    assert client.post(f"/pro/activites/{theirs.pk}/supprimer/").status_code == 404


def test_an_edit_shows_what_was_said(client, bachir):
    person = BeneficiaryFactory(organisation=bachir.organisation)
    activity = ActivityFactory(mediator=bachir, duration=50, outcome="continued")
    AttendanceFactory(activity=activity, beneficiary=person)
    client.force_login(bachir)
    page = client.get(f"/pro/activites/{activity.pk}/modifier/").content.decode()
    assert f'value="{person.pk}"' in page
    assert 'value="50"' in page
    assert "Modifier l’activité" in page


def test_a_report_of_a_closed_month_stays_as_it_is(client, bachir, report):
    old = ActivityFactory(mediator=bachir, duration=30, done_on=date(2025, 1, 15))
    client.force_login(bachir)
    for verb in ("modifier", "supprimer"):
        assert client.post(f"/pro/activites/{old.pk}/{verb}/", report).status_code == 302
    old.refresh_from_db()
    assert old.duration == 30


def test_a_mediator_deletes_an_own_report(client, bachir):
    mine = ActivityFactory(mediator=bachir)
    AttendanceFactory(activity=mine)
    client.force_login(bachir)
    assert client.get(f"/pro/activites/{mine.pk}/supprimer/").status_code == 200
    client.post(f"/pro/activites/{mine.pk}/supprimer/")
    assert not Activity.objects.exists()


def test_a_stranger_finds_no_report(client, bachir, chloe):
    mine = ActivityFactory(mediator=bachir)
    client.force_login(chloe)
    for name in ("activity", "change_activity", "delete_activity"):
        assert client.get(reverse(f"crm:{name}", args=[mine.pk])).status_code == 404


@pytest.mark.parametrize("person", ["alice", "colin", "anne"])
def test_other_roles_are_refused(client, request, person):
    client.force_login(request.getfixturevalue(person))
    for path in ("/pro/activites/", NEW, "/pro/ateliers/nouveau/", "/pro/beneficiaires/"):
        assert client.get(path).status_code == 403


def test_a_list_costs_the_same_for_one_report_and_for_three(client, bachir, count_queries):
    client.force_login(bachir)
    AttendanceFactory(activity__mediator=bachir)
    client.get("/pro/activites/")
    one = count_queries(lambda: client.get("/pro/activites/"))
    for _ in range(2):
        AttendanceFactory(activity__mediator=bachir)
    assert count_queries(lambda: client.get("/pro/activites/")) == one


def test_the_list_filters_by_month_kind_and_mediator(client, bachir, magali):
    today = timezone.localdate()
    mine = ActivityFactory(mediator=bachir)
    ActivityFactory(mediator=magali, kind="workshop", title="Atelier")
    ActivityFactory(mediator=bachir, done_on=today - timedelta(days=100))
    client.force_login(bachir)
    query = {"mois": f"{today:%Y-%m}", "type": "individual", "par": "moi"}
    page = client.get("/pro/activites/", query).context["page"]
    assert list(page) == [mine]
    assert client.get("/pro/activites/", {"mois": "charabia"}).status_code == 200


def test_a_note_is_asked_only_when_the_site_allows_it(client, bachir, report, settings):
    client.force_login(bachir)
    client.post(NEW, report | {"note": "Revient jeudi"})
    assert Activity.objects.get().note == ""
    settings.ALLOW_FREE_TEXT = True
    refused = client.post(NEW, report | {"id": "", "note": "NIR 1 85 05 78 006 084 91"})
    assert errors_of(refused) == {
        "note": ["La note contient un numéro de sécurité sociale. Retirez-le avant d’enregistrer."]
    }
    client.post(NEW, report | {"id": "", "note": "Revient jeudi"})
    assert Activity.objects.filter(note="Revient jeudi").count() == 1
