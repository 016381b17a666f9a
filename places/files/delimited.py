"""Read a CSV file, whatever separates its cells, from wherever its columns are named."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import islice

from places.files.encodings import TextFile
from places.files.headers import LOOKED_AT, Head, distinct, head_of, known, remarks_on
from places.files.mojibake import mended, mended_rows
from places.files.rows import SourceFile, SourceRow, Stream, UnreadableFileError
from places.standard import Issue

_SEPARATORS = ",;\t|"
_LONGEST_CELL = 10_000_000
_LOOKED_AT = 1 << 18


def read_delimited(text: TextFile) -> SourceFile:
    """The rows of a CSV file (comma, semicolon, tab or pipe), streamed from it.

    The line of a row is the one it begins on.
    """
    table = _Table(text)
    issues = [*text.issues, *remarks_on(table.head)]
    return SourceFile(table.head.names, Stream(table.rows), issues, text.path.stem)


class _Table:
    """A CSV file: its separator and its head, found once."""

    def __init__(self, text: TextFile) -> None:
        csv.field_size_limit(_LONGEST_CELL)
        self.text = text
        with text.open() as file:
            start = file.read(_LOOKED_AT)
        first, _, rest = start.partition("\n")
        self.is_hinted = first.lower().startswith("sep=")  # how Excel notes its separator
        start = rest if self.is_hinted else start
        self.separator = _separator(start)
        self.inner = _inner_separator(start, self.separator)
        self.head = self._head()

    def _head(self) -> Head:
        first = [cells for _line, cells in islice(self.lines(), LOOKED_AT)]
        head = head_of(first)
        if self.text.has_mojibake:
            return replace(head, names=distinct([mended(name) for name in head.names]))
        return head

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """Each line of the table with its number, empty ones as well."""
        return self._unwrapped() if self.inner else self._lines()

    def _unwrapped(self) -> Iterator[tuple[int, list[str]]]:
        for line, cells in self._lines():
            reader = csv.reader(cells[:1], delimiter=self.inner, skipinitialspace=True)
            yield line, next(reader, [])

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        with self.text.open() as file:
            skipped = int(self.is_hinted and bool(file.readline()))
            reader = csv.reader(file, delimiter=self.separator, skipinitialspace=True)
            line = skipped + 1
            try:
                for cells in reader:
                    yield line, cells
                    line = skipped + reader.line_num + 1
            except csv.Error as error:
                raise UnreadableFileError(f"Le fichier CSV est abîmé (ligne {line}).") from error

    def rows(self) -> Iterator[SourceRow]:
        rows = self._rows()
        return mended_rows(rows) if self.text.has_mojibake else rows

    def _rows(self) -> Iterator[SourceRow]:
        names = self.head.names
        for line, cells in islice(self.lines(), self.head.data, None):
            if len(cells) == len(names):
                if any(cells):
                    yield SourceRow(line, dict(zip(names, cells, strict=True)))
            elif any(cells):
                yield _uneven_row(line, names, cells)


def _uneven_row(line: int, headers: tuple[str, ...], cells: list[str]) -> SourceRow:
    """A row with more or fewer cells than there are headers; nothing of it is lost."""
    row: dict[str, object] = dict(zip(headers, cells, strict=False))
    extra = cells[len(headers) :]
    if len(cells) > len(headers) and not any(extra):
        return SourceRow(line, row)
    reason = f"{len(cells)} cellules pour {len(headers)} colonnes"
    if extra:
        row["cellules en trop"] = "|".join(extra)
    return SourceRow(line, row, (Issue(line, "", reason, " ".join(extra)[:200]),))


def _inner_separator(start: str, separator: str) -> str:
    """What separates cells when a spreadsheet put each whole line between quotes, else nothing."""
    reader = csv.reader(StringIO(start, newline=""), delimiter=separator, skipinitialspace=True)
    try:
        rows = list(islice(reader, LOOKED_AT))
    except csv.Error:
        return ""
    if any(len(cells) > 1 for cells in rows):
        return ""
    lines = [cells[0] for cells in rows if cells]
    inner = _separator("\n".join(lines))
    heads = csv.reader(lines, delimiter=inner, skipinitialspace=True)
    return inner if any(known(cells) > 1 for cells in heads) else ""


def _separator(start: str) -> str:
    """The separator that makes out most columns that producers name, then most cells."""

    def score(separator: str) -> tuple[int, int]:
        reader = csv.reader(StringIO(start, newline=""), delimiter=separator, skipinitialspace=True)
        try:
            rows = [cells for cells in islice(reader, LOOKED_AT) if any(cells)]
        except csv.Error:
            rows = []
        best = max(rows, key=known, default=[])
        return known(best), max((len(cells) for cells in rows), default=0)

    return max(_SEPARATORS, key=score)
