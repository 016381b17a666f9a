"""Read any producer's file of places, or say in a sentence what it is instead."""

from pathlib import Path

from places.files.delimited import read_delimited
from places.files.documents import read_document
from places.files.encodings import ADVICE, examined
from places.files.rows import SourceFile, UnreadableFileError
from places.files.several import one_place_a_row
from places.files.workbooks import read_workbook

_ZIP = b"PK\x03\x04"
# First bytes of files that are not read, and what to say of them.
_OTHER_FILES = (
    (b"\xd0\xcf\x11\xe0", "C’est un ancien classeur Excel ou un classeur protégé"),
    (b"%PDF", "C’est un PDF"),
    (b"\x1f\x8b", "C’est une archive compressée"),
    (b"7z\xbc\xaf", "C’est une archive compressée"),
    (b"Rar!", "C’est une archive compressée"),
    (b"{\\rtf", "C’est un document de traitement de texte"),
    (b"SQLite format", "C’est une base de données"),
)
_HEAD = 512


def read_rows(path: Path) -> SourceFile:
    """Read a CSV, XLSX, JSON, JSON Lines or GeoJSON file.

    Memory does not grow with the rows: they are read anew from the file each time.

    Raises:
        UnreadableFileError: the file is absent, is none of these, or holds no row.
    """
    try:
        file = one_place_a_row(_read(path))
        if not any(True for _row in file.rows):
            raise UnreadableFileError("Le fichier ne contient aucune ligne de données.")
    except OSError as error:
        raise UnreadableFileError(f"Le fichier {path} ne peut pas être lu.") from error
    return file


def _read(path: Path) -> SourceFile:
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    for magic, name in _OTHER_FILES:
        if head.startswith(magic):
            raise UnreadableFileError(f"{name}\u202f: {ADVICE}.")
    if head.startswith(_ZIP):
        return read_workbook(path)
    text = examined(path)
    with text.open() as characters:
        start = characters.read(_HEAD).lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        raise UnreadableFileError(f"C’est une page web ou du XML\u202f: {ADVICE}.")
    return read_document(text) if start.startswith(("[", "{")) else read_delimited(text)
