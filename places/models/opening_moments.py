"""When places must be open, asked of many at once: their hours are text, read one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef

from places.models.closings import Closing
from places.models.opening import read_hours
from places.opening_hours import closed_on, is_open_at, opens_within, timezone_of
from places.statuses import TEMPORARILY_CLOSED

ONE_DAY = timedelta(days=1)
ANSWERS_KEPT = 32_768
# Closings of so many places are looked for by place; of more, all those of these days are read.
A_FEW = 500
# What is read of a place: its key, the INSEE code of its commune, its hours.
Row = tuple[int, str | None, str]


@dataclass(frozen=True)
class OpenAt:
    """Surely open at a moment (aware)."""

    at: datetime

    def may(self, places: Any) -> Any:
        """The places that may be, as far as columns tell."""
        return _with_hours(places)

    def kept(self, rows: Sequence[Row]) -> list[int]:
        """The keys of those that are."""
        minute = self.at.astimezone(UTC).replace(second=0, microsecond=0)
        codes = {pk: departement_of(insee_code) for pk, insee_code, _hours in rows}
        right = [pk for pk, _code, hours in rows if opens_at(hours, codes[pk], minute)]
        # A day around: what day it is depends on where the place is.
        closings = (
            Closing.objects.filter(place__in=right) if len(right) <= A_FEW else Closing.objects
        )
        closed = closings.touching(self.at.date() - ONE_DAY, self.at.date() + ONE_DAY)
        return [
            pk
            for pk in right
            if not (pk in closed and closed_on(closed[pk], self.day_in(codes[pk])))
        ]

    def day_in(self, departement: str | None) -> date:
        return self.at.astimezone(timezone_of(departement)).date()


@dataclass(frozen=True)
class OpenDuring:
    """Open at some time of [start, end[, naive: on each place's own clock."""

    start: datetime
    end: datetime

    def may(self, places: Any) -> Any:
        """The places that may be, as far as columns tell."""
        last_day = (self.end - timedelta.resolution).date()
        closed = Closing.objects.covering(self.start.date(), last_day)
        return _with_hours(places).exclude(Exists(closed.filter(place=OuterRef("pk"))))

    def kept(self, rows: Sequence[Row]) -> list[int]:
        """The keys of those that are."""
        start, end = self.start, self.end
        return [
            pk for pk, code, hours in rows if opens_during(hours, departement_of(code), start, end)
        ]


Moment = OpenAt | OpenDuring


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


def _with_hours(places: Any) -> Any:
    return places.exclude(opening_hours="").exclude(status=TEMPORARILY_CLOSED)
