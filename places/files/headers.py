"""Find the row that names the columns, under title lines, on one line or on two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from places.opening_hours.weekly import read_header
from places.standard import Issue
from places.standard.head_words import words_of
from places.standard.synonyms import is_head

LOOKED_AT = 30
LONGEST, MOST_WORDS = 80, 3
# Cells that are values: an address, a phone, a code, a number.
_VALUE = re.compile(r"\S+@\S+\.\S+|https?://\S+|[+(]?[0-9][0-9 ().,/+°'-]*|[0-9]{4}-[0-9]{2}-.*")
_TOLD = re.compile(
    r"(?:\(?(?:champ|donn[ée]e|saisie)? ?(?:obligatoire|facultati[fv]e?|optionnel(?:le)?|requise?|"
    r"recommand[ée]e?)s?\)?|oui ?/ ?non|jj/mm/aaaa|aaaa-mm-jj)[ .*]*",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"(?:ex(?:emples?)?\.? ?:|exemples?$)", re.IGNORECASE)
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Head:
    """Where the columns are named: rank of the first row of data, and the names, all distinct.

    `notes` lines under them say how to fill the file in.
    """

    data: int
    names: tuple[str, ...]
    titles: int = 0
    notes: int = 0


def head_of(rows: Sequence[Cells]) -> Head:
    """The head of a table, from its first rows (empty ones included)."""
    head = _head_of(rows)
    under = takewhile(lambda row: not any(row) or is_note(row), rows[head.data :])
    notes = [any(row) for row in under]
    return replace(head, data=head.data + len(notes), notes=sum(notes)) if any(notes) else head


def is_note(row: Cells) -> bool:
    """Whether a row tells how to fill the file in, or shows it: « obligatoire », « Ex : … »."""
    filled = [cell.strip() for cell in row if cell and cell.strip()]
    told = sum(bool(_TOLD.fullmatch(cell)) for cell in filled)
    return told > 1 or bool(filled and _EXAMPLE.match(filled[0]))


def _head_of(rows: Sequence[Cells]) -> Head:
    filled = [rank for rank, row in enumerate(rows) if any(row)]
    if not filled:
        return Head(len(rows), ())
    scores = {rank: known(rows[rank]) for rank in filled}
    best = max(filled, key=lambda rank: (scores[rank], -rank))
    if not scores[best]:
        return _unknown_head(rows, filled)
    if scores[best] < scores[filled[0]] + 2:
        best = filled[0]
    return _with_its_second_line(rows, best, filled)


def remarks_on(head: Head) -> list[Issue]:
    """What is passed over around the names of the columns."""
    told = (
        (head.titles, "ligne(s) de titre passées avant les en-têtes"),
        (head.notes, "ligne(s) de consignes ou d’exemple passées sous les en-têtes"),
    )
    return [Issue(1, "", f"{count} {words}") for count, words in told if count]


def known(row: Cells) -> int:
    """How many cells of a row are heads that producers use; as many values make it no head."""
    cells = [cell.strip() for cell in row if cell]
    return max(0, sum(map(is_known, cells)) - sum(bool(_VALUE.fullmatch(cell)) for cell in cells))


def is_known(cell: str) -> bool:
    if len(cell) > LONGEST:
        return False
    words = words_of(cell)
    return is_head(cell) or (len(words) <= MOST_WORDS and read_header(cell) is not None)


def _unknown_head(rows: Sequence[Cells], filled: list[int]) -> Head:
    """Heads that nobody knows: the first wide row, unless it holds values already."""
    width = max(sum(map(bool, rows[rank])) for rank in filled)
    rank = next(rank for rank in filled if sum(map(bool, rows[rank])) >= 0.6 * width)
    if any(_VALUE.fullmatch(cell.strip()) for cell in rows[rank]):
        return Head(rank, distinct([""] * len(rows[rank])), rank)
    return Head(rank + 1, distinct(rows[rank]), _titles(filled, rank))


def _with_its_second_line(rows: Sequence[Cells], best: int, filled: list[int]) -> Head:
    """A head, joined with the line above or below that names what it leaves empty."""
    after = [rank for rank in filled if rank > best][:1]
    before = [rank for rank in filled if rank < best][-1:]
    if after and _completes(rows[best], rows[after[0]]):
        names = _joined(rows[best], rows[after[0]])
        return Head(after[0] + 1, distinct(names), _titles(filled, best))
    if before and known(rows[before[0]]) and _completes(rows[before[0]], rows[best]):
        names = _joined(rows[before[0]], rows[best])
        return Head(best + 1, distinct(names), _titles(filled, before[0]))
    return Head(best + 1, distinct(rows[best]), _titles(filled, best))


def _titles(filled: list[int], head: int) -> int:
    return sum(rank < head for rank in filled)


def _completes(upper: Cells, lower: Cells) -> bool:
    """Whether a line names columns that the line above leaves to a merged cell."""
    if any(_VALUE.fullmatch(cell.strip()) for cell in lower if cell):
        return False
    own = [
        cell
        for rank, cell in enumerate(lower)
        if cell and not (upper[rank] if rank < len(upper) else "")
    ]
    return len(own) > 0 and known(lower) >= max(1, sum(map(bool, lower)) // 2)


def _joined(upper: Cells, lower: Cells) -> list[str]:
    names, group = [], ""
    for rank in range(max(len(upper), len(lower))):
        above = upper[rank].strip() if rank < len(upper) else ""
        below = lower[rank].strip() if rank < len(lower) else ""
        group = above or group
        names.append(f"{group} {below}".strip() if below else above)
    return names


def distinct(headers: Sequence[str]) -> tuple[str, ...]:
    """Headers without a name, or with one already taken, get one of their own."""
    names: list[str] = []
    for rank, header in enumerate(headers, start=1):
        name = " ".join(header.split()) or f"colonne {rank}"
        names.append(f"{name} ({rank})" if name in names else name)
    return tuple(names)
