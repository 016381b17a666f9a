"""Count days as a public office does: without week-ends and public holidays."""

from datetime import date, timedelta

from places.opening_hours import public_holidays

SATURDAY = 5


def is_business_day(day: date, departement: str | None = None) -> bool:
    """True from Monday to Friday, public holidays of the département apart.

    `departement` is its INSEE code ("67", "971"); None for the national holidays alone.
    """
    return day.weekday() < SATURDAY and day not in public_holidays(day.year, departement)


def business_days_since(start: date, end: date, departement: str | None = None) -> int:
    """The business days after `start`, up to `end` included; 0 when `end` is not after `start`.

    Sent on a Friday, a referral has waited 1 business day on Monday.
    """
    days = range(1, (end - start).days + 1)
    return sum(is_business_day(start + timedelta(days=day), departement) for day in days)
