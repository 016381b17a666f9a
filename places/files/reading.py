"""Read the rows of a file, whatever its encoding and its separator, or say what it is instead."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from itertools import chain
from pathlib import Path

from places.files.rows import SourceFile, SourceRow, Stream, UnreadableFileError
from places.standard import COLUMNS, Issue, canonical

_SEPARATORS = ",;\t|"
_LONGEST_CELL = 10_000_000
_LONGEST_HEADER = 65_536
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# First bytes of files that are no text, and what to say of them.
_OTHER_FILES = (
    (b"PK\x03\x04", "C’est un classeur (Excel, LibreOffice) ou une archive"),
    (b"\xd0\xcf\x11\xe0", "C’est un ancien classeur Excel"),
    (b"%PDF", "C’est un PDF"),
    (b"\x1f\x8b", "C’est une archive compressée"),
)
_ADVICE = "enregistrez-le en CSV (UTF-8) ou en JSON, puis recommencez"
LOST_CHARACTER = "\ufffd"


def read_rows(path: Path) -> SourceFile:
    """Read a CSV (comma, semicolon, tab or pipe), JSON or GeoJSON file.

    Raises:
        UnreadableFileError: the file is absent, is no text, or holds no row.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"Le fichier {path} ne peut pas être lu.") from error
    text, issues = decoded(data)
    start = text.lstrip()
    if start[:1] in ("[", "{"):
        rows = _json_rows(text)
    elif start[:1] == "<":
        raise UnreadableFileError(f"C’est une page web ou du XML\u202f: {_ADVICE}.")
    else:
        rows = list(_csv_rows(text))
    if not rows:
        raise UnreadableFileError("Le fichier ne contient aucune ligne de données.")
    headers = tuple(dict.fromkeys(chain.from_iterable(row.cells for row in rows)))
    return SourceFile(headers, Stream(lambda: iter(rows)), issues, path.stem)


def decoded(data: bytes) -> tuple[str, list[Issue]]:
    """The text of a file, and what is doubtful about its characters."""
    for start, name in _OTHER_FILES:
        if data.startswith(start):
            raise UnreadableFileError(f"{name}\u202f: {_ADVICE}.")
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    if b"\x00" in data[:8192] and encoding != "utf-16":
        raise UnreadableFileError(f"Ce fichier n’est pas du texte\u202f: {_ADVICE}.")
    if not data.strip():
        raise UnreadableFileError("Le fichier est vide.")
    try:
        text, issues = data.decode(encoding), []
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        reason = "le fichier n’est pas en UTF-8\u202f: lu en Windows-1252, vérifiez les accents"
        issues = [Issue(1, "", reason)]
    if LOST_CHARACTER in text:
        count = text.count(LOST_CHARACTER)
        issues.append(Issue(1, "", f"{count} caractère(s) déjà perdus dans le fichier"))
    return text, issues


def _json_rows(text: str) -> list[SourceRow]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"Le fichier JSON est incomplet ou abîmé (ligne {error.lineno})."
        raise UnreadableFileError(message) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableFileError("Le fichier JSON ne peut pas être lu.") from error
    return [_json_row(rank, item) for rank, item in enumerate(_items(document), start=1)]


def _items(document: object) -> list[object]:
    """The list of a JSON document: itself, or the only list that an object holds."""
    if isinstance(document, list):
        return document
    values = document.values() if isinstance(document, dict) else ()
    lists = [value for value in values if isinstance(value, list)]
    if len(lists) != 1:
        raise UnreadableFileError("Ce fichier JSON ne contient pas une liste de lieux.")
    return lists[0]


def _json_row(rank: int, item: object) -> SourceRow:
    if not isinstance(item, dict):
        issue = Issue(rank, "", "ce n’est pas un lieu", str(item)[:200], is_fatal=True)
        return SourceRow(rank, {}, (issue,))
    if not isinstance(item.get("properties"), dict):
        return SourceRow(rank, item)
    return SourceRow(rank, _point(item.get("geometry")) | item["properties"])


def _point(geometry: object) -> dict[str, object]:
    """The coordinates of a GeoJSON feature (longitude first); its own columns win over them."""
    pair = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not (isinstance(pair, list) and len(pair) > 1):
        return {}
    return {"latitude": pair[1], "longitude": pair[0]}


def _csv_rows(text: str) -> Iterator[SourceRow]:
    """The rows of a CSV file; the line of a row is the one it begins on."""
    csv.field_size_limit(_LONGEST_CELL)
    first, _, rest = text.partition("\n")
    is_hint = first.lower().startswith("sep=")  # how Excel notes its separator
    text, skipped = (rest, 1) if is_hint else (text, 0)
    reader = csv.reader(
        StringIO(text, newline=""), delimiter=_separator(text), skipinitialspace=True
    )
    line = skipped + 1
    headers: list[str] = []
    try:
        for cells in reader:
            if headers and any(cells):
                yield _csv_row(line, headers, cells)
            headers = headers or _distinct(cells)
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFileError(f"Le fichier CSV est abîmé (ligne {line}).") from error


def _separator(text: str) -> str:
    """The separator that makes out most columns of the standard, then most cells."""
    start = text.lstrip()[:_LONGEST_HEADER]

    def score(separator: str) -> tuple[int, int]:
        cells = next(csv.reader(StringIO(start, newline=""), delimiter=separator), [])
        return sum(canonical(cell.strip()) in COLUMNS for cell in cells), len(cells)

    return max(_SEPARATORS, key=score)


def _distinct(headers: list[str]) -> list[str]:
    """Headers without a name, or with one already taken, get one of their own."""
    names: list[str] = []
    for rank, header in enumerate(headers, start=1):
        name = header.strip() or f"colonne {rank}"
        names.append(f"{name} ({rank})" if name in names else name)
    return names


def _csv_row(line: int, headers: list[str], cells: list[str]) -> SourceRow:
    issues = []
    if len(cells) != len(headers):
        reason = f"{len(cells)} cellules pour {len(headers)} colonnes"
        issues.append(Issue(line, "", reason, " ".join(cells[len(headers) :])[:200]))
    row: dict[str, object] = dict(zip(headers, cells, strict=False))
    if len(cells) > len(headers):
        row["cellules en trop"] = "|".join(cells[len(headers) :])
    return SourceRow(line, row, tuple(issues))
