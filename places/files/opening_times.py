"""Write as people do the opening hours that a JSON file gives day by day."""

import re
from collections.abc import Iterator

from places.opening_hours.french_words import NAMES
from places.opening_hours.weekly import OWN_NAMES, read_header

_DAYS = frozenset("day dayofweek days weekday jour jours".split())
_OPENS = frozenset(
    "open opens opening from start debut ouverture heuredebut heureouverture".split()
)
_CLOSES = frozenset("close closes closing to end fin fermeture heurefin heurefermeture".split())
_FEWEST_DAYS = 3
_DIGITS = re.compile(r"[0-9]{3,4}")
# Several spans of a day, in a list of their own.
_SLOTS = frozenset("hours heures slots plages creneaux".split())
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
    return [_span(item) for item in spans]


def _line(item: dict[str, object]) -> str:
    named = _named(item)
    days = [day for key in named.keys() & _DAYS for day in _days(named[key])]
    times = {key: value for key, value in named.items() if key not in _DAYS}
    slots = next(iter(times.values()), None) if times.keys() <= _SLOTS else [times]
    spans = [_span(slot) for slot in slots] if isinstance(slots, list) else []
    return f"{', '.join(days)} {', '.join(spans)}" if days and all([*days, spans, *spans]) else ""


def _named(item: dict[str, object]) -> dict[str, object]:
    return {
        _plain(key): value
        for key, value in item.items()
        if value not in (None, "") and not key.startswith("@")
    }


def _span(times: object) -> str:
    named = _named(times) if isinstance(times, dict) else {}
    opens, closes = (_time(named, names) for names in (_OPENS, _CLOSES))
    is_understood = opens and closes and not named.keys() - (_OPENS | _CLOSES)
    return f"{opens}-{closes}" if is_understood else ""


def _plain(key: str) -> str:
    return "".join(filter(str.isalpha, key.lower()))


def _days(value: object) -> Iterator[str]:
    """Their French names; « https://schema.org/Monday » and « Mo » are days too."""
    for each in value if isinstance(value, list) else [value]:
        word = str(each).rpartition("/")[2]
        header = read_header(word)
        day = header.day if header else OWN_NAMES.get(word.lower())
        yield "" if day is None else NAMES[day]


def _clock(value: object) -> str:
    """« 830 » is half past eight."""
    text = str(value)
    return f"{text[:-2]}:{text[-2:]}".zfill(5) if _DIGITS.fullmatch(text) else text


def _time(named: dict[str, object], names: frozenset[str]) -> str:
    told = [_TIME.fullmatch(_clock(named[key])) for key in named.keys() & names]
    return told[0][1] if len(told) == 1 and told[0] else ""
