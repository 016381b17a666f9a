"""The place that a row makes when nobody spoke of it before, ready but for what is asked for."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from places.composing import told_by, values_of
from places.inserting import Encoded, encoded
from places.slugs import base_of


@dataclass(slots=True, eq=False)
class Newcomer:
    """Its slug if it were alone, and its columns; only the database knows the slug that is free."""

    base: str
    row: dict[str, object]

    def __reduce__(self) -> tuple[type["Newcomer"], tuple[str, dict[str, object]]]:
        return Newcomer, (self.base, self.row)


def newcomer(
    source: str, identifier: str, fields: dict[str, Any], said_on: date | None
) -> Newcomer:
    """The place that one record alone makes."""
    row = values_of(fields, said_on)
    row["raw"] = Encoded(encoded(row["raw"]))
    row["provenance"] = _told(source, said_on)
    row["source"], row["source_id"] = source, identifier
    base = base_of(str(fields["name"]), str(fields.get("commune_name", "")))
    return Newcomer(base, row)


@lru_cache(maxsize=256)  # who says it and when: the same for most of a file
def _told(source: str, said_on: date | None) -> Encoded:
    return Encoded(encoded(told_by(source, said_on)))
