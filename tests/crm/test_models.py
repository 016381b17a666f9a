"""Who sees which rows, what counts, and who may be the same person."""

from datetime import date

import pytest

from mediation.crm.models import Activity, AnonymousCount, Beneficiary, FileAccess
from tests.factories import ActivityFactory, AttendanceFactory, BeneficiaryFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("person", ["alice", "chloe", "colin", "anne"])
def test_other_people_see_nothing(request, bachir, person):
    ActivityFactory(mediator=bachir)
    BeneficiaryFactory(organisation=bachir.organisation)
    user = request.getfixturevalue(person)
    assert not Activity.objects.visible_to(user).exists()
    assert not Beneficiary.objects.visible_to(user).exists()


def test_an_administrator_without_organisation_sees_nobody():
    admin = UserFactory(role="", organisation=None, is_superuser=True)
    BeneficiaryFactory()
    assert not Beneficiary.objects.visible_to(admin).exists()
    assert not Activity.objects.visible_to(admin).exists()


def test_the_team_reads_and_only_the_author_writes(bachir, magali):
    activity = ActivityFactory(mediator=bachir)
    assert Activity.objects.visible_to(magali).get() == activity
    assert not Activity.objects.editable_by(magali).exists()
    assert Activity.objects.editable_by(bachir).get() == activity


def test_an_accompagnement_is_one_person_at_one_activity(bachir):
    alone = AttendanceFactory(activity__mediator=bachir).activity
    workshop = ActivityFactory(mediator=bachir, kind="workshop", anonymous_total=8)
    AttendanceFactory.create_batch(2, activity=workshop)
    counted = {row.pk: row.attendance_count for row in Activity.objects.with_attendance_count()}
    assert counted == {alone.pk: 1, workshop.pk: 10}
    assert Activity.objects.attendance_count() == 11
    assert Activity.objects.none().attendance_count() == 0


def test_a_week_goes_from_monday_to_sunday(bachir):
    for day in (15, 16, 22, 23):
        ActivityFactory(mediator=bachir, done_on=date(2026, 11, day))
    week = Activity.objects.done_in_week_of(date(2026, 11, 18))
    assert sorted(week.values_list("done_on__day", flat=True)) == [16, 22]


def test_people_are_offered_latest_first_and_own_before_the_team(bachir, magali):
    theirs, mine, older = (
        BeneficiaryFactory(organisation=bachir.organisation, last_contact_on=date(2026, 5, day))
        for day in (9, 8, 7)
    )
    AttendanceFactory(activity__mediator=bachir, beneficiary=mine)
    AttendanceFactory(activity__mediator=bachir, beneficiary=older)
    AttendanceFactory(activity__mediator=magali, beneficiary=theirs)
    assert list(Beneficiary.objects.latest_of(bachir)) == [mine, older, theirs]


def test_a_person_of_no_name_hash_resembles_nobody():
    """Greek and Arabic letters have no ASCII form: an empty hash must not make them all one."""
    first = BeneficiaryFactory(first_name="Σοφία", last_name="Παππά", phone="", birth_year=1950)
    other = BeneficiaryFactory(
        first_name="محمد", last_name="علي", phone="", organisation=first.organisation
    )
    assert not Beneficiary.objects.resembling(other).exists()


def test_a_first_visit_is_told_from_the_next(bachir):
    person = BeneficiaryFactory(organisation=bachir.organisation)
    for day in (1, 2):
        activity = ActivityFactory(mediator=bachir, done_on=date(2026, 5, day))
        activity.set_attendees([person])
    rows = person.attendances.order_by("activity__done_on")
    assert [row.was_already_helped for row in rows] == [False, True]


def test_an_unknown_category_cannot_be_counted(bachir):
    row = AnonymousCount(
        activity=ActivityFactory(mediator=bachir), dimension="gender", value="retired", count=1
    )
    with pytest.raises(Exception, match="Cette catégorie n’existe pas"):
        row.full_clean()


def test_an_access_says_what_was_done_and_names_nobody(bachir):
    person = BeneficiaryFactory(organisation=bachir.organisation, last_name="Innommable")
    person.log(bachir, FileAccess.Action.READ)
    access = FileAccess.objects.get()
    assert str(access) == "Consultation"
    assert "Innommable" not in repr(vars(access)).replace(repr(person), "")
    assert "Innommable" not in str(person)
