"""The referrals an organisation received, exactly: how many, how fast, what became of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from mediation.statistics.figures.delays import Delay, business_days_between, summarise
from mediation.statistics.filters import OwnFilter
from referrals.journey import Status
from referrals.models import Referral


def success_rate(helped: int, sent: int) -> float | None:
    """Helped ÷ sent, from 0 to 1, to a hundredth; None when none was sent."""
    return round(helped / sent, 2) if sent else None


@dataclass(frozen=True)
class Referrals:
    """Of the referrals sent in the period: how many, how many answered, how many helped."""

    sent: int
    answered: int
    helped: int
    delay: Delay | None

    @property
    def success_rate(self) -> float | None:
        return success_rate(self.helped, self.sent)


@dataclass(frozen=True)
class Line:
    """One category, and its referrals."""

    label: str
    referrals: int


def totals(asked: OwnFilter) -> Referrals:
    """Count the referrals of the period, in two queries."""
    row = _rows(asked).aggregate(
        sent=Count("pk"),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        helped=Count("pk", filter=Q(status=Status.HELPED)),
    )
    answered = _rows(asked).filter(answered_at__isnull=False)
    days = (
        business_days_between(sent, at, asked.departement)
        for sent, at in answered.values_list("sent_at", "answered_at")
    )
    return Referrals(row["sent"], row["answered"], row["helped"], summarise(days))


def by_status(asked: OwnFilter) -> list[Line]:
    """In the order of a referral's life."""
    found = _counted(_rows(asked), "status")
    return [Line(label, found[code]) for code, label in Status.choices if code in found]


def by_decline_reason(asked: OwnFilter) -> list[Line]:
    found = _counted(_rows(asked).filter(status=Status.DECLINED), "decline_reason")
    reasons = Referral.DeclineReason.choices
    return [Line(label, found[code]) for code, label in reasons if code in found]


def by_need(asked: OwnFilter) -> list[Line]:
    """A referral with several needs is counted in each of them."""
    rows = _rows(asked).filter(needs__isnull=False).annotate(need=F("needs__plain_label"))
    lines = [Line(label, number) for label, number in _counted(rows, "need").items()]
    return sorted(lines, key=lambda line: (-line.referrals, line.label))


def _rows(asked: OwnFilter) -> Any:
    start, end = asked.days.instants(asked.zone)
    rows = Referral.objects.filter(
        place__organisation=asked.organisation, sent_at__gte=start, sent_at__lt=end
    )
    if asked.place:
        rows = rows.filter(place=asked.place)
    return rows.filter(assigned_to=asked.mediator).order_by() if asked.mediator else rows.order_by()


def _counted(rows: Any, column: str) -> dict[str, int]:
    return dict(rows.values_list(column).annotate(n=Count("pk")))
