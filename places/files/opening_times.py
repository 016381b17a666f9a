"""Write as people do the opening hours that a JSON file gives day by day."""

import re
from collections.abc import Iterator

from places.opening_hours.french_words import NAMES
from places.opening_hours.weekly import read_header

_DAYS = frozenset("day dayofweek days weekday jour jours".split())
_OPENS = frozenset(
    "open opens opening from start debut ouverture heuredebut heureouverture".split()
)
_CLOSES = frozenset("close closes closing to end fin fermeture heurefin heurefermeture".split())
_FEWEST_DAYS = 3
_DIGITS = re.compile(r"[0-9]{3,4}")
_TIME = re.compile(
    r"((?:[01]?[0-9]|2[0-4])(?::[0-5][0-9]| ?[hH] ?(?:[0-5][0-9])?))(?::[0-5][0-9])?"
)


def week_of(objects: object) -> str:
    """« [{day: Lundi, open: 09:00, close: 12:00}, …] » → « lundi 09:00-12:00 », one line each.

    Nothing when it is no such list, when something of it is not understood, or says more.
    """
    if not isinstance(objects, list):
        return ""
    lines = [_line(item) if isinstance(item, dict) else "" for item in objects]
    return "\n".join(lines) if all(lines) else ""


def week_by_day(days: dict[str, object]) -> str:
    """« {monday: {open: true, timeslot: [{start: 900, end: 1200}]}, …} » → « lundi 09:00-12:00 ».

    A day that is closed has no line. Nothing when some day is not understood, or says more.
    """
    if len(days) < _FEWEST_DAYS or not all(read_header(key) for key in days):
        return ""
    told = {key: _spans(day) for key, day in days.items()}
    if not all(span for spans in told.values() for span in spans):
        return ""
    return "\n".join(
        f"{next(_days(key))} {', '.join(spans)}" for key, spans in told.items() if spans
    )


def _spans(day: object) -> list[str]:
    """The times of a day, « 09:00-12:00 » each; an empty one is not understood."""
    if not day or (isinstance(day, dict) and day.get("open") is False):
        return []
    if isinstance(day, dict) and any(isinstance(value, list) for value in day.values()):
        lists = [value for value in day.values() if isinstance(value, list)]
        rest = [value for value in day.values() if not isinstance(value, list | bool)]
        return _spans(lists[0]) if len(lists) == 1 and not any(rest) else [""]
    spans = day if isinstance(day, list) else [day]
    return [_span(item) if isinstance(item, dict) else "" for item in spans]


def _span(item: dict[str, object]) -> str:
    named = {_plain(key): value for key, value in item.items() if value not in (None, "")}
    opens, closes = (_time(named, names) for names in (_OPENS, _CLOSES))
    is_whole = not named.keys() - (_OPENS | _CLOSES)
    return f"{opens}-{closes}" if opens and closes and is_whole else ""


def _line(item: dict[str, object]) -> str:
    named = {
        _plain(key): value
        for key, value in item.items()
        if value not in (None, "") and not key.startswith("@")
    }
    if named.keys() - (_DAYS | _OPENS | _CLOSES):
        return ""
    days = [day for key in named.keys() & _DAYS for day in _days(named[key])]
    opens, closes = (_time(named, names) for names in (_OPENS, _CLOSES))
    return f"{', '.join(days)} {opens}-{closes}" if all(days) and days and opens and closes else ""


def _plain(key: str) -> str:
    return "".join(filter(str.isalpha, key.lower()))


def _days(value: object) -> Iterator[str]:
    """Their French names; « https://schema.org/Monday » is one too."""
    for each in value if isinstance(value, list) else [value]:
        header = read_header(str(each).rpartition("/")[2])
        yield NAMES[header.day] if header else ""


def _clock(value: object) -> str:
    """« 830 » is half past eight."""
    text = str(value)
    return f"{text[:-2]}:{text[-2:]}".zfill(5) if _DIGITS.fullmatch(text) else text


def _time(named: dict[str, object], names: frozenset[str]) -> str:
    told = [_TIME.fullmatch(_clock(named[key])) for key in named.keys() & names]
    return told[0][1] if len(told) == 1 and told[0] else ""
