"""Which referrals wait, and whose person must be forgotten."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from referrals.models import Referral
from referrals.models.querysets import months_before
from tests.factories import ReferralFactory

pytestmark = pytest.mark.django_db
Status = Referral.Status


def due(on):
    return list(Referral.objects.due_to_be_forgotten(on))


@pytest.mark.parametrize("status", [Status.DECLINED, Status.EXPIRED, Status.WITHDRAWN])
def test_a_closed_referral_is_due_three_months_after_closing_not_a_day_before(status):
    referral = ReferralFactory(status=status, closed_at=datetime(2026, 8, 20, 21, 30, tzinfo=UTC))
    assert due(date(2026, 11, 19)) == []
    assert due(date(2026, 11, 20)) == [referral]
    assert due(date(2026, 11, 21)) == [referral]


def test_the_day_of_closing_is_the_local_one():
    referral = ReferralFactory(
        status=Status.EXPIRED, closed_at=datetime(2026, 8, 20, 22, 30, tzinfo=UTC)
    )
    assert due(date(2026, 11, 20)) == []
    assert due(date(2026, 11, 21)) == [referral]


def test_an_open_referral_is_never_due():
    ReferralFactory(sent_at=timezone.now() - timedelta(days=900))
    assert due(date(2030, 1, 1)) == []


def test_an_agreement_taken_back_is_due_at_once():
    referral = ReferralFactory(agreement_withdrawn_at=timezone.now())
    assert due(timezone.localdate()) == [referral]


def test_forgetting_erases_the_person_once_and_keeps_what_is_counted():
    referral = ReferralFactory(status=Status.DECLINED, email="h@exemple.fr", decline_note="note")
    referral.forget()
    erased_at = referral.identity_erased_at
    referral.forget()
    row = Referral.objects.values().get()
    for name in ("first_name", "last_name", "phone", "email", "decline_note", "ticket_hash"):
        assert row[name] == ""
    assert row["identity_erased_at"] == erased_at
    assert (row["status"], row["decline_reason"]) == ("declined", "hours")
    assert referral.needs.count() == 1
    assert due(date(2030, 1, 1)) == []


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2028, 5, 31), 3, date(2028, 2, 29)),
        (date(2026, 1, 15), 3, date(2025, 10, 15)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_months_are_counted_back_on_the_calendar(day, months, expected):
    assert months_before(day, months) == expected


def test_what_waits_longest_comes_first_and_what_is_closed_last():
    now = timezone.now()
    closed = ReferralFactory(status=Status.HELPED, sent_at=now)
    recent = ReferralFactory(sent_at=now - timedelta(days=1))
    ongoing = ReferralFactory(status=Status.ACCEPTED, sent_at=now - timedelta(days=9))
    oldest = ReferralFactory(status=Status.SEEN, sent_at=now - timedelta(days=8))
    assert list(Referral.objects.what_waits_first()) == [oldest, recent, ongoing, closed]
