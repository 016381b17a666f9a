"""Read a CSV file, whatever separates its cells, from wherever its columns are named."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from places.files.encodings import TextFile
from places.files.headers import LOOKED_AT, Head, distinct, head_of, known
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
    issues = list(text.issues)
    if table.head.titles:
        reason = f"{table.head.titles} ligne(s) de titre passées avant les en-têtes"
        issues.append(Issue(1, "", reason))
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
        self.separator = _separator(rest if self.is_hinted else start)
        self.head = self._head()

    def _head(self) -> Head:
        first = [cells for _line, cells in islice(self.lines(), LOOKED_AT)]
        head = head_of(first)
        if self.text.has_mojibake:
            return Head(head.data, distinct([mended(name) for name in head.names]), head.titles)
        return head

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """Each line of the table with its number, empty ones as well."""
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
