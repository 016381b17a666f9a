"""Counts of a département over a year, by part and quarter, on their way to being released."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, CharField, F, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce

from mediation.statistics.disclosure import (
    QUARTERS,
    YEAR,
    Breakdown,
    Cell,
    Key,
    Release,
    Withheld,
    release,
)
from mediation.statistics.filters import OUTSIDE, Node
from mediation.statistics.periods import ClosedPeriod, closed_quarters

# The last word of a key: the total, the complement of a category.
TOTAL = ""
NO = "no"


@dataclass(frozen=True)
class Scope:
    """What is counted at once: the closed quarters of one year in one département."""

    departement: str
    year: int
    quarters: tuple[int, ...]

    @classmethod
    def of(cls, departement: str, year: int, today: date) -> "Scope":
        return cls(departement, year, closed_quarters(year, today))

    @property
    def has_year(self) -> bool:
        return len(self.quarters) == len(QUARTERS)

    def within(self, quarter: int, prefix: str = "") -> Q:
        """What an activity booked in a quarter satisfies; `prefix` leads to it."""
        days = ClosedPeriod(self.year, quarter).days
        return Q(**{f"{prefix}figure_month__range": (days.first, days.last)})

    def activities(self, prefix: str = "") -> Q:
        """What an activity of the scope satisfies; `prefix` leads to it."""
        here = Q(**{f"{prefix}commune__departement": self.departement})
        return here & self.booked(prefix)

    def booked(self, prefix: str = "") -> Q:
        """What an activity booked in one of the closed quarters satisfies, wherever it was."""
        if not self.quarters:
            return Q(pk__in=[])
        # Quarters close one after the other: those closed follow each other.
        first, last = (ClosedPeriod(self.year, n).days for n in (1, max(self.quarters)))
        return Q(**{f"{prefix}figure_month__range": (first.first, last.last)})

    def quarter(self, prefix: str = "") -> Case:
        """The SQL expression of an activity's quarter."""
        cases = [When(self.within(number, prefix), then=number) for number in self.quarters]
        return Case(*cases, output_field=IntegerField())


def part_of(prefix: str = "") -> Coalesce:
    """The SQL expression of the part of the département that a row with a commune lies in."""
    outside = Value(OUTSIDE, output_field=CharField())
    return Coalesce(F(f"{prefix}commune__epci_id"), outside)


@dataclass(frozen=True)
class Tally:
    """The measures of one cell, which add up, and a lower bound of the persons behind it."""

    measures: tuple[int, ...]
    persons: int

    def minus(self, other: "Tally") -> "Tally":
        """The complement; its persons are at least those whom `other` never counts.

        Where something is left although everybody is in `other` too, it stands for one person.
        """
        rest = tuple(
            mine - theirs for mine, theirs in zip(self.measures, other.measures, strict=True)
        )
        floor = 1 if any(rest) else 0
        return Tally(rest, max(self.persons - other.persons, floor))


@dataclass
class Grid:
    """Tallies by cell, then by period (1 to 4, and YEAR)."""

    size: int
    tallies: dict[Key, dict[int, Tally]] = field(default_factory=dict)

    def add(self, key: Key, period: int, measures: Iterable[int] = (), persons: int = 0) -> None:
        """Add measures, persons or both to a cell of a period."""
        cell = self.tallies.setdefault(key, {})
        before = cell.get(period, Tally((0,) * self.size, 0))
        total = tuple(map(sum, zip(before.measures, measures, strict=True))) if measures else None
        cell[period] = Tally(total or before.measures, before.persons + persons)

    def get(self, key: Key, period: int) -> Tally:
        return self.tallies.get(key, {}).get(period, Tally((0,) * self.size, 0))

    def cells(self, period: int, is_implied: bool = False) -> list[Cell]:
        """Each cell of a period, zeros included."""
        tallies = ((key, self.get(key, period)) for key in sorted(self.tallies))
        return [Cell(key, tally.measures, tally.persons, is_implied) for key, tally in tallies]

    def complements(self, totals: "Grid", period: int) -> list[Cell]:
        """For each yes cell, what the total without it counts: anybody can subtract."""
        rests = (
            (key, totals.get((*key[:-1], TOTAL), period).minus(self.get(key, period)))
            for key in sorted(self.tallies)
        )
        return [Cell((*key, NO), rest.measures, rest.persons, True) for key, rest in rests]


@dataclass(frozen=True)
class Levels:
    """One table at both levels: the département, and all its parts together."""

    departement: Release
    parts: Release

    def read(self, node: Node, period: ClosedPeriod) -> dict[str, Cell] | Withheld:
        """The published cells of a territory, by the last word of their key; or why not."""
        number = period.quarter or YEAR
        answer = (self.parts if node.part else self.departement).answer(number)
        if isinstance(answer, Withheld):
            return answer
        return {cell.key[-1]: cell for cell in answer.below(*([node.part] if node.part else []))}

    def by_part(self, period: ClosedPeriod) -> dict[str, Cell] | Withheld:
        """The published cells of every part, for a table of one cell a part; or why not."""
        answer = self.parts.answer(period.quarter or YEAR)
        if isinstance(answer, Withheld):
            return answer
        return {cell.key[0]: cell for cell in answer.shown()}


Tables = Mapping[int, Breakdown]


def release_levels(
    scope: Scope,
    departement: Tables,
    parts: Tables,
    *,
    totals: Levels | None = None,
    coarser: Levels | None = None,
) -> Levels:
    """Decide what is published of one table at both levels.

    Args:
        departement, parts: the table of each period, at each level.
        totals: the release of the table's total, which this one details.
        coarser: the release of a table whose cells this one splits.
    """
    wider = [levels for levels in (totals, coarser) if levels is not None]
    whole = _release(scope, departement, [levels.departement for levels in wider], None)
    crossed = (coarser.departement if coarser else whole) if totals else None
    split = _release(scope, parts, [whole, *(levels.parts for levels in wider)], crossed)
    return Levels(whole, split)


def _release(
    scope: Scope, tables: Tables, wider: list[Release], crossed: Release | None
) -> Release:
    quarters = {number: tables[number] for number in scope.quarters if number in tables}
    year = tables.get(YEAR) if scope.has_year else None
    return release(quarters, year, wider=wider, crossed=crossed)
