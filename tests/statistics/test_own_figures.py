"""An organisation's own figures: each one is what `domain.md` says it is."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from mediation.crm.models import Activity, AnonymousCount
from mediation.statistics.figures import activities, persons, referrals
from mediation.statistics.filters import OwnFilter
from mediation.statistics.periods import Days
from places.models import Term
from tests import factories
from tests.statistics.instants import utc

pytestmark = pytest.mark.django_db

MARCH = Days(date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def asked(bachir):
    return OwnFilter(bachir.organisation, MARCH, "23")


@pytest.fixture
def note(bachir):
    """Note an activity of Bachir's: `note(date(2026, 3, 2), [person, None])`."""

    def make(day, people=(None,), mediator=bachir, **fields):
        activity = factories.ActivityFactory(mediator=mediator, done_on=day, **fields)
        for person in people:
            factories.AttendanceFactory(activity=activity, beneficiary=person)
        return activity

    return make


def person(bachir, **fields):
    return factories.BeneficiaryFactory(organisation=bachir.organisation, **fields)


def rows(lines):
    return {line.label: (line.activities, line.attendances, line.minutes) for line in lines}


def test_a_workshop_of_ten_is_ten_accompagnements_one_activity_and_its_minutes_once(note, asked):
    note(date(2026, 3, 2), [], kind=Activity.Kind.WORKSHOP, anonymous_total=7, duration=120)
    workshop = Activity.objects.get()
    for _ in range(3):
        factories.AttendanceFactory(activity=workshop)
    assert activities.totals(asked) == activities.Line("Ensemble", 1, 10, 120)


def test_only_the_days_of_the_period_count_edges_included(note, asked):
    for day in (date(2026, 2, 28), MARCH.first, MARCH.last, date(2026, 4, 1)):
        note(day)
    assert activities.totals(asked).activities == 2


def test_another_organisation_s_work_is_not_counted(note, asked, chloe):
    note(date(2026, 3, 2), mediator=chloe)
    assert activities.totals(asked) == activities.Line("Ensemble", 0, 0, 0)


def test_a_place_or_a_mediator_may_be_asked_for(note, asked, bachir, magali):
    here = note(date(2026, 3, 2))
    note(date(2026, 3, 2), mediator=magali)
    at_place = OwnFilter(asked.organisation, MARCH, "23", place=here.place)
    by_magali = OwnFilter(asked.organisation, MARCH, "23", mediator=magali)
    assert activities.totals(at_place).activities == 1
    assert activities.totals(by_magali).activities == 1
    assert activities.totals(asked).activities == 2


def test_individual_and_workshop_are_told_apart(note, asked):
    note(date(2026, 3, 2), duration=30)
    note(date(2026, 3, 2), [], kind=Activity.Kind.WORKSHOP, anonymous_total=4, duration=90)
    assert rows(activities.by_kind(asked)) == {
        "Accompagnement individuel": (1, 1, 30),
        "Atelier collectif": (1, 4, 90),
    }


def test_an_activity_counts_in_each_of_its_topics_and_procedures(note, asked):
    terms = Term.objects.filter(code__in=["sante", "demarches", "papiers", "logement"]).exclude(
        vocabulary="service"
    )
    note(date(2026, 3, 2), [None, None], topics=list(terms), duration=45)
    topics, procedures = activities.by_topic(asked), activities.by_procedure(asked)
    assert set(rows(topics)) == {"Santé", "Aide aux démarches administratives"}
    assert set(rows(procedures)) == {"Papiers, élections, citoyenneté", "Logement"}
    assert set(rows([*topics, *procedures]).values()) == {(1, 2, 45)}


def test_the_other_breakdowns_add_up_to_the_total(note, asked):
    note(date(2026, 3, 2), location="remote", autonomy="guided", outcome="done")
    note(date(2026, 3, 2), [None, None], location="place")
    equipment = Term.objects.get(vocabulary="equipment", code="ordinateur")
    Activity.objects.first().equipment.add(equipment)
    everything = activities.totals(asked)
    for breakdown in (
        activities.by_location,
        activities.by_place,
        activities.by_commune,
        activities.by_epci,
        activities.by_month,
        activities.by_autonomy,
        activities.by_outcome,
    ):
        lines = breakdown(asked)
        assert sum(line.activities for line in lines) == everything.activities, breakdown
        assert sum(line.attendances for line in lines) == everything.attendances, breakdown
    assert rows(activities.by_equipment(asked)).keys() == {"Ordinateur"}
    assert activities.by_outcome(asked)[-1].label == "Non renseigné"


def test_months_come_in_the_order_of_time(note, asked, bachir):
    year = OwnFilter(bachir.organisation, Days(date(2025, 1, 1), date(2026, 12, 31)), "23")
    for day in (date(2026, 1, 1), date(2025, 12, 31), date(2026, 3, 2)):
        note(day)
    labels = [line.label for line in activities.by_month(year)]
    assert labels == ["décembre 2025", "janvier 2026", "mars 2026"]


def test_somebody_followed_is_counted_once_and_new_the_first_time_only(note, asked, bachir):
    old, new = person(bachir), person(bachir)
    note(date(2026, 2, 10), [old])
    note(date(2026, 3, 2), [old])
    note(date(2026, 3, 3), [old, new, None])
    assert persons.totals(asked) == persons.Persons(followed=2, new=1, anonymous=1)


def test_somebody_known_elsewhere_in_the_organisation_is_not_new_at_a_place(note, asked, bachir):
    known = person(bachir)
    note(date(2026, 2, 10), [known])
    here = note(date(2026, 3, 2), [known])
    at_place = OwnFilter(asked.organisation, MARCH, "23", place=here.place)
    assert persons.totals(at_place) == persons.Persons(followed=1, new=0, anonymous=0)


def test_somebody_erased_is_still_one_person(note, asked, bachir):
    erased = person(bachir)
    note(date(2026, 3, 2), [erased])
    note(date(2026, 3, 3), [erased])
    erased.delete()
    assert persons.totals(asked) == persons.Persons(followed=1, new=1, anonymous=0)


def test_bands_count_each_person_once_and_never_invent_anybody(note, asked, bachir):
    known = person(bachir, birth_year=None, age_band="60_69")
    for day in (date(2026, 3, 9), date(2026, 3, 2)):
        activity = note(day, [])
        band = "60_69" if day.day == 2 else "70_over"
        factories.AttendanceFactory(activity=activity, beneficiary=known, age_band=band)
    workshop = note(date(2026, 3, 4), [], kind=Activity.Kind.WORKSHOP, anonymous_total=10)
    AnonymousCount.objects.create(activity=workshop, dimension="age_band", value="18_24", count=4)
    found = {
        line.label: (line.followed, line.anonymous) for line in persons.by_band(asked, "age_band")
    }
    assert found["60 à 69 ans"] == (1, 0), "the band of the first accompagnement"
    assert found["70 ans et plus"] == (0, 0)
    assert found["18 à 24 ans"] == (0, 4)
    assert found["Non renseigné"] == (0, 6)
    assert sum(followed for followed, _ in found.values()) == persons.totals(asked).followed
    assert sum(anonymous for _, anonymous in found.values()) == persons.totals(asked).anonymous


def test_residence_is_where_people_live_not_where_the_activity_was(note, asked, bachir):
    away = factories.CommuneFactory(insee_code="23008", name="Aubusson", search_name="aubusson")
    activity = note(date(2026, 3, 2), [])
    factories.AttendanceFactory(
        activity=activity, beneficiary=person(bachir, commune=away), commune=away
    )
    factories.AttendanceFactory(activity=activity, commune=None)
    found = {line.label: (line.followed, line.anonymous) for line in persons.by_residence(asked)}
    assert found == {"Aubusson": (1, 0), "Non renseigné": (0, 1)}
    assert [line.label for line in activities.by_commune(asked)] == ["Guéret"]


@pytest.fixture
def received(bachir):
    """A referral received by Bachir's organisation, as its row stands."""
    place = bachir.organisation.places.get()

    def make(sent_at=None, **fields):
        return factories.ReferralFactory(
            place=place, sent_at=sent_at or utc(2026, 3, 2, 9), **fields
        )

    return make


def test_delays_are_in_business_days_and_success_is_helped_over_sent(received, asked):
    # Monday 2 March: answered the same day, then 1, 2, 3 and, over a week-end, 5 business days.
    for days in (0, 1, 2, 3, 7):
        received(answered_at=utc(2026, 3, 2, 15) + timedelta(days=days), status="helped")
    received(status="expired")
    found = referrals.totals(asked)
    assert (found.sent, found.answered, found.helped) == (6, 5, 5)
    assert (found.delay.median, found.delay.ninth_decile) == (2, 5)
    assert found.success_rate == 0.83


def test_no_referral_has_no_delay_and_no_rate(asked):
    found = referrals.totals(asked)
    assert (found.delay, found.success_rate) == (None, None)


def test_a_referral_of_the_last_evening_of_the_month_counts_on_the_local_day(received, asked):
    received(utc(2026, 3, 31, 21, 59))
    received(utc(2026, 3, 31, 22, 0))
    received(utc(2026, 2, 28, 23, 0))
    assert referrals.totals(asked).sent == 2


def test_referrals_are_told_apart_by_state_reason_and_need(received, asked):
    received(status="helped")
    received(status="declined", decline_reason="full")
    received().needs.set(Term.objects.filter(vocabulary="service")[:2])
    assert [(line.label, line.referrals) for line in referrals.by_status(asked)] == [
        ("Envoyée", 1),
        ("Personne aidée", 1),
        ("Refusée", 1),
    ]
    reasons = referrals.by_decline_reason(asked)
    assert [(line.label, line.referrals) for line in reasons] == [("Complet", 1)]
    assert sum(line.referrals for line in referrals.by_need(asked)) == 4


def test_referrals_sent_to_others_are_not_counted(asked):
    factories.ReferralFactory(sent_at=utc(2026, 3, 2))
    assert referrals.totals(asked).sent == 0


def test_a_person_key_is_enough_to_be_followed(note, asked):
    activity = note(date(2026, 3, 2), [])
    factories.AttendanceFactory(activity=activity, person_key=uuid4())
    assert persons.totals(asked).followed == 1
