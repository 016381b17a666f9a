"""Write as people do the opening hours that a JSON file gives as a list of days."""

from collections.abc import Iterator

from places.opening_hours.french_words import NAMES
from places.opening_hours.weekly import read_header

_DAYS = frozenset("day dayofweek days weekday jour jours".split())
_OPENS = frozenset(
    "open opens opening from start debut ouverture heuredebut heureouverture".split()
)
_CLOSES = frozenset("close closes closing to end fin fermeture heurefin heurefermeture".split())
_TIME = len("09:00")


def week_of(objects: object) -> str:
    """« [{day: Lundi, open: 09:00, close: 12:00}, …] » → « lundi 09:00-12:00 », one line each.

    Nothing when it is no such list, or when something of it is not understood.
    """
    if not isinstance(objects, list):
        return ""
    lines = [_line(item) if isinstance(item, dict) else "" for item in objects]
    return "\n".join(lines) if all(lines) else ""


def _line(item: dict[str, object]) -> str:
    named = {_plain(key): value for key, value in item.items() if value not in (None, "")}
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


def _time(named: dict[str, object], names: frozenset[str]) -> str:
    return next((str(named[key])[:_TIME] for key in named.keys() & names), "")
