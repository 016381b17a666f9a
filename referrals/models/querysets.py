"""Which referrals a person sees, and which wait, are late or must be forgotten."""

from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from referrals.journey import CLOSED, SIDE_EXITS, TAKEN, WAITING

MONTHS_KEPT = 3
MONTHS_A_YEAR = 12


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 - months, MONTHS_A_YEAR)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def end_of(day: date) -> datetime:
    """The first instant after a local day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class ReferralQuerySet(models.QuerySet[Any]):
    def sent_by(self, user: Any) -> Self:
        """Sent by the person's organisation."""
        if not user.organisation_id or not user.has_perm("referrals.view_referral"):
            return self.none()
        return self.filter(referrer_organisation=user.organisation_id)

    def addressed_to(self, user: Any) -> Self:
        """Sent to a place of the person's organisation, whatever became of them."""
        if not user.organisation_id or not user.has_perm("referrals.answer_referral"):
            return self.none()
        return self.filter(place__organisation=user.organisation_id)

    def received_by(self, user: Any) -> Self:
        """Sent to a place of the person's organisation, which may still see the person."""
        return self.addressed_to(user).exclude(status__in=SIDE_EXITS)

    def visible_to(self, user: Any) -> Self:
        """The referrals that the person's organisation sent or received, and may still see."""
        sent, received = self.sent_by(user), self.received_by(user)
        if received.query.is_empty():
            return sent
        return received if sent.query.is_empty() else sent | received

    def waiting(self) -> Self:
        """Not answered yet."""
        return self.filter(status__in=WAITING)

    def ongoing(self) -> Self:
        """Accepted, and not finished."""
        return self.filter(status__in=TAKEN)

    def closed(self) -> Self:
        return self.filter(status__in=CLOSED)

    def what_waits_first(self) -> Self:
        """Unanswered ones, the oldest first; then those in progress; then the closed."""
        waits = Q(status__in=WAITING)
        return self.order_by(
            Case(
                When(waits, then=Value(0)),
                When(status__in=TAKEN, then=Value(1)),
                default=Value(2),
                output_field=models.SmallIntegerField(),
            ),
            Case(When(waits, then=F("sent_at")), output_field=models.DateTimeField()),
            "-sent_at",
            "pk",
        )

    def due_to_be_forgotten(self, on: date) -> Self:
        """Closed for three months on that day, or whose person took the agreement back."""
        closed = Q(status__in=CLOSED, closed_at__lt=end_of(months_before(on, MONTHS_KEPT)))
        return self.filter(
            closed | Q(agreement_withdrawn_at__isnull=False), identity_erased_at__isnull=True
        )
