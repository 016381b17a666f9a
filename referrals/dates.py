"""Read a day or an hour as people write them in French."""

import re
from datetime import date, time

from referrals.identity import normalise

MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet"),
    *("aout", "septembre", "octobre", "novembre", "decembre"),
)
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})(?:er)? ([a-z]+)(?: (\d{4}))?")
_HOUR = re.compile(r"(\d{1,2})\s*(?:[:h.]\s*(\d{2})?)?\s*(?:min)?")
_CENTURY = 2000
_SHORT_YEAR = 100
_SHORTEST_MONTH = 3


def read_day(text: str, today: date) -> date | None:
    """« 24/12/2026 », « 24-12-26 », « 24 déc. », « 1er mai 2027 », « 2026-12-24 »; None otherwise.

    Without a year, it is the next such day from `today` on.
    """
    text = text.strip()
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(text):
        return _in_year(match[3], int(match[2]), int(match[1]), today)
    if match := _WORDS.fullmatch(_without_weekday(normalise(text))):
        return _in_year(match[3], _month(match[2]), int(match[1]), today)
    return None


def read_hour(text: str) -> time | None:
    """« 14h », « 14 h 30 », « 9:05 », « 9h5 » is refused; None when it is not an hour."""
    match = _HOUR.fullmatch(text.strip().lower())
    if not match:
        return None
    try:
        return time(int(match[1]), int(match[2] or 0))
    except ValueError:
        return None


def _without_weekday(text: str) -> str:
    return re.sub(r"^(?:le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?", "", text)


def _month(word: str) -> int:
    """The number of a month by its name or its beginning; 0 for none or for several."""
    found = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word)]
    return found[0] if len(found) == 1 and len(word) >= _SHORTEST_MONTH else 0


def _in_year(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        number = int(year)
        return _day(number + _CENTURY if number < _SHORT_YEAR else number, month, day)
    found = _day(today.year, month, day)
    return _day(today.year + 1, month, day) if found and found < today else found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
