"""Remind who has not answered, tell who waits, and close what waited too long."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from referrals import notifications
from referrals.business_days import business_days_since
from referrals.journey import TransitionRefused
from referrals.models import Referral, Reminder
from referrals.pages import departement_of

# Business days without an answer after which each reminder leaves, and the referral expires.
RECEIVER_AFTER = {Reminder.Kind.RECEIVER_FIRST: 3, Reminder.Kind.RECEIVER_SECOND: 7}
REFERRER_AFTER = {Reminder.Kind.REFERRER_TOLD: 10}
EXPIRES_AFTER = 30
# Accepted, and left without an outcome: no name is kept for ever.
FORGOTTEN_AFTER = timedelta(days=365)


@dataclass
class Done:
    """What one run did."""

    reminded: int = 0
    warned: int = 0
    expired: int = 0


def remind(today: date) -> Done:
    """Do what is due on that day; a second run on the same day does nothing."""
    done = Done()
    related = ("place__commune", "place__organisation", "referrer", "referrer_organisation")
    for referral in Referral.objects.waiting().select_related(*related):
        sent_on = timezone.localdate(referral.sent_at)
        waited = business_days_since(sent_on, today, departement_of(referral))
        if waited >= EXPIRES_AFTER:
            done.expired += _expire(referral)
        else:
            done.reminded += _remind_once(referral, RECEIVER_AFTER, waited)
            done.warned += _remind_once(referral, REFERRER_AFTER, waited)
    stale = timezone.now() - FORGOTTEN_AFTER
    for referral in Referral.objects.ongoing().filter(answered_at__lt=stale):
        done.expired += _expire(referral)
    return done


def _expire(referral: Referral) -> int:
    try:
        referral.expire()
    except TransitionRefused:
        return 0
    return 1


@transaction.atomic
def _remind_once(referral: Referral, after: dict[Reminder.Kind, int], waited: int) -> int:
    """One message at most, however many reminders are due: a run may have been missed."""
    due = [kind for kind, days in after.items() if waited >= days]
    new = [referral.reminders.get_or_create(kind=kind)[1] for kind in due]
    if not any(new):
        return 0
    if after is REFERRER_AFTER:
        notifications.warn_referrer(referral)
    else:
        notifications.remind_receiver(referral)
    return 1
