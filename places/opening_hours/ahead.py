"""Hours for machines: what opens every week, and the coming days that are not as every week."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from places.opening_hours.closings import ClosedDays, closed_on
from places.opening_hours.explaining import says_every_week, usual_week
from places.opening_hours.hours import HORIZON, Hours
from places.opening_hours.wording import DayHours, Period, week

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DatedHours:
    """Days in a row, both included, and what opens on each; no period is closed."""

    first: date
    last: date
    periods: tuple[Period, ...]


def days_apart(hours: Hours, today: date, closed: Sequence[ClosedDays] = ()) -> list[DatedHours]:
    """The days from `today` to HORIZON that do not open as every week, in order.

    Days that `closed` covers are left out: closings are told apart. So are those that the hours
    do not decide.
    """
    if says_every_week(hours):
        return []
    usual = [day.periods for day in usual_week(hours)] or [()] * 7
    found = [
        day
        for day in _coming(hours, today)
        if day.periods != usual[day.date.weekday()]
        and (day.periods or not day.is_unknown)
        and not closed_on(closed, day.date)
    ]
    return list(_in_rows(found))


def _coming(hours: Hours, today: date) -> Iterator[DayHours]:
    for number in range(HORIZON // WEEK + 1):
        for day in week(hours, today + number * WEEK):
            if today <= day.date <= today + HORIZON:
                yield day


def _in_rows(days: Sequence[DayHours]) -> Iterator[DatedHours]:
    """Put together the days that follow each other and open alike."""
    numbered = enumerate(days)
    # In a row, the date goes up as the place in the list does.
    for (_start, periods), row in groupby(
        numbered, key=lambda at: (at[1].date.toordinal() - at[0], at[1].periods)
    ):
        dates = [day.date for _number, day in row]
        yield DatedHours(dates[0], dates[-1], periods)
