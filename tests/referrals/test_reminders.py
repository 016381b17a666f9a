"""Who has not answered is reminded, who waits is told, and what waited too long expires."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from referrals.models import OutgoingMessage, Referral, Reminder
from referrals.reminders import Done, remind

pytestmark = pytest.mark.django_db
Status = Referral.Status
# Friday 2 October 2026; the only holidays before Christmas are 11 November and no other weekday.
SENT = datetime(2026, 10, 2, 8, tzinfo=UTC)


@pytest.fixture
def waiting(referral):
    referral.sent_at = SENT
    referral.save()
    return referral


@pytest.mark.parametrize(
    ("today", "done"),
    [
        (date(2026, 10, 6), Done()),
        (date(2026, 10, 7), Done(reminded=1)),
        (date(2026, 10, 13), Done(reminded=1)),
        (date(2026, 10, 16), Done(reminded=1, warned=1)),
        (date(2026, 11, 13), Done(reminded=1, warned=1)),
        (date(2026, 11, 16), Done(expired=1)),
    ],
)
def test_what_is_due_on_a_day_is_done_once(waiting, today, done):
    assert remind(today) == done
    assert remind(today) == Done()


def test_day_after_day_each_reminder_leaves_once(waiting, alice, bachir):
    for day in range(5, 31):
        remind(date(2026, 10, day))
    assert waiting.reminders.count() == len(Reminder.Kind.values)
    told = list(OutgoingMessage.objects.order_by("created_at").values_list("recipient", flat=True))
    assert told == [bachir.email, bachir.email, alice.email]


def test_an_answered_referral_is_left_in_peace(waiting, bachir):
    waiting.accept(bachir)
    assert remind(date(2026, 12, 1)) == Done()


def test_an_expired_referral_is_closed_and_seen_no_more_by_the_place(waiting, bachir):
    remind(date(2026, 11, 16))
    waiting.refresh_from_db()
    assert waiting.status == Status.EXPIRED
    assert waiting.closed_at
    assert not Referral.objects.visible_to(bachir).exists()


def test_an_accepted_referral_without_outcome_ends_after_a_year(referral, bachir):
    referral.accept(bachir)
    assert remind(timezone.localdate()) == Done()
    Referral.objects.update(answered_at=SENT.replace(year=2020))
    assert remind(timezone.localdate()) == Done(expired=1)


def test_the_command_says_what_it_did(waiting, capsys):
    call_command("remind_referrals")
    assert "rappels" in capsys.readouterr().out
