"""Read the sheet of an Excel workbook that looks like places, without trusting the workbook."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from places.files.encodings import ADVICE
from places.files.headers import LOOKED_AT, Head, head_of, known, remarks_on
from places.files.merged_cells import Merged, filled_down, merged_in
from places.files.rows import SourceFile, SourceRow, Stream, UnreadableFileError
from places.standard import Issue
from places.standard.cells import text_of

LARGEST = 10_000_000
LARGEST_RATIO = 100
SMALL_PART = 1_000_000
LARGEST_UNZIPPED = 500_000_000
_HEAD = 4096
_FORBIDDEN = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_MOST_COLUMNS = 500
_FEWEST_COLUMNS = 3
# Names of sheets that hold another state of the list: « 2023 », « Lieux fermés », « Copie de… ».
_OTHER_STATE = re.compile(
    r"20\d\d|ancien|archiv|copie|ferm|supprim|exemple|mod[eè]le", re.IGNORECASE
)
Line = tuple[int, list[object]]
Sheet = tuple[int, int, Head]


def read_workbook(path: Path) -> SourceFile:
    """The rows of the best sheet of an XLSX workbook and of those alike, streamed from it.

    Raises:
        UnreadableFileError: it is no XLSX, is too large, holds macros or refers to other files.
    """
    _check(path)
    sheets = _sheets(path)
    if not sheets:
        raise UnreadableFileError("Ce classeur ne contient aucune ligne de données.")
    name = max(sheets, key=lambda each: sheets[each][:2])
    head = sheets[name][2]
    read = _alike(path, sheets, name)
    issues = [Issue(1, "", _told(read, list(sheets)))] if len(sheets) > 1 else []
    issues += remarks_on(head)
    heads = {each: (sheets[each][2], _merged(path, each)) for each in read}
    rows = Stream(lambda: _one_after_the_other(path, heads))
    return SourceFile(head.names, rows, issues, path.stem)


def _alike(path: Path, sheets: dict[str, "Sheet"], best: str) -> list[str]:
    """The sheets that go on with the best one, in their order: shown, and with the same columns.

    One a year, or one of what is gone, is another state of the same list.
    """
    names = sheets[best][2].names
    shown = _names(path, only_shown=True)
    is_one_list = not any(map(_OTHER_STATE.search, sheets)) and len(names) >= _FEWEST_COLUMNS
    return [
        each
        for each in sheets
        if each == best or (is_one_list and each in shown and sheets[each][2].names == names)
    ]


def _told(read: list[str], sheets: list[str]) -> str:
    """Which sheets are read, and which are not."""
    left = [each for each in sheets if each not in read]
    reason = f"feuille {_quoted(read)} lue"
    if len(read) > 1:
        reason = f"feuilles {_quoted(read)} lues à la suite, et leurs lignes comptées ainsi"
    return f"{reason}, feuille(s) {_quoted(left)} laissée(s)" if left else reason


def _quoted(names: list[str]) -> str:
    return ", ".join(f"«\u00a0{name}\u00a0»" for name in names)


def _check(path: Path) -> None:
    """Refuse what is no plain workbook (privacy: X9)."""
    if path.stat().st_size > LARGEST:
        raise UnreadableFileError("Ce classeur dépasse 10 Mo\u202f: enregistrez-le en CSV.")
    try:
        with ZipFile(path) as archive:
            _check_parts(archive)
    except (BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise UnreadableFileError(
            f"Ce classeur est abîmé ou protégé par un mot de passe\u202f: {ADVICE}."
        ) from error


def _check_parts(archive: ZipFile) -> None:
    names = archive.namelist()
    if "xl/workbook.xml" not in names:
        kind = "un classeur qui n’est pas en XLSX" if "mimetype" in names else "une archive"
        raise UnreadableFileError(f"C’est {kind} (LibreOffice, Excel binaire…)\u202f: {ADVICE}.")
    if any("vba" in name.lower() for name in names):
        raise UnreadableFileError(
            f"Ce classeur contient des macros, il n’est pas ouvert\u202f: {ADVICE}."
        )
    for part in archive.infolist():
        if _is_a_bomb(part):
            raise UnreadableFileError(
                "Ce classeur est anormalement compressé, il n’est pas ouvert."
            )
        if part.filename.endswith((".xml", ".rels")) and _calls_others(archive, part):
            raise UnreadableFileError(
                "Ce classeur fait appel à d’autres fichiers, il n’est pas ouvert."
            )


def _is_a_bomb(part: ZipInfo) -> bool:
    ratio = part.file_size / max(1, part.compress_size)
    is_crushed = ratio > LARGEST_RATIO and part.file_size > SMALL_PART
    return is_crushed or part.file_size > LARGEST_UNZIPPED


def _calls_others(archive: ZipFile, part: ZipInfo) -> bool:
    """Whether a part declares entities, or hides what it declares in another encoding."""
    with archive.open(part) as file:
        head = file.read(_HEAD)
    is_plain = head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    return not is_plain or _FORBIDDEN.search(head) is not None


def _sheets(path: Path) -> dict[str, "Sheet"]:
    """Name → how many heads are known, how many rows were seen, and the head; empty ones out."""
    sheets = {}
    for name in _names(path):
        lines = [[text_of(cell) for cell in cells] for _n, cells in islice(_lines(path, name), 60)]
        head = head_of(lines[:LOOKED_AT])
        data = [line for line in lines[head.data :] if any(line)]
        if data and head.names:
            sheets[name] = (known(head.names), len(data), head)
    return sheets


def _names(path: Path, *, only_shown: bool = False) -> list[str]:
    book = _opened(path)
    with closing(book):
        sheets = book.worksheets
        return [each.title for each in sheets if not only_shown or each.sheet_state == "visible"]


def _opened(path: Path):  # type: ignore[no-untyped-def]
    try:
        return load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, TypeError, OSError) as error:
        raise UnreadableFileError(f"Ce classeur est abîmé\u202f: {ADVICE}.") from error


def _lines(path: Path, name: str) -> Iterator[Line]:
    """Each line of a sheet with its number, empty ones as well."""
    book = _opened(path)
    with closing(book):
        sheet = book[name]
        sheet.reset_dimensions()  # some software declares one cell for the whole sheet
        rows = sheet.iter_rows(values_only=True)
        for number, cells in enumerate(rows, start=1):
            yield number, [_cell(cell) for cell in cells[:_MOST_COLUMNS]]


def _cell(cell: object) -> object:
    """A cell as text and numbers: dates year first, hours as people write them."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    return "Oui" if cell is True else "Non" if cell is False else cell


def _merged(path: Path, name: str) -> Merged:
    with closing(_opened(path)) as book, ZipFile(path) as archive:
        part = book[name]._worksheet_path  # openpyxl tells of no merged cells while it streams
        with archive.open(part) as opened:
            return merged_in(opened)


def _one_after_the_other(path: Path, heads: dict[str, tuple[Head, Merged]]) -> Iterator[SourceRow]:
    """The rows of several sheets; those of the next are numbered after the last of the former."""
    last = before = 0
    for name, (head, merged) in heads.items():
        for row in _rows(path, name, head, merged):
            last = before + row.line
            yield row._replace(line=last) if before else row
        before = last


def _rows(path: Path, name: str, head: Head, merged: Merged) -> Iterator[SourceRow]:
    lines = islice(_lines(path, name), head.data, None)
    for number, cells in filled_down(lines, merged) if merged else lines:
        row = {
            head.names[rank] if rank < len(head.names) else f"colonne {rank + 1}": cell
            for rank, cell in enumerate(cells)
            if cell not in (None, "")
        }
        if row:
            yield SourceRow(number, row)
