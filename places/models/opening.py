"""When a place opens: its usual hours, and its closings laid over them."""

from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext

from places.dates import say_day
from places.opening_hours import (
    ClosedDays,
    DayHours,
    Hours,
    InvalidHours,
    closed_on,
    describe_state,
    explain,
    parse,
    say_hours,
    state_around,
    timezone_of,
    week,
    week_around,
)
from places.statuses import TEMPORARILY_CLOSED


class Opening(NamedTuple):
    """Open or closed, in words, with the kind of tag that shows it.

    What `is_fleeting` is no longer true in an hour: it is not printed.
    """

    kind: str
    words: str
    is_fleeting: bool = True


def read_hours(text: str, departement: str | None) -> Hours | None:
    """Hours as they were understood, or None."""
    try:
        return parse(text, departement=departement)
    except InvalidHours:
        return None


def in_lines(text: str) -> list[str]:
    """Hours in words, whatever the week; as they are written when they cannot be read."""
    hours = read_hours(text, None) if text else None
    return explain(hours.text) if hours else text.splitlines()


class Opens:
    """What a place answers about its opening; it has hours, a commune, a status and closings."""

    opening_hours: str
    commune: Any
    status: str
    closings: Any

    @cached_property
    def hours(self) -> Hours | None:
        """The opening hours when they can be read; else `opening_hours` is shown as it is."""
        departement = self.commune.departement_id if self.commune else None
        return read_hours(self.opening_hours, departement) if self.opening_hours else None

    def opening_at(self, now: datetime) -> Opening | None:
        """Whether it is open at a moment (aware); None when nothing readable says it."""
        if self.status == TEMPORARILY_CLOSED:
            return Opening("closed", gettext("Fermé temporairement"), is_fleeting=False)
        closed = self._closed_exceptionally(now)
        if closed or self.hours is None:
            return closed
        state = state_around(self.hours, self.closed_days, now)
        kind = "open" if state.is_open else "" if state.is_unknown else "closed"
        return Opening(kind, describe_state(state, now))

    def _closed_exceptionally(self, now: datetime) -> Opening | None:
        """What a closing says of now, whatever the hours: short, as a tag must be."""
        code = self.commune.departement_id if self.commune else None
        today = now.astimezone(timezone_of(code)).date()
        days = closed_on(self.closed_days, today) or self._closing_ahead(now)
        if days is None:
            return None
        if days.last == today:
            return Opening("closed", gettext("Fermé aujourd’hui"))
        last = say_day(days.last, with_year=False)
        return Opening(
            "closed", gettext("Fermé jusqu’au %(day)s") % {"day": last}, is_fleeting=False
        )

    def _closing_ahead(self, now: datetime) -> ClosedDays | None:
        """The closing in which it would have opened next, when it is closed already."""
        if self.hours is None or not self.closed_days:
            return None
        state = self.hours.state(now)
        is_closed = not state.is_open and not state.is_unknown
        return (
            closed_on(self.closed_days, state.until.date()) if is_closed and state.until else None
        )

    def week_of(self, day: date) -> list[DayHours]:
        """The seven days around a day, Monday first; empty when the hours cannot be read."""
        return week_around(week(self.hours, day), self.closed_days) if self.hours else []

    def hours_said_on(self, day: date) -> list[str]:
        """The hours in lines: the week around a day, and what holds only sometimes."""
        if not self.hours:
            return []
        said = say_hours(self.hours, day, self.closed_days)
        return [*said.week, *said.rules]

    @property
    def hours_in_lines(self) -> list[str]:
        """The hours in words, whatever the week: for who checks them."""
        return in_lines(self.opening_hours)

    @cached_property
    def closed_days(self) -> tuple[ClosedDays, ...]:
        """Its exceptional closings, from one query or a prefetch."""
        return tuple(closing.days for closing in self.closings.all())
