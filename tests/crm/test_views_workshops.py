"""Workshops: people by name, the others by number, and sums that hold."""

import pytest

from mediation.crm.models import Activity
from tests.factories import AttendanceFactory, BeneficiaryFactory

NEW = "/pro/ateliers/nouveau/"
pytestmark = pytest.mark.django_db


def errors_of(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_a_mediator_logs_an_anonymous_workshop(client, bachir, workshop):
    client.force_login(bachir)
    response = client.post(NEW, workshop)
    activity = Activity.objects.get()
    assert response.url == activity.get_absolute_url()
    assert (activity.kind, activity.title, activity.anonymous_total) == (
        "workshop",
        "Sécuriser son téléphone",
        10,
    )
    assert activity.duration == 45
    assert not activity.attendances.exists()
    rows = activity.anonymous_counts.values_list("dimension", "value", "count")
    assert set(rows) == {("gender", "female", 6), ("gender", "male", 3), ("age_band", "70_over", 8)}
    assert Activity.objects.attendance_count() == 10


def test_a_workshop_counts_named_and_anonymous_people(client, bachir, workshop):
    people = BeneficiaryFactory.create_batch(2, organisation=bachir.organisation)
    client.force_login(bachir)
    client.post(NEW, workshop | {"attendees": [person.pk for person in people]})
    activity = Activity.objects.with_attendance_count().get()
    assert activity.attendance_count == 12
    assert Activity.objects.attendance_count() == 12
    assert {row.beneficiary for row in activity.attendances.all()} == set(people)


def test_a_workshop_sent_three_times_is_one_row(client, bachir, workshop):
    client.force_login(bachir)
    assert len({client.post(NEW, workshop).url for _ in range(3)}) == 1
    assert Activity.objects.get().anonymous_counts.count() == 3


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": ""}, {"title": ["Donnez un titre à l’atelier."]}),
        (
            {"gender_male": "5"},
            {
                "anonymous_total": [
                    "Par genre, vous comptez 11 personnes. "
                    "C’est plus que les 10 participants sans dossier."
                ]
            },
        ),
        (
            {"anonymous_total": "10001"},
            {"anonymous_total": ["Un atelier compte au plus 10\u202f000 participants anonymes."]},
        ),
        ({"gender_male": "-1"}, {"gender_male": ["Ce nombre ne peut pas être négatif."]}),
        ({"gender_male": "trois"}, {"gender_male": ["Écrivez un nombre entier."]}),
        (
            {"anonymous_total": "", "gender_female": "", "gender_male": "", "age_band_70_over": ""},
            {"anonymous_total": ["Dites combien de personnes ont participé."]},
        ),
    ],
)
def test_sums_that_do_not_hold_are_explained(client, bachir, workshop, changes, expected):
    client.force_login(bachir)
    response = client.post(NEW, workshop | changes)
    assert errors_of(response) == expected
    assert "Sécuriser son téléphone" in response.content.decode() or changes.get("title") == ""
    assert not Activity.objects.exists()


def test_a_stranger_cannot_be_made_to_attend(client, bachir, chloe, workshop):
    theirs = BeneficiaryFactory(organisation=chloe.organisation)
    client.force_login(bachir)
    response = client.post(NEW, workshop | {"attendees": [theirs.pk]})
    assert errors_of(response) == {"attendees": ["Une personne n’est pas dans vos dossiers."]}


def test_a_corrected_workshop_keeps_the_bands_of_that_day(client, bachir, workshop):
    there, added = BeneficiaryFactory.create_batch(2, organisation=bachir.organisation)
    client.force_login(bachir)
    client.post(NEW, workshop | {"attendees": [there.pk]})
    activity = Activity.objects.get()
    before = activity.attendances.get()
    there.birth_year = 2010
    there.save()
    path = f"/pro/activites/{activity.pk}/modifier/"
    assert client.get(path).context["form"].initial["gender_female"] == 6
    client.post(path, workshop | {"attendees": [there.pk, added.pk], "gender_female": ""})
    rows = {row.beneficiary: row for row in activity.attendances.all()}
    assert set(rows) == {there, added}
    assert (rows[there].pk, rows[there].age_band) == (before.pk, before.age_band)
    assert not activity.anonymous_counts.filter(value="female").exists()


def test_a_search_keeps_the_people_already_ticked(client, bachir, workshop):
    for number in range(6):
        BeneficiaryFactory(organisation=bachir.organisation, last_name=f"Recent{number}")
    ticked = BeneficiaryFactory(organisation=bachir.organisation, last_contact_on="2026-01-01")
    client.force_login(bachir)
    sent = workshop | {"attendees": [ticked.pk], "search": "1", "person_search": "recent0"}
    form = client.post(NEW, sent).context["form"]
    assert ticked in form.offered
    assert form["attendees"].value() == [str(ticked.pk)]


def test_a_person_erased_after_a_workshop_stays_counted(client, bachir, workshop):
    person = BeneficiaryFactory(organisation=bachir.organisation)
    row = AttendanceFactory(
        activity__mediator=bachir, activity__kind="workshop", beneficiary=person
    )
    client.force_login(bachir)
    client.post(f"/pro/beneficiaires/{person.pk}/effacer/")
    client.post(f"/pro/activites/{row.activity_id}/modifier/", workshop)
    assert Activity.objects.attendance_count() == 11
