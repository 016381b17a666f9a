"""Local days, and the months that figures for third parties are closed by."""

from datetime import date, datetime, timedelta

from places.opening_hours.local_time import timezone_of

# A month closes when the 10th of the following one begins.
CLOSING_DAY = 10


def local_day(moment: datetime, departement: str | None) -> date:
    """The day it is at `moment` (aware) in a département; Europe/Paris when it is unknown."""
    return moment.astimezone(timezone_of(departement)).date()


def month_of(day: date) -> date:
    """The first day of the month of `day`."""
    return day.replace(day=1)


def previous_month(month: date) -> date:
    """The first day of the month before the one that begins on `month`."""
    return month_of(month.replace(day=1) - timedelta(days=1))


def first_open_month(today: date) -> date:
    """The earliest month still open on `today`: the previous one until the 9th, then this one."""
    month = month_of(today)
    return previous_month(month) if today.day < CLOSING_DAY else month


def is_closed(month: date, today: date) -> bool:
    """Say whether the figures of the month that begins on `month` are closed on `today`."""
    return month < first_open_month(today)


def figure_month(done_on: date, today: date) -> date:
    """The month an activity of `done_on`, entered on `today`, is booked in (its first day).

    Its own month as long as that one is open, else the first open one: a late entry never
    changes figures already published.
    """
    return max(month_of(done_on), first_open_month(today))
