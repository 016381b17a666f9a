"""Persons as third parties may see them: counted over a year, each once, in one place."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Sum, Value, When

from mediation.crm.models import Activity, AnonymousCount, Attendance
from mediation.statistics.disclosure import YEAR, Breakdown, Cell
from mediation.statistics.figures.grids import (
    TOTAL,
    Grid,
    Levels,
    Scope,
    part_of,
    release_levels,
)
from mediation.statistics.figures.persons import first_of_each
from referrals.people import AgeBand, Gender

ONCE, AGAIN = "once", "again"
UNKNOWN = {"age_band": str(AgeBand.NOT_GIVEN), "gender": str(Gender.NOT_GIVEN)}


@dataclass(frozen=True)
class ReleasedPersons:
    """The tables of a year: how many, by age band, by gender."""

    totals: Levels
    age_bands: Levels
    genders: Levels


def released_persons(scope: Scope) -> ReleasedPersons:
    """Count the people met in a year in a département, and decide what is published of them."""
    people = _people(scope)
    crowds = _crowds(scope)
    marginals = _marginals(scope)
    totals, visits = _grid(people, "total"), _grid(people, "visits")
    for part, crowd in crowds.items():
        totals.add((part, TOTAL), YEAR, (crowd,), crowd)
        visits.add((part, ONCE), YEAR, (crowd,), crowd)
    released = release_levels(
        scope, *_tables(totals.cells(YEAR), visits.cells(YEAR, is_implied=True))
    )
    ages = _band_tables(people, "age_band", crowds, marginals)
    genders = _band_tables(people, "gender", crowds, marginals)
    return ReleasedPersons(
        totals=released,
        age_bands=release_levels(scope, *ages, totals=released),
        genders=release_levels(scope, *genders, totals=released),
    )


def _people(scope: Scope) -> list[dict[str, Any]]:
    """How many people, by part, by each of their bands, and by whether they came again."""
    here = Attendance.objects.filter(scope.activities("activity__")).order_by()
    alone = _counted(here.filter(person_key=None), Value(ONCE, output_field=CharField()))
    first = Attendance.objects.filter(pk__in=_first_meetings(scope, here)).order_by()
    named = _counted(first, _visits(here))
    return [row for row in [*alone, *named] if row["departement"] == scope.departement]


def _counted(rows: Any, visits: Any) -> Any:
    return rows.values(
        "age_band",
        "gender",
        part=part_of("activity__"),
        departement=F("activity__commune__departement"),
        visits=visits,
        total=Value(TOTAL, output_field=CharField()),
    ).annotate(n=Count("pk"))


def _first_meetings(scope: Scope, here: Any) -> Any:
    """The first meeting of the year of everybody met here, wherever it was."""
    keys = here.filter(person_key__isnull=False).values("person_key")
    return first_of_each(Attendance.objects.filter(scope.booked("activity__"), person_key__in=keys))


def _visits(here: Any) -> Case:
    """Accompagnements minus persons is what those who came again add: it must not tell of a few."""
    again = here.filter(person_key__isnull=False).values("person_key").annotate(n=Count("pk"))
    came_again = When(person_key__in=again.filter(n__gt=1).values("person_key"), then=Value(AGAIN))
    return Case(came_again, default=Value(ONCE), output_field=CharField())


def _crowds(scope: Scope) -> dict[str, int]:
    """Anonymous participants of workshops, by part: persons, all different."""
    rows = (
        Activity.objects.filter(scope.activities(), anonymous_total__gt=0)
        .order_by()
        .values(part=part_of())
        .annotate(crowd=Sum("anonymous_total"))
    )
    return {row["part"]: row["crowd"] for row in rows}


def _marginals(scope: Scope) -> dict[tuple[str, str, str], int]:
    """What is known of them: part, dimension, value; never crossed."""
    rows = (
        AnonymousCount.objects.filter(scope.activities("activity__"))
        .order_by()
        .values("dimension", "value", part=part_of("activity__"))
        .annotate(number=Sum("count"))
    )
    return {(row["part"], row["dimension"], row["value"]): row["number"] for row in rows}


def _grid(people: list[dict[str, Any]], column: str) -> Grid:
    grid = Grid(1)
    for row in people:
        grid.add((row["part"], row[column]), YEAR, (row["n"],), row["n"])
    return grid


def _band_tables(
    people: list[dict[str, Any]],
    dimension: str,
    crowds: dict[str, int],
    marginals: dict[tuple[str, str, str], int],
) -> tuple[dict[int, Breakdown], dict[int, Breakdown]]:
    """Those of whom it is not known are « non renseigné »: nobody is invented."""
    grid = _grid(people, dimension)
    unknown = UNKNOWN[dimension]
    for part, crowd in crowds.items():
        told = 0
        for (where, what, value), number in marginals.items():
            if (where, what) == (part, dimension):
                grid.add((part, value), YEAR, (number,), number)
                told += number
        untold = max(0, crowd - told)
        grid.add((part, unknown), YEAR, (untold,), untold)
    return _tables(grid.cells(YEAR))


def _tables(*groups: list[Cell]) -> tuple[dict[int, Breakdown], dict[int, Breakdown]]:
    """The year's table of the département, each person being in one part only, and by part."""
    cells = [cell for group in groups for cell in group]
    whole: dict[tuple[str, bool], int] = {}
    for cell in cells:
        key = (cell.key[-1], cell.is_implied)
        whole[key] = whole.get(key, 0) + cell.persons
    summed = tuple(
        Cell((code,), (number,), number, implied) for (code, implied), number in whole.items()
    )
    return {YEAR: Breakdown(summed)}, {YEAR: Breakdown(tuple(cells))}
