"""When places must be open, asked of many at once: their hours are text, read one by one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import BooleanField

from places.models.opening import read_hours
from places.opening_hours import ClosedDays, closed_on, is_open_at, opens_within, timezone_of
from places.own_columns import OfColumns
from places.statuses import MayOpen

ONE_DAY = timedelta(days=1)
ANSWERS_KEPT = 32_768
# Closings of so many places are looked for by place; of more, all those of these days are read.
A_FEW = 500
EVERY_PLACE = "place_id"
CLOSINGS = (
    "SELECT place_id, starts_on, ends_on FROM places_closing"
    " WHERE starts_on <= %s AND ends_on >= %s AND place_id IN ({places})"
)
UNCOVERED = (
    "NOT EXISTS(SELECT 1 FROM places_closing"
    " WHERE place_id = {place} AND starts_on <= '{first}' AND ends_on >= '{last}')"
)
# What is read of a place: its key, the INSEE code of its commune, its hours, and what follows.
Row = tuple[Any, ...]


class Uncovered(OfColumns):
    """No closing of the place covers every day from the first to the last."""

    output_field = BooleanField()
    columns = ("id",)

    def __init__(self, first: date, last: date) -> None:
        super().__init__()
        self.first, self.last = first, last

    def written(self, _vendor: str, place: str) -> str:  # type: ignore[override]
        return UNCOVERED.format(place=place, first=self.first, last=self.last)


@dataclass(frozen=True)
class OpenAt:
    """Surely open at a moment (aware)."""

    at: datetime

    @property
    def conditions(self) -> tuple[OfColumns, ...]:
        """What columns tell of it."""
        return (MayOpen(),)

    def kept(self, rows: Sequence[Row]) -> list[Row]:
        """The rows of the places that are, among those that columns let be."""
        minute = self.at.astimezone(UTC).replace(second=0, microsecond=0)
        right = [row for row in rows if opens_at(row[2], departement_of(row[1]), minute)]
        # A day around: what day it is depends on where the place is.
        closed = _closings_of(
            [row[0] for row in right], self.at.date() - ONE_DAY, self.at.date() + ONE_DAY
        )
        return [row for row in right if not (row[0] in closed and self.is_closed(row, closed))]

    def is_closed(self, row: Row, closed: Mapping[int, Sequence[ClosedDays]]) -> bool:
        """Whether its place is closed that day, where it is."""
        return closed_on(closed[row[0]], self.day_in(departement_of(row[1])))

    def day_in(self, departement: str | None) -> date:
        return self.at.astimezone(timezone_of(departement)).date()


@dataclass(frozen=True)
class OpenDuring:
    """Open at some time of [start, end[, naive: on each place's own clock."""

    start: datetime
    end: datetime

    @property
    def conditions(self) -> tuple[OfColumns, ...]:
        """What columns tell of it: a closing may cover all these days."""
        last = (self.end - timedelta.resolution).date()
        return MayOpen(), Uncovered(self.start.date(), last)

    def kept(self, rows: Sequence[Row]) -> list[Row]:
        """The rows of the places that are, among those that columns let be."""
        start, end = self.start, self.end
        return [row for row in rows if opens_during(row[2], departement_of(row[1]), start, end)]


def _closings_of(places: Sequence[int], first: date, last: date) -> dict[int, list[ClosedDays]]:
    """Under the key of their place, without their words, the closings that cover any such day."""
    found: dict[int, list[ClosedDays]] = defaultdict(list)
    if not places:
        return found
    keys = ", ".join(f"{int(pk)}" for pk in places) if len(places) <= A_FEW else EVERY_PLACE
    with connection.cursor() as cursor:
        cursor.execute(CLOSINGS.format(places=keys), [last, first])
        for pk, starts_on, ends_on in cursor.fetchall():
            found[pk].append(ClosedDays(_day(starts_on), _day(ends_on), ""))
    return found


def _day(value: date | str) -> date:
    """SQLite gives a date as it keeps it: a text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


Moment = OpenAt | OpenDuring


@lru_cache(maxsize=ANSWERS_KEPT)
def departement_of(insee_code: str | None) -> str | None:
    """« 23096 » → « 23 », « 97411 » → « 974 »."""
    if not insee_code:
        return None
    return insee_code[:3] if insee_code.startswith(("97", "98")) else insee_code[:2]


# What many ask at once of the same hours, in the same minute or about the same Saturday.
@lru_cache(maxsize=ANSWERS_KEPT)
def opens_at(text: str, departement: str | None, minute: datetime) -> bool:
    """Whether hours are surely open at a minute (UTC: a local one may come twice)."""
    return is_open_at(text, minute, departement)


@lru_cache(maxsize=ANSWERS_KEPT)
def opens_during(text: str, departement: str | None, start: datetime, end: datetime) -> bool:
    """Whether hours are open at some time of [start, end[, naive: on the place's own clock."""
    hours = read_hours(text, departement)
    return hours is not None and opens_within(hours, start, end)
