"""What a row of a file says of a place, ready to be stored as a record of its source."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from places.composing import LONE, SPOT, WHERE
from places.imports.newcomers import Newcomer, newcomer
from places.inserting import Encoded, encoded
from places.models import Source, SourceRecord
from places.models.places import POINT
from places.models.records import OWN_SOURCE
from places.standard import PlaceRecord
from places.standard.values import Key

TOLD = (*LONE, *(name for name in (*WHERE, *SPOT) if name not in ("commune_id", POINT)))
SAID = ("fields", "terms", "digest", "said_on", "seen_at", "missing_since", "kept_at", "asked_at")
NEVER = datetime.min.replace(tzinfo=UTC)
told_by = attrgetter(*TOLD)


@dataclass(slots=True, eq=False)
class Saying:
    """A record of a source before it is one: building a model for each row of a file is slow.

    `written` is its fields and its terms as JSON; it travels without them in any other form.
    """

    name: str
    identifier: str
    written: tuple[str, str]
    digest: str
    said_on: date | None
    # Its place if it is the first to speak of it, when that was made ready while others wrote.
    newcomer: Newcomer | None = None
    told: tuple[dict[str, Any], dict[str, list[str]]] | None = None
    # Known when it is stored: the moment, its source, its place, the record it is written over.
    seen_at: datetime = NEVER
    source: Source | None = None
    pk: int | None = None
    place_id: int | None = None
    missing_since: None = None
    kept_at: None = None
    asked_at: None = None

    def __reduce__(self) -> tuple[type["Saying"], tuple[object, ...]]:
        told = self.name, self.identifier, self.written, self.digest, self.said_on, self.newcomer
        return Saying, told

    @property
    def fields(self) -> dict[str, Any]:
        return self._read()[0]

    @property
    def terms(self) -> dict[str, list[str]]:
        return self._read()[1]

    def _read(self) -> tuple[dict[str, Any], dict[str, list[str]]]:
        if self.told is None:
            fields, terms = self.written
            self.told = json.loads(fields), json.loads(terms)
        return self.told

    @property
    def is_by_hand(self) -> bool:
        return False

    def make_ready(self) -> Newcomer:
        """Its place if it is the first to speak of it."""
        if self.newcomer is None:
            self.newcomer = newcomer(self.name, self.identifier, self.fields, self.said_on)
        return self.newcomer

    def row(self) -> dict[str, object]:
        """Its columns, to be inserted."""
        fields, terms = self.written
        return {
            "source_id": self.source.pk if self.source else None,
            "identifier": self.identifier,
            "place_id": self.place_id,
            "fields": Encoded(fields),
            "terms": Encoded(terms),
            "digest": self.digest,
            "said_on": self.said_on,
            "seen_at": self.seen_at,
        }

    def record(self) -> SourceRecord:
        """The record, to be written over the one that is stored."""
        values = {name: getattr(self, name) for name in SAID}
        names = {"source": self.source, "identifier": self.identifier, "place_id": self.place_id}
        return SourceRecord(pk=self.pk, **names, **values)


def make_ready(said: Iterable[Saying], heard: frozenset[str]) -> None:
    """Prepare the places of the sources that nobody heard before: they are new."""
    for saying in said:
        if saying.name not in heard:
            saying.make_ready()


def said_by(source: str, record: PlaceRecord, commune_id: str | None) -> Saying:
    """What a row says, under the name of its source; neither is stored yet."""
    raw = dict(record.raw)
    fields: dict[str, object] = dict(zip(TOLD, told_by(record), strict=True))
    fields |= {"commune_id": commune_id, POINT: raw.pop(POINT, None), "raw": raw}
    # A row that names no producer is of the one whose file it stands in.
    fields["origin"] = record.origin or source
    # Nothing is told by an empty text, list or table; zero is a number like others.
    fields = {name: value for name, value in fields.items() if value or value == 0}
    terms, terms_written = _listed(record.terms)
    fields_written, day = encoded(fields), record.updated_on
    when = f'"{day}"' if day else "null"
    said = f"[{fields_written}, {terms_written}, {when}]"
    # What people write here is above every file: no file may pass for it.
    is_ours = source == OWN_SOURCE
    return Saying(
        name=f"{OWN_SOURCE} (fichier)" if is_ours else source,
        identifier=record.source_id,
        written=(fields_written, terms_written),
        digest=blake2b(said.encode(), digest_size=16).hexdigest(),
        said_on=day,
        told=(fields, dict(terms)),
    )


@lru_cache(maxsize=4096)  # many places offer the same things
def _listed(terms: frozenset[Key]) -> tuple[dict[str, list[str]], str]:
    lists: dict[str, list[str]] = {}
    for vocabulary, code in sorted(terms):
        lists.setdefault(vocabulary, []).append(code)
    return lists, encoded(lists)
