"""Withhold the tables that would tell of a few people: pure rules, applied once, at the end.

Why these rules are enough, and what they cost: docs/decisions/secret-statistique.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

# A published cell counts nobody, or at least so many people.
K = 5
# The period « year », beside the quarters 1 to 4.
YEAR = 0
QUARTERS = (1, 2, 3, 4)

Key = tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One count about to be shown.

    key: what it counts, from the widest to the narrowest: ("200034825", "workshop").
    measures: the numbers that would be shown (activities, minutes…); they add up.
    persons: how many distinct people stand behind it, or fewer, never more; 0 for nobody at all.
    is_implied: not shown, but anybody can compute it (a complement): it is judged like the others.
    """

    key: Key
    measures: tuple[int, ...]
    persons: int
    is_implied: bool = False


@dataclass(frozen=True)
class Breakdown:
    """The cells of one table: shown all together, or not at all."""

    cells: tuple[Cell, ...]

    def shown(self) -> tuple[Cell, ...]:
        """The cells a reader sees."""
        return tuple(cell for cell in self.cells if not cell.is_implied)

    def below(self, *prefix: str) -> tuple[Cell, ...]:
        """The shown cells whose key begins with `prefix`."""
        return tuple(cell for cell in self.shown() if cell.key[: len(prefix)] == prefix)


class Reason(Enum):
    """Why a table is withheld."""

    SMALL_CELL = "small_cell"
    WIDER_WITHHELD = "wider_withheld"
    SUBTRACTION = "subtraction"
    CROSSING = "crossing"
    OPEN = "open"


@dataclass(frozen=True)
class Withheld:
    """A table that is not published, and why."""

    reason: Reason


Answer = Breakdown | Withheld


@dataclass(frozen=True)
class Release:
    """What is answered about one table over a year: each closed quarter, and the year."""

    answers: Mapping[int, Answer] = field(default_factory=dict)

    def publishes(self, period: int) -> bool:
        return isinstance(self.answers.get(period), Breakdown)

    def published_quarters(self) -> frozenset[int]:
        return frozenset(quarter for quarter in QUARTERS if self.publishes(quarter))

    def answer(self, period: int) -> Answer:
        """What is published for a period; an open period is withheld."""
        return self.answers.get(period, Withheld(Reason.OPEN))


def is_safe(cell: Cell, k: int = K) -> bool:
    """Say whether a cell counts nobody, or at least `k` people."""
    return cell.persons == 0 or cell.persons >= k


def protect(breakdown: Breakdown, k: int = K) -> Answer:
    """Give the breakdown back when each of its cells is safe, else withhold it whole."""
    if all(is_safe(cell, k) for cell in breakdown.cells):
        return breakdown
    return Withheld(Reason.SMALL_CELL)


def release(
    quarters: Mapping[int, Breakdown],
    year: Breakdown | None,
    *,
    wider: Sequence[Release] = (),
    crossed: Release | None = None,
    k: int = K,
) -> Release:
    """Decide what is published of one table over a year, quarters before the year.

    Args:
        quarters: the table of each closed quarter (1 to 4).
        year: the table of the year; None as long as a month of it is open.
        wider: releases of the tables whose cells are sums of this one's cells: where one of them
            is withheld, so is this one.
        crossed: for a table by part of the département, the release of the département's own:
            a year is withheld when a quarter withheld here was published there.
    """
    answers = {
        quarter: _gated(quarter, protect(table, k), wider) for quarter, table in quarters.items()
    }
    if year is not None:
        answers[YEAR] = _gated(YEAR, _protect_year(answers, quarters, year, crossed, k), wider)
    return Release(answers)


def _gated(period: int, answer: Answer, wider: Sequence[Release]) -> Answer:
    if isinstance(answer, Breakdown) and not all(table.publishes(period) for table in wider):
        return Withheld(Reason.WIDER_WITHHELD)
    return answer


def _protect_year(
    answers: Mapping[int, Answer],
    quarters: Mapping[int, Breakdown],
    year: Breakdown,
    crossed: Release | None,
    k: int,
) -> Answer:
    hidden = {quarter for quarter, answer in answers.items() if isinstance(answer, Withheld)}
    if crossed is not None and hidden & crossed.published_quarters():
        return Withheld(Reason.CROSSING)
    if isinstance(protect(year, k), Withheld):
        return Withheld(Reason.SMALL_CELL)
    rest = residual(year, quarters, hidden)
    return year if isinstance(protect(rest, k), Breakdown) else Withheld(Reason.SUBTRACTION)


def residual(year: Breakdown, quarters: Mapping[int, Breakdown], hidden: set[int]) -> Breakdown:
    """What subtracting the published quarters from the year gives: the hidden quarters together.

    Its persons are a lower bound: at least those of the fullest hidden quarter, and at least those
    of the year whom no published quarter counts.
    """
    tables = {
        quarter: {cell.key: cell for cell in table.cells} for quarter, table in quarters.items()
    }

    def rest(cell: Cell) -> Cell:
        persons = {
            quarter: table[cell.key].persons if cell.key in table else 0
            for quarter, table in tables.items()
        }
        published = sum(n for quarter, n in persons.items() if quarter not in hidden)
        fullest = max((n for quarter, n in persons.items() if quarter in hidden), default=0)
        bound = max(fullest, cell.persons - published) if fullest else 0
        return Cell(cell.key, (), bound)

    return Breakdown(tuple(rest(cell) for cell in year.cells))
