"""Days and moments as people write them: « 1er janvier 2027 », « 26 novembre 2026 à 9 h 37 »."""

from datetime import date, datetime

from django.utils.formats import date_format

from places.french import is_french
from places.opening_hours import say_date, say_time


def say_day(day: date, with_year: bool = True) -> str:
    """Say a day in French, or as Django writes it in another language."""
    if not is_french():
        return date_format(day, "DATE_FORMAT" if with_year else "MONTH_DAY_FORMAT")
    said = say_date(day.month, day.day)
    return f"{said} {day.year}" if with_year else said


def say_moment(moment: datetime) -> str:
    """Say a moment, on the clock it is given by."""
    parts = (say_day(moment), say_time(moment.time()))
    return (" à " if is_french() else ", ").join(parts)
