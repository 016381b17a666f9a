"""Make one row of the several that a file has for one place, one per service.

The rows of a place need not be neighbours. Two readings: the first notes where the last row of
each place stands (one number a place), the second unites rows and lets a place go at its last.
What is held is therefore the places begun and not finished, never the file.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from places.files import SourceRow
from places.opening_hours import understand
from places.standard import COLUMNS
from places.standard.cells import text_of
from places.standard.columns import VOCABULARIES
from places.standard.issues import Issue
from places.standard.values import folded

# Columns of the standard that hold several values, and those of long texts.
_LISTS = frozenset({*VOCABULARIES, "courriels", "site_web", "autres_formations_labels"})
_TEXTS = frozenset({"presentation_detail", "presentation_resume"})


class Keyed(NamedTuple):
    """A row brought to the standard, and what names its place; nothing when nothing does."""

    key: int | None
    row: SourceRow


def key_of(row: SourceRow, headers: Iterable[str]) -> int | None:
    """What two rows of one place have in common, as a number; None without the first of them."""
    words = [folded(text_of(row.cells.get(header))) for header in headers]
    return hash(tuple(words)) if words and words[0] else None


def last_ranks(keys: Iterable[int | None]) -> dict[int, int]:
    """Key → rank of its last row."""
    return {key: rank for rank, key in enumerate(keys) if key is not None}


def united(rows: Iterable[Keyed], last: Mapping[int, int]) -> Iterator[SourceRow]:
    """One row a place, at the line where the place begins, in the order in which places end."""
    open_places: dict[int, _Place] = {}
    for rank, (key, row) in enumerate(rows):
        if key is None:
            yield row
            continue
        place = open_places.get(key)
        if place is None:
            place = open_places[key] = _Place(row)
        else:
            place.add(row)
        if last.get(key) == rank:
            yield open_places.pop(key).row()


class _Place:
    """The rows of one place being united."""

    def __init__(self, row: SourceRow) -> None:
        self.first = row
        self.cells = dict(row.cells)
        self.issues = list(row.issues)
        self.others: dict[str, dict[str, None]] = {}
        self.count = 1

    def add(self, row: SourceRow) -> None:
        self.count += 1
        self.issues += row.issues
        for header, cell in row.cells.items():
            own = self.cells.get(header)
            if own is None or own == "":
                self.cells[header] = cell
            elif own != cell:
                self.unite(header, text_of(own), text_of(cell))

    def unite(self, header: str, own: str, other: str) -> None:
        """Put two different cells together; of two names or addresses the first is the place's."""
        if header in _TEXTS:
            separator = "\n\n"
        elif header in _LISTS or header not in COLUMNS:
            separator = "|"
        elif header == "horaires" and understand(f"{own}\n{other}").how != "text":
            separator = "\n"
        else:
            self.others.setdefault(header, {})[other] = None
            return
        pieces = [*own.split(separator), *other.split(separator)]
        self.cells[header] = separator.join(dict.fromkeys(pieces))

    def row(self) -> SourceRow:
        if self.count == 1:
            return self.first
        for header, texts in self.others.items():
            self.cells[f"{header} (autres lignes)"] = "|".join(texts)
        reason = f"{self.count} lignes réunies en un lieu"
        issue = Issue(self.first.line, "", reason, kind="grouped")
        return SourceRow(self.first.line, self.cells, (*self.issues, issue))
