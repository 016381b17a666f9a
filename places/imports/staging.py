"""Candidates and remarks as text that waits in the database, and what a candidate would change."""

import json
from collections.abc import Iterable
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from places.imports.candidates import Candidate
from places.standard import Issue, PlaceRecord

# Fields of a record with what they hold when a file says nothing: those are not written.
_EMPTY: dict[str, object] = {
    item.name: item.default_factory() if item.default_factory is not MISSING else item.default
    for item in fields(PlaceRecord)
}
_ISSUE = tuple(item.name for item in fields(Issue))


def packed(candidates: Iterable[tuple[int, Candidate]]) -> str:
    """Candidates as JSON, each with the line its row begins on."""
    rows = [[line, item.source, item.commune_id, _told(item.record)] for line, item in candidates]
    return json.dumps(rows, separators=(",", ":"))


def unpacked(text: str) -> list[tuple[int, Candidate]]:
    """The candidates that `packed` wrote, equal to what they were."""
    return [
        (line, Candidate(source, _record(told), commune_id))
        for line, source, commune_id, told in json.loads(text or "[]")
    ]


def _told(record: PlaceRecord) -> dict[str, object]:
    told: dict[str, object] = {}
    for name, empty in _EMPTY.items():
        value = getattr(record, name)
        if value != empty:
            told[name] = _plain(value)
    return told


def _plain(value: Any) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value


def _record(told: dict[str, Any]) -> PlaceRecord:
    if "terms" in told:
        told["terms"] = frozenset((vocabulary, code) for vocabulary, code in told["terms"])
    if "updated_on" in told:
        told["updated_on"] = date.fromisoformat(told["updated_on"])
    return PlaceRecord(**told)


def packed_issues(issues: Iterable[Issue]) -> str:
    """Remarks as JSON; what each quotes stands fourth and last: `ImportRun.forget` empties it."""
    rows = [[getattr(issue, name) for name in _ISSUE] for issue in issues]
    return json.dumps(rows, separators=(",", ":"))


def unpacked_issues(text: str) -> list[Issue]:
    return [Issue(*row) for row in json.loads(text or "[]")]
