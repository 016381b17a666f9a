"""Durations, read and written as people do."""

import re

_WRITTEN = re.compile(
    r"(?:(\d{1,2})\s*h(?:eures?)?)?\s*(\d{1,4})?\s*(?:mn|min|minutes?)?", re.IGNORECASE
)


def read_minutes(text: str) -> int | None:
    """« 75 », « 75 min », « 1h15 », « 1 h 15 », « 2h » in minutes; None when it is no duration."""
    match = _WRITTEN.fullmatch(text.strip())
    if not match or not any(match.groups()):
        return None
    return int(match[1] or 0) * 60 + int(match[2] or 0)


def in_words(minutes: int) -> str:
    """Write 45 as « 45 min », 90 as « 1 h 30 », 120 as « 2 h », with unbreakable spaces."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\u00a0min"
    return f"{hours}\u00a0h\u00a0{rest:02d}" if rest else f"{hours}\u00a0h"
