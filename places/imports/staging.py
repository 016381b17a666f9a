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
        (line, _saying(name, identifier, (its_fields, terms), digest, day))
        for line, name, identifier, its_fields, terms, digest, day in json.loads(text or "[]")
    ]


def _saying(
    name: str, identifier: str, written: tuple[str, str], digest: str, day: str | None
) -> Saying:
    its_fields, terms = map(json.loads, written)
    said_on = date.fromisoformat(day) if day else None
    return Saying(name, identifier, its_fields, terms, written, digest, said_on)


def packed_issues(issues: Iterable[Issue]) -> str:
    """Remarks as JSON; what each quotes stands fourth and last: `ImportRun.forget` empties it."""
    return json.dumps(list(issues), separators=(",", ":"))


def unpacked_issues(text: str) -> list[Issue]:
    return [Issue(*row) for row in json.loads(text or "[]")]
