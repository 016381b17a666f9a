"""How long people wait for a first answer, in business days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import ceil
from statistics import median

from places.opening_hours.local_time import timezone_of
from referrals.business_days import business_days_since

NINTH_DECILE = 0.9


@dataclass(frozen=True)
class Delay:
    """The median and the ninth decile of the delays before a first answer, in business days."""

    median: float
    ninth_decile: int
    count: int


# Many referrals share their days: a public holiday is looked up once for each pair.
_business_days_since = lru_cache(maxsize=10_000)(business_days_since)


def business_days_between(sent: datetime, answered: datetime, departement: str | None) -> int:
    """The business days from one instant (aware) to another, on the clock of a département."""
    zone = timezone_of(departement)
    days = sent.astimezone(zone).date(), answered.astimezone(zone).date()
    return _business_days_since(*days, departement)


def summarise(days: Iterable[int]) -> Delay | None:
    """Summarise delays in days; None when there is none.

    The ninth decile is the smallest delay that at least nine answers in ten do not exceed.
    """
    ranked = sorted(days)
    if not ranked:
        return None
    rank = ceil(NINTH_DECILE * len(ranked))
    return Delay(float(median(ranked)), ranked[rank - 1], len(ranked))
