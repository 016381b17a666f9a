"""A referral's life: who may move it, when, and what is kept of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from places.models import Place
from referrals.journey import CLOSED, OPEN, TRANSITIONS, TransitionRefused
from referrals.models import OutgoingMessage, Referral
from tests.factories import OrganisationFactory, ReferralFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Referral.Status


def steps(referral):
    return list(referral.events.values_list("to_status", flat=True))


def test_a_receiver_accepts_fixes_an_appointment_and_says_how_it_ended(referral, alice, bachir):
    referral.send()
    referral.mark_seen(bachir)
    referral.accept(bachir)
    referral.set_appointment(bachir, timezone.now() + timedelta(days=3))
    referral.close(bachir, Status.HELPED)
    assert steps(referral) == ["sent", "seen", "accepted", "appointment", "helped"]
    assert referral.assigned_to == bachir
    assert referral.answered_at < referral.closed_at
    assert list(referral.events.values_list("actor", flat=True)) == [alice.pk, *[bachir.pk] * 4]


def test_the_table_knows_every_status_and_nothing_leaves_a_closed_one():
    assert set(TRANSITIONS) == set(Status.values)
    assert set(Status.values) == OPEN | CLOSED
    assert all(not TRANSITIONS[status] for status in CLOSED)


@pytest.mark.parametrize("status", sorted(CLOSED))
@pytest.mark.parametrize("to", sorted(set(Status.values) - {Status.SENT, Status.SEEN}))
def test_a_closed_referral_does_not_move(status, to, bachir):
    referral = ReferralFactory(status=status, place=bachir.organisation.places.get())
    if to == status:
        referral._move(Status(to), bachir)
    else:
        with pytest.raises(TransitionRefused):
            referral._move(Status(to), bachir)
    referral.refresh_from_db()
    assert referral.status == status
    assert steps(referral) == []


def test_an_answer_given_twice_is_one_event(referral, bachir):
    for _ in range(3):
        referral.accept(bachir)
    assert steps(referral) == ["accepted"]
    at = timezone.now() + timedelta(days=1)
    referral.set_appointment(bachir, at)
    referral.set_appointment(bachir, at)
    referral.set_appointment(bachir, at + timedelta(days=1))
    assert steps(referral) == ["accepted", "appointment", "appointment"]


def test_a_second_receiver_is_told_who_accepted_first(referral, bachir, magali):
    stale = Referral.objects.get(pk=referral.pk)
    referral.accept(bachir)
    with pytest.raises(TransitionRefused) as refusal:
        stale.accept(magali)
    assert refusal.value.actor == bachir
    assert "déjà été acceptée" in str(refusal.value)


def test_reading_late_is_no_fault_and_changes_nothing(referral, bachir, magali):
    referral.accept(bachir)
    referral.mark_seen(magali)
    assert referral.status == Status.ACCEPTED


def test_an_outcome_needs_an_acceptance_first(referral, bachir):
    with pytest.raises(TransitionRefused, match="pas encore été acceptée"):
        referral.close(bachir, Status.HELPED)
    with pytest.raises(ValueError, match="not an outcome"):
        referral.close(bachir, Status.WITHDRAWN)


def test_declining_as_full_is_said_of_the_place(referral, bachir):
    referral.decline(bachir, Referral.DeclineReason.FULL)
    place = Place.objects.get(pk=referral.place_id)
    assert place.next_availability == Place.Availability.FULL
    assert place.availability_said_on == timezone.localdate()


def test_declining_for_another_reason_leaves_the_place_alone(referral, bachir):
    referral.decline(bachir, Referral.DeclineReason.HOURS)
    assert Place.objects.get(pk=referral.place_id).next_availability == ""


def test_a_refused_step_writes_nothing(referral, bachir, alice):
    referral.withdraw(alice)
    messages = OutgoingMessage.objects.count()
    with pytest.raises(TransitionRefused):
        referral.decline(bachir, Referral.DeclineReason.FULL)
    assert steps(referral) == ["withdrawn"]
    assert OutgoingMessage.objects.count() == messages
    assert Place.objects.get(pk=referral.place_id).next_availability == ""


def test_the_database_refuses_impossible_rows():
    for fields in (
        {"closed_at": timezone.now()},
        {"status": Status.HELPED, "closed_at": None},
        {"status": Status.DECLINED, "decline_reason": ""},
        {"status": Status.APPOINTMENT, "appointment_at": None},
        {"agreement_given_at": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReferralFactory(**fields)


def test_names_are_encrypted_in_the_database(referral):
    with connection.cursor() as cursor:
        cursor.execute("SELECT first_name, last_name, phone, email FROM referrals_referral")
        row = cursor.fetchone()
    assert not any(word in str(row) for word in ("Huguette", "Lamoureux", "0555412233"))
    assert Referral.objects.get().last_name == "Lamoureux"


def test_taking_the_agreement_back_erases_the_person_and_keeps_the_count(referral, alice):
    referral.withdraw_agreement(alice)
    referral.refresh_from_db()
    assert (referral.first_name, referral.last_name, referral.phone, referral.email) == ("",) * 4
    assert referral.status == Status.WITHDRAWN
    assert referral.identity_erased_at
    assert referral.needs.count() == 1
    referral.withdraw_agreement(alice)
    assert steps(referral) == ["withdrawn"]


def test_taking_the_agreement_back_after_the_end_keeps_the_outcome(bachir):
    referral = ReferralFactory(status=Status.HELPED, place=bachir.organisation.places.get())
    referral.withdraw_agreement()
    assert referral.status == Status.HELPED
    assert referral.first_name == ""


def test_a_new_ticket_stops_the_one_before(referral):
    first, second = referral.issue_ticket(), referral.issue_ticket()
    assert first != second
    assert len(first) >= 32
    assert first not in str(Referral.objects.values().get())


def test_a_place_that_lost_its_organisation_is_told_nothing():
    referral = ReferralFactory(place__organisation=OrganisationFactory(), referrer=UserFactory())
    referral.place.organisation = None
    referral.place.save()
    referral.send()
    assert steps(referral) == ["sent"]
    assert OutgoingMessage.objects.count() == 0
