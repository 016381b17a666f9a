"""Referrals as third parties may see them: as they stood when their quarter was closed.

A referral sent in March is counted in the first quarter, in the state it had on 10 April: what
happens later never changes a figure already published.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.functions import Concat

from mediation.statistics.disclosure import YEAR, Breakdown, K, Withheld
from mediation.statistics.figures.delays import Delay, business_days_between, summarise
from mediation.statistics.figures.grids import (
    TOTAL,
    Grid,
    Levels,
    Scope,
    part_of,
    release_levels,
)
from mediation.statistics.filters import Node
from mediation.statistics.periods import ClosedPeriod, midnight
from places.opening_hours.local_time import timezone_of
from referrals.journey import Status
from referrals.models import Referral

ONGOING = "ongoing"
DECLINED = "declined"
# Fewer cells than states: a table with a rare state would never be published.
GROUPS: dict[str, tuple[Any, ...]] = {
    "helped": (Status.HELPED,),
    "referred_on": (Status.REFERRED_ON,),
    "missed": (Status.NO_SHOW, Status.UNREACHABLE),
    DECLINED: (Status.DECLINED, Status.NOT_OURS),
    "dropped": (Status.WITHDRAWN, Status.EXPIRED),
}
GROUP_LABELS = {
    "helped": "Personne aidée",
    "referred_on": "Réorientée",
    "missed": "Personne absente ou injoignable",
    DECLINED: "Refusée ou rendue à l’orienteur",
    "dropped": "Retirée ou expirée",
    ONGOING: "En cours",
}
SEVERAL, SINGLE = "several", "single"


@dataclass(frozen=True)
class ReleasedReferrals:
    """The tables of a year, and the delays of what was answered in time to be counted."""

    totals: Levels
    outcomes: Levels
    decline_reasons: Levels
    # For the département alone.
    needs: Levels
    delays: tuple[tuple[str, int, int], ...]

    def delay(self, node: Node, period: ClosedPeriod) -> Delay | None:
        """The delays of a territory, when its referrals are published and enough were answered."""
        if isinstance(self.totals.read(node, period), Withheld):
            return None
        days = [
            delay
            for part, quarter, delay in self.delays
            if node.part in {"", part} and period.quarter in {None, quarter}
        ]
        return summarise(days) if len(days) >= K else None


@dataclass(frozen=True)
class _Clock:
    """The instants of a scope on the clock of its département."""

    scope: Scope

    def bounds(self, quarter: int) -> tuple[datetime, datetime, datetime]:
        """When a quarter begins, ends, and is closed."""
        zone = timezone_of(self.scope.departement)
        period = ClosedPeriod(self.scope.year, quarter)
        return *period.days.instants(zone), midnight(period.closed_on, zone)

    def sent_in(self, quarter: int) -> Q:
        start, end, _ = self.bounds(quarter)
        return Q(sent_at__gte=start, sent_at__lt=end)

    def by_closing(self, column: str) -> Q:
        """What had happened when the quarter of its sending was closed."""
        condition = Q(pk__in=[])
        for quarter in self.scope.quarters:
            condition |= self.sent_in(quarter) & Q(**{f"{column}__lt": self.bounds(quarter)[2]})
        return condition

    def rows(self) -> Any:
        """The referrals of the scope, each with its quarter and part, and its state in time."""
        sent = Q(pk__in=[])
        for quarter in self.scope.quarters:
            sent |= self.sent_in(quarter)
        quarters = [When(self.sent_in(number), then=number) for number in self.scope.quarters]
        states = [
            When(self.by_closing("closed_at") & Q(status__in=statuses), then=Value(code))
            for code, statuses in GROUPS.items()
        ]
        return (
            Referral.objects.filter(sent, place__commune__departement=self.scope.departement)
            .order_by()
            .annotate(
                part=part_of("place__"),
                quarter=Case(*quarters, output_field=IntegerField()),
                state=Case(*states, default=Value(ONGOING), output_field=CharField()),
            )
        )


def released_referrals(scope: Scope) -> ReleasedReferrals:
    """Count the referrals sent to a département in a year, and decide what is published."""
    clock = _Clock(scope)
    rows = clock.rows()
    states = _grid(rows, F("state"))
    totals_grid = _total_of(states)
    totals = release_levels(scope, *_tables(scope, totals_grid))
    outcomes = release_levels(scope, *_tables(scope, states), totals=totals)
    declined = Case(
        When(state=DECLINED, then=Concat(Value("declined:"), "decline_reason")),
        default=F("state"),
        output_field=CharField(),
    )
    reasons = _tables(scope, _grid(rows, declined))
    return ReleasedReferrals(
        totals=totals,
        outcomes=outcomes,
        decline_reasons=release_levels(scope, *reasons, totals=totals, coarser=outcomes),
        needs=_released_needs(scope, rows, totals_grid, totals),
        delays=_delays(scope, rows.filter(clock.by_closing("answered_at"))),
    )


def _grid(rows: Any, category: Any) -> Grid:
    grid = Grid(1)
    for row in rows.values("part", "quarter", code=category).annotate(n=Count("pk")):
        for period in (row["quarter"], YEAR):
            grid.add((row["part"], str(row["code"])), period, (row["n"],), row["n"])
    return grid


def _total_of(grid: Grid) -> Grid:
    total = Grid(1)
    for (part, _), periods in grid.tallies.items():
        for period, tally in periods.items():
            total.add((part, TOTAL), period, tally.measures, tally.persons)
    return total


def _summed(grid: Grid) -> Grid:
    """The same table for the whole département: each referral has one place."""
    whole = Grid(grid.size)
    for key, periods in grid.tallies.items():
        for period, tally in periods.items():
            whole.add(key[1:], period, tally.measures, tally.persons)
    return whole


def _tables(scope: Scope, grid: Grid) -> tuple[dict[int, Breakdown], dict[int, Breakdown]]:
    whole = _summed(grid)
    periods = (*scope.quarters, YEAR)
    return (
        {period: Breakdown(tuple(whole.cells(period))) for period in periods},
        {period: Breakdown(tuple(grid.cells(period))) for period in periods},
    )


def _released_needs(scope: Scope, rows: Any, totals: Grid, released: Levels) -> Levels:
    """Yes and no of each need, and one need or several: their sum and the total would tell."""
    needs = _summed(_grid(rows.filter(needs__isnull=False), F("needs__pk")))
    numbers = _summed(_grid(rows, _several_needs(rows)))
    total = _summed(totals)
    tables = {
        period: Breakdown(
            (
                *needs.cells(period),
                *needs.complements(total, period),
                *numbers.cells(period, is_implied=True),
            )
        )
        for period in (*scope.quarters, YEAR)
    }
    return release_levels(scope, tables, {}, totals=released)


def _several_needs(rows: Any) -> Case:
    many = rows.annotate(number=Count("needs")).filter(number__gt=1).values("pk")
    several = When(pk__in=many, then=Value(SEVERAL))
    return Case(several, default=Value(SINGLE), output_field=CharField())


def _delays(scope: Scope, answered: Any) -> tuple[tuple[str, int, int], ...]:
    rows = answered.values_list("part", "quarter", "sent_at", "answered_at")
    return tuple(
        (part, quarter, business_days_between(sent, at, scope.departement))
        for part, quarter, sent, at in rows
    )
