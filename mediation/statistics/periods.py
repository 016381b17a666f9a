"""Periods of figures: free days for oneself, closed quarters and years for others."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mediation.crm import calendar

MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12
FIRST_YEAR = 2020
_CODE = re.compile(r"(20\d\d)(?:-t([1-4]))?")


@dataclass(frozen=True)
class Days:
    """From `first` to `last`, both included, on the clock of the place."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("La date de fin est avant la date de début.")

    def __str__(self) -> str:
        return f"du {self.first:%d/%m/%Y} au {self.last:%d/%m/%Y}"

    @property
    def bounds(self) -> tuple[date, date]:
        return self.first, self.last

    @property
    def slug(self) -> str:
        return f"{self.first:%Y-%m-%d}-{self.last:%Y-%m-%d}"

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The first instant of the period on a clock, and the first one after it."""
        return midnight(self.first, zone), midnight(self.last + timedelta(days=1), zone)


@dataclass(frozen=True)
class ClosedPeriod:
    """A year, or one of its quarters (1 to 4), as third parties may ask for."""

    year: int
    quarter: int | None = None

    def __str__(self) -> str:
        if self.quarter is None:
            return f"année {self.year}"
        ordinal = "1er" if self.quarter == 1 else f"{self.quarter}e"
        return f"{ordinal} trimestre {self.year}"

    @property
    def code(self) -> str:
        """How it is written in an address and in a file's name: « 2026 », « 2026-t3 »."""
        return str(self.year) if self.quarter is None else f"{self.year}-t{self.quarter}"

    @property
    def days(self) -> Days:
        if self.quarter is None:
            return Days(date(self.year, 1, 1), date(self.year, MONTHS_A_YEAR, 31))
        last_month = self.quarter * MONTHS_A_QUARTER
        first = date(self.year, last_month - MONTHS_A_QUARTER + 1, 1)
        return Days(first, _first_of_next_month(date(self.year, last_month, 1)) - timedelta(days=1))

    @property
    def closed_on(self) -> date:
        """The first day on which its months are all closed: the 10th of the month after it."""
        return _first_of_next_month(self.days.last).replace(day=calendar.CLOSING_DAY)

    def is_closed(self, today: date) -> bool:
        return calendar.is_closed(calendar.month_of(self.days.last), today)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a day on a clock."""
    return datetime.combine(day, time.min, zone)


def read_closed_period(code: str, today: date) -> ClosedPeriod:
    """« 2026 » or « 2026-t3 »; raises ValueError, with a sentence, outside the catalogue."""
    match = _CODE.fullmatch(code)
    if not match or int(match[1]) < FIRST_YEAR:
        raise ValueError("Cette période n’existe pas. Choisissez une année ou un trimestre.")
    period = ClosedPeriod(int(match[1]), int(match[2]) if match[2] else None)
    if not period.is_closed(today):
        raise ValueError(
            f"Les chiffres de cette période ne sont pas encore arrêtés. Ils le seront le "
            f"{period.closed_on:%d/%m/%Y}."
        )
    return period


def closed_quarters(year: int, today: date) -> tuple[int, ...]:
    """The quarters of a year that are closed."""
    quarters = (1, 2, 3, 4)
    return tuple(number for number in quarters if ClosedPeriod(year, number).is_closed(today))


def closed_periods(today: date, since: int = FIRST_YEAR) -> tuple[ClosedPeriod, ...]:
    """What third parties may ask for on `today`, the newest first, each year after its quarters."""
    periods = []
    for year in range(today.year, since - 1, -1):
        quarters = [ClosedPeriod(year, number) for number in reversed(closed_quarters(year, today))]
        whole = ClosedPeriod(year)
        periods += [*quarters, *([whole] if whole.is_closed(today) else [])]
    return tuple(periods)


def last_closed_quarter(today: date) -> ClosedPeriod:
    """The newest quarter that third parties may ask for."""
    return next(period for period in closed_periods(today) if period.quarter)


def preset(code: str, today: date) -> Days:
    """The days of « ce-mois », « mois-dernier », « ce-trimestre », « cette-annee » or
    « annee-derniere » on `today`; raises KeyError for another code."""
    month = calendar.month_of(today)
    quarter = month.replace(month=month.month - (month.month - 1) % MONTHS_A_QUARTER)
    year = date(today.year, 1, 1)
    return {
        "ce-mois": Days(month, today),
        "mois-dernier": Days(calendar.previous_month(month), month - timedelta(days=1)),
        "ce-trimestre": Days(quarter, today),
        "cette-annee": Days(year, today),
        "annee-derniere": Days(date(today.year - 1, 1, 1), year - timedelta(days=1)),
    }[code]


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
