"""The cells of a worksheet merged over several lines: each line has their value."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from openpyxl.utils import column_index_from_string

_BLOCK, _LONGEST_MARK = 1 << 20, 64
_MARK = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')
Line = tuple[int, list[object]]
# First line → the rank of the column and the last line of each merged cell.
Merged = Mapping[int, list[tuple[int, int]]]


def merged_in(part: IO[bytes]) -> Merged:
    """The cells merged over several lines, from the XML of a worksheet, read in blocks."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rest = b""
    while block := part.read(_BLOCK):
        text = rest + block
        end = 0
        for mark in _MARK.finditer(text):
            end = mark.end()
            first, last = int(mark[2]), int(mark[3])
            if first < last:
                found[first].append((column_index_from_string(mark[1].decode()) - 1, last))
        rest = text[max(end, len(text) - _LONGEST_MARK) :]
    return found


def filled_down(lines: Iterable[Line], merged: Merged) -> Iterator[Line]:
    """The lines, those under a merged cell with its value; a line that is empty stays so."""
    held: dict[int, tuple[int, object]] = {}
    for number, cells in lines:
        is_empty = all(cell in (None, "") for cell in cells)
        for rank, last in merged.get(number, ()):
            held[rank] = (last, cells[rank] if rank < len(cells) else None)
        for rank, (last, value) in held.items():
            if number <= last and rank < len(cells) and cells[rank] in (None, "") and not is_empty:
                cells[rank] = value
        yield number, cells
