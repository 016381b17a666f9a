"""What rows say, and remarks, as text that waits in the database."""

import json
from collections.abc import Iterable
from datetime import date

from places.imports.sayings import Saying
from places.standard import Issue


def packed(said: Iterable[tuple[int, Saying]]) -> str:
    """What rows say as JSON, each with the line it begins on."""
    rows = [
        [line, item.name, item.identifier, *item.written, item.digest, item.said_on]
        for line, item in said
    ]
    return json.dumps(rows, separators=(",", ":"), default=date.isoformat)


def unpacked(text: str) -> list[tuple[int, Saying]]:
    """What `packed` wrote."""
    return [
        (line, Saying(name, identifier, (fields, terms), digest, _day(day)))
        for line, name, identifier, fields, terms, digest, day in json.loads(text or "[]")
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def packed_issues(issues: Iterable[Issue]) -> str:
    """Remarks as JSON; what each quotes stands fourth and last: `ImportRun.forget` empties it."""
    return json.dumps(list(issues), separators=(",", ":"))


def unpacked_issues(text: str) -> list[Issue]:
    return [Issue(*row) for row in json.loads(text or "[]")]
