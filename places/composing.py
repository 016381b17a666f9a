"""Compose the sheet of a place from what its sources say: pure, whatever the records' order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Protocol

from places.models.places import POINT
from places.standard import PlaceRecord
from places.standard.columns import VOCABULARIES as COLUMNS_OF_TERMS

# Told by one source together: half an address of one producer and half of another lies nowhere.
WHERE = ("address", "address_extra", "postal_code", "commune_name", "insee_code", "commune_id")
SPOT = ("latitude", "longitude", POINT)
NOT_WORDS = {"source_id", "terms", "raw", "updated_on"}
# Each of these stands alone: the best source that fills it is believed.
LONE = tuple(
    item.name
    for item in fields(PlaceRecord)
    if item.name not in NOT_WORDS and item.name not in (*WHERE, *SPOT)
)
FIELDS = (*WHERE, *SPOT, *LONE)
# The vocabularies that files fill; other terms of a place are ours.
VOCABULARIES = tuple(dict.fromkeys(names[0] for names in COLUMNS_OF_TERMS.values()))
NOTHING: dict[str, object] = dict.fromkeys(("latitude", "longitude", "commune_id"))
BLANK: dict[str, object] = {name: NOTHING.get(name, "") for name in FIELDS if name != POINT}
NO_TERM: dict[str, tuple[str, ...]] = dict.fromkeys(VOCABULARIES, ())
KNOWN = {*FIELDS, "raw"}
# Under this key of a provenance, the source of every field that has no entry of its own.
REST = ""

Provenance = dict[str, dict[str, str]]


class Telling(Protocol):
    """What one source tells of a place, stored or not yet: a `SourceRecord`, or alike."""

    @property
    def source(self) -> Any: ...
    @property
    def identifier(self) -> str: ...
    @property
    def fields(self) -> dict[str, Any]: ...
    @property
    def terms(self) -> dict[str, list[str]]: ...
    @property
    def said_on(self) -> date | None: ...
    @property
    def seen_at(self) -> datetime: ...
    @property
    def missing_since(self) -> datetime | None: ...
    @property
    def is_by_hand(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """A place as its sources make it: attributes, vocabulary → codes, and who said what."""

    values: dict[str, object]
    terms: dict[str, tuple[str, ...]]
    provenance: Provenance


def compose(records: Iterable[Telling]) -> Sheet:
    """The sheet that a place's records make.

    A correction by hand wins, even when it empties a field; then, for each field, the best filled
    value: from a source that still lists the place, of the smallest rank, most recently said.

    Args:
        records: at least one, each with its `source`, in any order.
    """
    told = list(records)
    if len(told) == 1:
        return _alone(told[0])
    ordered = sorted(told, key=_trust)
    by_hand = [record for record in ordered if record.is_by_hand]
    from_files = [record for record in ordered if not record.is_by_hand]
    believed = _believed(by_hand, from_files)
    values = {
        name: record.fields.get(name, NOTHING.get(name, "")) for name, record in believed.items()
    }
    is_borrowed = values.pop(POINT)
    values["raw"] = _archive(ordered) | ({POINT: is_borrowed} if is_borrowed else {})
    values["updated_on"] = max((r.said_on for r in ordered if r.said_on), default=None)
    tellers = _tellers(by_hand, from_files)
    terms = {name: tuple(record.terms.get(name, ())) for name, record in tellers.items()}
    return Sheet(values, terms, _provenance(believed | tellers))


def _alone(record: Telling) -> Sheet:
    """The same, quicker, for the place that one record alone makes: nearly all of them."""
    told = {name: tuple(codes) for name, codes in record.terms.items() if name in NO_TERM}
    provenance = told_by(record.source.name, record.said_on)
    return Sheet(values_of(record.fields, record.said_on), NO_TERM | told, provenance)


def values_of(fields: Mapping[str, Any], said_on: date | None) -> dict[str, object]:
    """The attributes of the place of which one record alone says these fields, that day."""
    values = BLANK | {name: value for name, value in fields.items() if name in KNOWN}
    borrowed = values.pop(POINT, None)
    values["raw"] = fields.get("raw", {}) | ({POINT: borrowed} if borrowed else {})
    values["updated_on"] = said_on
    return values


def told_by(source: str, said_on: date | None) -> Provenance:
    """The provenance of a place of which one source said everything."""
    return {REST: _saying(source, said_on)}


def _trust(record: Telling) -> tuple[object, ...]:
    """Sorts the most believed first; no two records of a place are equal in it."""
    said_on = record.said_on or date.min
    # Of two corrections, the last one written.
    written = -record.seen_at.timestamp() if record.is_by_hand else 0.0
    return (
        not record.is_by_hand,
        record.missing_since is not None,
        record.source.rank,
        written,
        -said_on.toordinal(),
        record.source.name,
        record.identifier,
    )


def _believed(by_hand: Sequence[Telling], from_files: Sequence[Telling]) -> dict[str, Telling]:
    """Field → the record believed for it."""
    ordered = [*from_files, *by_hand]
    where = _first(from_files, "address") or ordered[0]
    own_points = [r for r in from_files if "latitude" in r.fields and not r.fields.get(POINT)]
    spot = (own_points or [r for r in from_files if "latitude" in r.fields] or ordered)[0]
    believed = dict.fromkeys(WHERE, where) | dict.fromkeys(SPOT, spot)
    for name in LONE:
        believed[name] = _first(from_files, name) or ordered[0]
    for record in reversed(by_hand):
        believed |= dict.fromkeys((n for n in record.fields if n in believed), record)
    return believed


def _first(records: Sequence[Telling], name: str) -> Telling | None:
    return next((record for record in records if record.fields.get(name)), None)


def _tellers(by_hand: Sequence[Telling], from_files: Sequence[Telling]) -> dict[str, Telling]:
    """Vocabulary → the record believed for it, the same way."""
    tellers = {}
    for name in VOCABULARIES:
        corrected = next((record for record in by_hand if name in record.terms), None)
        filled = next((record for record in from_files if record.terms.get(name)), None)
        tellers[name] = corrected or filled or (from_files or by_hand)[0]
    return tellers


def _archive(ordered: Sequence[Telling]) -> dict[str, object]:
    archive: dict[str, object] = {}
    for record in reversed(ordered):
        archive |= record.fields.get("raw", {})
    return archive


def _provenance(believed: dict[str, Telling]) -> Provenance:
    """Who said each field, shortly: what the teller of the name said is not repeated."""
    rest = believed["name"]
    provenance = told_by(rest.source.name, rest.said_on)
    for name, record in believed.items():
        is_told = name in record.fields or name in record.terms
        if record is not rest and is_told and name != POINT:
            provenance[name.removesuffix("_id")] = _saying(record.source.name, record.said_on)
    return provenance


def _saying(source: str, said_on: date | None) -> dict[str, str]:
    return {"source": source, "said_on": said_on.isoformat() if said_on else ""}
