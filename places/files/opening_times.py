"""Write as people do the opening hours that a JSON file gives as a list of days."""

import re
from collections.abc import Iterator

from places.opening_hours.french_words import NAMES
from places.opening_hours.weekly import OWN_NAMES, read_header

_DAYS = frozenset("day dayofweek days weekday jour jours".split())
_OPENS = frozenset(
    "open opens opening from start debut ouverture heuredebut heureouverture".split()
)
_CLOSES = frozenset("close closes closing to end fin fermeture heurefin heurefermeture".split())
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


def _time(named: dict[str, object], names: frozenset[str]) -> str:
    told = [_TIME.fullmatch(str(named[key])) for key in named.keys() & names]
    return told[0][1] if len(told) == 1 and told[0] else ""
