"""Opening hours laid out in columns, one day (or half a day) a column."""

import re
from collections.abc import Iterable, Mapping

DAYS = {"lundi": "Mo", "mardi": "Tu", "mercredi": "We", "jeudi": "Th", "vendredi": "Fr"}
DAYS |= {"samedi": "Sa", "dimanche": "Su"}
MIN_DAYS = 3
DAY = re.compile("|".join(DAYS))
SPAN = re.compile(r"(\d{1,2}) ?[:hH] ?(\d{2})? ?(?:-|–|à|/) ?(\d{1,2}) ?[:hH] ?(\d{2})?(?!\d)")


def looks_weekly(headers: Iterable[str]) -> list[tuple[str, ...]]:
    """Group the headers that together lay out a week, each group in the order of the file."""
    found = tuple(header for header in headers if DAY.search(header.lower()))
    return [found] if len(found) >= MIN_DAYS else []


def from_columns(cells: Mapping[str, str]) -> str | None:
    """Read the cells of a week, by header, as an OSM expression; None when no hour is read."""
    rules = []
    for header, cell in cells.items():
        day = DAY.search(header.lower())
        spans = [
            f"{int(a):02}:{b or '00'}-{int(c):02}:{d or '00'}" for a, b, c, d in SPAN.findall(cell)
        ]
        if day and spans:
            rules.append(f"{DAYS[day[0]]} {','.join(spans)}")
    return "; ".join(rules) or None
