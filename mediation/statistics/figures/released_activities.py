"""Activities as third parties may see them: counted in SQL, then released or withheld."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, Sum, Value, When

from mediation.crm.models import Activity, Attendance
from mediation.statistics.disclosure import YEAR, Breakdown
from mediation.statistics.figures.grids import (
    TOTAL,
    Grid,
    Levels,
    Scope,
    part_of,
    release_levels,
)
from places.models import Term

# The measures of a cell, in this order.
ACTIVITIES, ATTENDANCES, MINUTES = range(3)
MEASURES = 3
SEVERAL, SINGLE = "several", "single"


@dataclass(frozen=True)
class Axis:
    """What activities are told apart by: an SQL expression, given a scope and the way to them."""

    expression: Callable[[Scope, str], Any]
    condition: Callable[[str], Q] = lambda prefix: Q()


@dataclass(frozen=True)
class Counts:
    """The same table counted for the whole département and for each of its parts."""

    whole: Grid
    parts: Grid


@dataclass(frozen=True)
class ReleasedActivities:
    """The tables of a year: the totals, by kind of activity, by topic."""

    totals: Levels
    kinds: Levels
    topics: Levels


def _several(scope: Scope, prefix: str) -> Case:
    links = Activity.topics.through.objects.filter(
        scope.activities("activity__"), term__vocabulary=Term.Vocabulary.TOPIC
    )
    many = links.order_by().values("activity").annotate(n=Count("pk")).filter(n__gt=1)
    several = When(Q(**{f"{prefix}pk__in": many.values("activity")}), then=Value(SEVERAL))
    return Case(several, default=Value(SINGLE), output_field=CharField())


TOTALS = Axis(lambda scope, prefix: Value(TOTAL, output_field=CharField()))
KINDS = Axis(lambda scope, prefix: F(f"{prefix}kind"))
TOPICS = Axis(
    lambda scope, prefix: F(f"{prefix}topics__code"),
    lambda prefix: Q(**{f"{prefix}topics__vocabulary": Term.Vocabulary.TOPIC}),
)
NUMBER_OF_TOPICS = Axis(_several)


def released_activities(scope: Scope) -> ReleasedActivities:
    """Count the activities of a year in a département, and decide what is published of them."""
    totals = count(scope, TOTALS)
    kinds = count(scope, KINDS)
    topics = count(scope, TOPICS)
    numbers = count(scope, NUMBER_OF_TOPICS)
    released = release_levels(scope, _tables(scope, totals.whole), _tables(scope, totals.parts))
    return ReleasedActivities(
        totals=released,
        kinds=release_levels(
            scope, _tables(scope, kinds.whole), _tables(scope, kinds.parts), totals=released
        ),
        topics=release_levels(
            scope,
            _topic_tables(scope, topics.whole, numbers.whole, totals.whole),
            _topic_tables(scope, topics.parts, numbers.parts, totals.parts),
            totals=released,
        ),
    )


def count(scope: Scope, axis: Axis) -> Counts:
    """Count activities, accompagnements, minutes and persons by an axis, in three queries."""
    counts = Counts(Grid(MEASURES), Grid(MEASURES))
    _add_activities(counts, scope, axis)
    _add_attendances(counts, scope, axis)
    _add_named_persons(counts.whole, scope, axis)
    return counts


def _tables(scope: Scope, grid: Grid) -> dict[int, Breakdown]:
    return {period: Breakdown(tuple(grid.cells(period))) for period in (*scope.quarters, YEAR)}


def _topic_tables(scope: Scope, topics: Grid, numbers: Grid, totals: Grid) -> dict[int, Breakdown]:
    """Yes and no of each topic; and, implied by their sum, one topic or several."""
    return {
        period: Breakdown(
            (
                *topics.cells(period),
                *topics.complements(totals, period),
                *numbers.cells(period, is_implied=True),
            )
        )
        for period in (*scope.quarters, YEAR)
    }


def _add_activities(counts: Counts, scope: Scope, axis: Axis) -> None:
    """Reports and minutes; anonymous participants of workshops are persons, all different."""
    rows = (
        Activity.objects.filter(scope.activities(), axis.condition(""))
        .order_by()
        .values(part=part_of(), quarter=scope.quarter(), code=axis.expression(scope, ""))
        .annotate(reports=Count("pk"), minutes=Sum("duration"), crowd=Sum("anonymous_total"))
    )
    for row in rows:
        measures = (row["reports"], row["crowd"], row["minutes"])
        for period in (row["quarter"], YEAR):
            counts.parts.add((row["part"], row["code"]), period, measures, row["crowd"])
            counts.whole.add((row["code"],), period, measures, row["crowd"])


def _add_attendances(counts: Counts, scope: Scope, axis: Axis) -> None:
    """People listed one by one; those without a key are persons, all different."""
    rows = _attendances(scope, axis).values(
        part=part_of("activity__"), code=axis.expression(scope, "activity__")
    )
    numbers: dict[str, Any] = {}
    for quarter in scope.quarters:
        within = scope.within(quarter, "activity__")
        numbers[f"listed_{quarter}"] = Count("pk", filter=within)
        numbers[f"alone_{quarter}"] = Count("pk", filter=within & Q(person_key=None))
    for row in rows.annotate(**numbers, **_named(scope)):
        key = (row["part"], row["code"])
        counts.parts.add(key, YEAR, persons=row[f"named_{YEAR}"])
        for quarter in scope.quarters:
            counts.parts.add(key, quarter, persons=row[f"named_{quarter}"])
            measures = (0, row[f"listed_{quarter}"], 0)
            for period in (quarter, YEAR):
                counts.parts.add(key, period, measures, row[f"alone_{quarter}"])
                counts.whole.add(key[1:], period, measures, row[f"alone_{quarter}"])


def _add_named_persons(whole: Grid, scope: Scope, axis: Axis) -> None:
    """Somebody met in two parts is one person of the département."""
    rows = _attendances(scope, axis).values(code=axis.expression(scope, "activity__"))
    for row in rows.annotate(**_named(scope)):
        for period in (*scope.quarters, YEAR):
            whole.add((row["code"],), period, persons=row[f"named_{period}"])


def _attendances(scope: Scope, axis: Axis) -> Any:
    condition = scope.activities("activity__") & axis.condition("activity__")
    return Attendance.objects.filter(condition).order_by()


def _named(scope: Scope) -> dict[str, Count]:
    """How many people with a key, each once: in each quarter, and in the year."""
    persons = {
        f"named_{quarter}": Count(
            "person_key", distinct=True, filter=scope.within(quarter, "activity__")
        )
        for quarter in scope.quarters
    }
    return persons | {f"named_{YEAR}": Count("person_key", distinct=True)}
