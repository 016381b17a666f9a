"""Exceptional closings laid over the usual hours: on those days a place is closed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from places.opening_hours.hours import HORIZON, Hours, OpenState
from places.opening_hours.wording import DayHours

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Days closed from `first` to `last`, both included, and why, in a few words."""

    first: date
    last: date
    words: str = ""


def closed_on(closed: Sequence[ClosedDays], day: date) -> ClosedDays | None:
    """Give the closing that covers a day, or None."""
    return next((days for days in closed if days.first <= day <= days.last), None)


def state_around(hours: Hours, closed: Sequence[ClosedDays], at: datetime) -> OpenState:
    """Tell if a place is open at `at` (aware), as `Hours.state` does, its closings counted.

    The next opening is never on a day that is closed; an open place closes at the latest at the
    midnight a closing begins. `comment` is then the words of the closing.
    """
    today = hours.local(at).date()
    covering = closed_on(closed, today)
    if covering:
        until = _next_opening(hours, closed, hours.local(at))
        return OpenState(False, until, comment=covering.words)
    state = hours.state(at)
    if state.is_open:
        return _cut(state, hours, closed, at)
    if state.until is None or not closed_on(closed, state.until.date()):
        return state
    return replace(state, until=_next_opening(hours, closed, state.until))


def week_around(days: Sequence[DayHours], closed: Sequence[ClosedDays]) -> list[DayHours]:
    """Close the days of a week that fall in a closing, and say why beside them."""
    return [_closed(day, closed_on(closed, day.date)) for day in days]


def _closed(day: DayHours, covering: ClosedDays | None) -> DayHours:
    if covering is None:
        return day
    return replace(day, periods=(), is_unknown=False, comment=covering.words)


def _next_opening(hours: Hours, closed: Sequence[ClosedDays], moment: datetime) -> datetime | None:
    """The first opening from a moment on that no closing covers."""
    while covering := closed_on(closed, moment.date()):
        morning = _midnight(hours, covering.last + ONE_DAY)
        state = hours.state(morning)
        found = morning if state.is_open else state.until
        if found is None:
            return None
        moment = found
    return moment


def _cut(state: OpenState, hours: Hours, closed: Sequence[ClosedDays], at: datetime) -> OpenState:
    today = hours.local(at).date()
    starts = [days.first for days in closed if today < days.first <= today + HORIZON]
    if not starts:
        return state
    midnight = _midnight(hours, min(starts))
    if state.until is not None and state.until <= midnight:
        return state
    return replace(state, until=midnight)


def _midnight(hours: Hours, day: date) -> datetime:
    return hours.local(datetime.combine(day, time()))
