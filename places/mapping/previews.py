"""Show some rows of a file before and after a mapping, for whoever is about to accept it."""

from dataclasses import dataclass
from itertools import islice, takewhile

from places.files import SourceFile
from places.mapping.applying import mapped
from places.mapping.mappings import Mapping
from places.standard import COLUMNS
from places.standard.cells import text_of

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """One place before and after: header → text, and only what is filled."""

    line: int
    before: dict[str, str]
    after: dict[str, str]


def describe(mapping: Mapping, file: SourceFile, n: int = SHOWN) -> list[Preview]:
    """The first rows of a file that make places, as they are and as the mapping makes them.

    Args:
        mapping: what is about to be accepted.
        file: the producer's file.
        n: how many rows at most.

    Returns:
        Before: the cells of the file; after: the columns of the standard, in its order.
    """
    places = (row for row in mapped(mapping, file).rows if not row.is_left_out)
    after = list(islice(places, n))
    before = _rows_at({row.line for row in after}, file)
    shown = []
    for row in after:
        own = before.get(row.line, [{}])
        # A line that holds several places gives them in their order.
        cells = own.pop(0) if len(own) > 1 else own[0]
        shown.append(Preview(row.line, _texts(cells), _standard(row.cells)))
    return shown


def _rows_at(lines: set[int], file: SourceFile) -> dict[int, list[dict[str, object]]]:
    """The cells of some lines of a file; a place of several rows is shown by its first."""
    last = max(lines, default=0)
    found: dict[int, list[dict[str, object]]] = {}
    for row in takewhile(lambda row: row.line <= last, file.rows):
        if row.line in lines:
            found.setdefault(row.line, []).append(row.cells)
    return found


def _texts(cells: dict[str, object]) -> dict[str, str]:
    texts = {header: text_of(cell) for header, cell in cells.items()}
    return {header: text for header, text in texts.items() if text}


def _standard(cells: dict[str, object]) -> dict[str, str]:
    texts = _texts(cells)
    return {column: texts[column] for column in COLUMNS if column in texts}
