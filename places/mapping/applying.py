"""Apply a mapping: a producer's rows in, rows of the standard out, nothing lost on the way."""

from collections.abc import Iterable, Iterator
from functools import partial

from places.files import SourceFile, SourceRow, Stream
from places.mapping.crosses import Crosses
from places.mapping.filtering import left_out
from places.mapping.grouping import Keyed, key_of, last_ranks, united
from places.mapping.mappings import Mapping
from places.opening_hours import understand
from places.standard import COLUMNS, Issue, canonical


def apply(mapping: Mapping, row: SourceRow) -> SourceRow:
    """A row under the headers of the standard; one that is left out has no cells, and says so.

    Cells that no rule spends stay under their own header, so that the place's `raw` keeps them;
    one whose header is a column of the standard is renamed « … (fichier) », lest it be read.
    """
    if mapping.is_identity:
        return row
    if mapping.filters and (out := left_out(mapping.filters, row)):
        return out
    if not mapping.rules:
        return row
    cells: dict[str, object] = {}
    for column, rule in mapping.rules.items():
        cell = rule.cell(row.cells)
        if cell is not None and cell != "":
            cells[column] = cell
    spent = mapping.spent
    for header, cell in row.cells.items():
        if header not in spent and cell is not None and cell != "":
            cells[spare_name(header)] = cell
    return SourceRow(row.line, cells, (*row.issues, *_told(mapping, row, cells)))


def _told(mapping: Mapping, row: SourceRow, cells: dict[str, object]) -> Iterator[Issue]:
    """Say that the hours come from the columns of a week; when not understood, reading says it."""
    week = mapping.week
    hours = str(cells.get("horaires", "")) if week else ""
    if not (week and hours):
        return
    if mapping.rules["horaires"] is not week and week.cell(row.cells) != hours:
        return
    if isinstance(week, Crosses):
        reason = "jours cochés lus comme des horaires"
        yield Issue(row.line, "horaires", reason, hours[:200], kind="hours_from_crosses")
    elif understand(hours).how == "osm":
        reason = "horaires lus dans les colonnes de la semaine"
        yield Issue(row.line, "horaires", reason, hours[:200], kind="hours_from_columns")
        if week.is_repeating(row.cells):
            reason = "«\u00a0idem\u00a0» lu comme les horaires du jour d’avant"
            yield Issue(row.line, "horaires", reason, "idem", kind="hours_idem", after=hours[:200])


def mapped(mapping: Mapping, file: SourceFile) -> SourceFile:
    """A file as if its producer had followed the standard; its rows stay a stream."""
    if mapping.is_identity:
        return file
    if mapping.group_by:
        stream = Stream(partial(_one_a_place, mapping, file))
    else:
        stream = Stream(partial(iter, file.rows), finish=partial(apply, mapping))
    return SourceFile(headers_of(mapping, file.headers), stream, file.issues, file.name)


def _one_a_place(mapping: Mapping, file: SourceFile) -> Iterator[SourceRow]:
    def key(row: SourceRow) -> int | None:
        """What names the place of a row; nothing for one that is left out."""
        is_out = mapping.filters and left_out(mapping.filters, row)
        return None if is_out else key_of(row, mapping.group_by)

    last = last_ranks(map(key, file.rows))
    keyed = (Keyed(key(row), apply(mapping, row)) for row in file.rows)
    return united(keyed, last)


def headers_of(mapping: Mapping, headers: Iterable[str]) -> tuple[str, ...]:
    """The headers that a file has once mapped: columns of the standard, then what is kept."""
    if not mapping.rules:
        return tuple(headers)
    kept = [spare_name(header) for header in headers if header not in mapping.spent]
    return (*mapping.rules, *kept)


def spare_name(header: str) -> str:
    """The name under which a cell is kept that is not read as a column of the standard."""
    return f"{header} (fichier)" if canonical(header) in COLUMNS else header
