"""Columns that one list was spread over: « Tag 1 » to « Tag 51 », « Activité 1 » and on."""

from collections import Counter
from collections.abc import Mapping

from places.mapping.profiles import Profile
from places.standard.head_words import words_of

_FEWEST = 3


def united(profiles: Mapping[str, Profile]) -> dict[str, Profile]:
    """Each header with what it and the others of its series hold; its own cells without one.

    A place's first value stands in the first column, whatever it is: what one column has this
    month, another has the next.
    """
    series: dict[tuple[str, ...], list[str]] = {}
    for header in profiles:
        words = words_of(header)
        stem = tuple(word for word in words if not word.isdigit())
        if stem and len(stem) < len(words):
            series.setdefault(stem, []).append(header)
    found = dict(profiles)
    for headers in series.values():
        if len(headers) >= _FEWEST:
            found |= dict.fromkeys(headers, _merged([profiles[header] for header in headers]))
    return found


def _merged(profiles: list[Profile]) -> Profile:
    values: Counter[str] = Counter()
    for profile in profiles:
        values += profile.values
    return Profile(profiles[0].header, sum(profile.rows for profile in profiles), values)
