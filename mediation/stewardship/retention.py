"""Forget what is no longer needed: addresses to answer, secrets of links, old decisions."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from mediation.stewardship.models import CheckReminder, Claim, ErrorReport, NewPlace
from mediation.stewardship.models.claims import LINK_LIFETIME as CLAIM_LINK
from mediation.stewardship.models.reminders import LINK_LIFETIME as REMINDER_LINK
from places.models import Place
from referrals.models.querysets import end_of, months_before

UNUSED_MONTHS = 1
DECIDED_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows lost something, or were deleted."""

    reports: int
    links: int
    rows: int


@transaction.atomic
def purge(on: date) -> Purged:
    """Do what is due on that day; twice is once."""
    now = timezone.now()
    forgotten = ErrorReport.objects.due_to_be_forgotten(on)
    for report in forgotten:
        report.forget()
    sent = CheckReminder.objects.exclude(token_hash="")
    asked = Claim.objects.exclude(token_hash="")
    links = sent.filter(sent_at__lte=now - REMINDER_LINK).update(token_hash="")
    links += asked.filter(link_sent_at__lte=now - CLAIM_LINK).update(token_hash="")
    return Purged(len(forgotten), links, _delete_old(on))


def _delete_old(on: date) -> int:
    unused = end_of(months_before(on, UNUSED_MONTHS))
    decided = end_of(months_before(on, DECIDED_MONTHS))
    old = (
        Claim.objects.filter(status=Claim.Status.STARTED, link_sent_at__lt=unused),
        Claim.objects.filter(decided_at__lt=decided),
        ErrorReport.objects.filter(handled_at__lt=decided),
        NewPlace.objects.filter(status=NewPlace.Status.APPROVED, decided_at__lt=decided),
        # A draft sent back and never corrected goes with its proposal.
        Place.objects.filter(
            status=Place.Status.DRAFT,
            new_place__status=NewPlace.Status.RETURNED,
            new_place__decided_at__lt=decided,
        ),
    )
    return sum(rows.delete()[0] for rows in old)
