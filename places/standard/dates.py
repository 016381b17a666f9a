"""Read the day that a cell tells, in any form that French files give it."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

_MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "mar": 3,
    "avril": 4, "avr": 4, "mai": 5, "juin": 6, "jun": 6, "juillet": 7, "juil": 7, "jul": 7,
    "aout": 8, "aou": 8, "septembre": 9, "sept": 9, "sep": 9, "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
    "january": 1, "february": 2, "feb": 2, "march": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "july": 7, "august": 8, "aug": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_UNACCENTED = str.maketrans("éèûùÉÈÛÙ", "eeuuEEUU")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})(?:[T ].{0,40})?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})(?:[T, ].{0,40})?")
_COMPACT = re.compile(r"(20[0-9]{2})([01][0-9])([0-3][0-9])")
_IN_WORDS = re.compile(
    r"(?:le )?(?:[a-z]{5,8},? )?(?:([0-9]{1,2})(?:er)?[ /-])?([a-z]{3,9})\.?"
    r"[ /-]([0-9]{4}|[0-9]{2})(?:[, ].{0,40})?"
)
# « 03 / 09 / 2024 », « 1 er mars 2024 »; « Sep 3, 2024 ».
_GAP = re.compile(r"(?<=[0-9]) ?([/.-]) ?(?=[0-9])|(?<=[0-9]) (?=er\b)")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4})")
_MONTH_ONLY = re.compile(r"([0-9]{1,2})[/-]([0-9]{4})|([0-9]{4})[/-]([0-9]{1,2})")
_SERIAL = re.compile(r"([34567][0-9]{4})(?:[.,][0-9]{1,20})?")
_SECONDS = re.compile(r"(1[0-9]{9})([0-9]{3})?")
# The day 0 of spreadsheets, for the days after February 1900.
_SPREADSHEET_START = date(1899, 12, 30)
_NEVER = date(1970, 1, 1)
_CENTURY = 2000
# A day that nobody need ask the clock about.
_SURELY_PAST = date(2026, 11, 26)
LONGEST_DATE = 80


class ReadDate(NamedTuple):
    """A day, or None, and what was done to find it: a reason in French, a kind of repair."""

    day: date | None
    reason: str = ""
    kind: str = ""


def date_of(text: str) -> ReadDate:
    """The day of a text: « 03/03/23 », « 3 mars 2023 », « mars 2023 », « 44988 ».

    Two figures of a year are of this century; a month alone is its first day, and that is said;
    a day to come and 1 January 1970, which stands for no date, are kept and told.
    """
    text = " ".join(text[: LONGEST_DATE + 1].split())
    if len(text) > LONGEST_DATE:
        return ReadDate(None, "date incompréhensible")
    try:
        read = _read(text)
    except (ValueError, OverflowError):
        read = None
    if read is None or read.day is None:
        return ReadDate(None, "date incompréhensible")
    return _doubted(read.day, read)


def _doubted(day: date, read: ReadDate) -> ReadDate:
    if day == _NEVER:
        return ReadDate(day, "le 1er janvier 1970 est sans doute une date inconnue", "no_date")
    # It may already be tomorrow overseas.
    if day > _SURELY_PAST and day > datetime.now(tz=UTC).date() + timedelta(days=1):
        return ReadDate(day, "date dans le futur, gardée telle quelle", "future_date")
    return read


@lru_cache(maxsize=4096)
def _read(text: str) -> ReadDate | None:
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
        is_usual = text[4:5] == "-"
        return _rewritten(date(year, month, day), "" if is_usual else "date_read")
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        return _day_first(day, month, _whole(year))
    return _in_words(text) or _month(text) or _numeric(text) or _spaced_out(text)


def _rewritten(day: date, kind: str) -> ReadDate:
    return ReadDate(day, "date réécrite, année d’abord" if kind else "", kind)


def _day_first(day: int, month: int, year: int) -> ReadDate:
    if month > 12 >= day:  # noqa: PLR2004
        return ReadDate(
            date(year, day, month), "date lue à l’américaine, mois d’abord", "date_read"
        )
    return _rewritten(date(year, month, day), "date_read")


def _spaced_out(text: str) -> ReadDate | None:
    """A date written with blanks around its signs, or with its month ahead of its day."""
    closer = _MONTH_FIRST.sub(r"\2 \1 \3", _GAP.sub(r"\1", text))
    return _read(closer) if closer != text else None


def _whole(year: int) -> int:
    return year if year > 99 else _CENTURY + year  # noqa: PLR2004


def _in_words(text: str) -> ReadDate | None:
    found = _IN_WORDS.fullmatch(text.translate(_UNACCENTED).lower())
    month = _MONTHS.get(found[2]) if found else None
    if not (found and month):
        return None
    year = _whole(int(found[3]))
    return (
        _first_of(year, month)
        if not found[1]
        else _rewritten(date(year, month, int(found[1])), "date_read")
    )


def _first_of(year: int, month: int) -> ReadDate:
    return ReadDate(date(year, month, 1), "mois sans jour\u202f: le premier est pris", "date_read")


def _month(text: str) -> ReadDate | None:
    found = _MONTH_ONLY.fullmatch(text)
    if not found:
        return None
    month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
    return _first_of(int(year), int(month))


def _numeric(text: str) -> ReadDate | None:
    if found := _COMPACT.fullmatch(text):
        return _rewritten(date(*(int(part) for part in found.groups())), "date_read")
    if found := _SERIAL.fullmatch(text):
        day = _SPREADSHEET_START + timedelta(days=int(found[1]))
        return ReadDate(day, "date comptée en jours par un tableur, réécrite", "date_read")
    if found := _SECONDS.fullmatch(text):
        day = datetime.fromtimestamp(int(found[1]), tz=UTC).date()
        unit = "millisecondes" if found[2] else "secondes"
        return ReadDate(day, f"date comptée en {unit}, réécrite", "date_read")
    return None
