"""Refuse a file that is not what it says, or too large to be honest, before it is kept."""

import zipfile
from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from places.files import UnreadableFileError, read_rows

LARGEST_FILE = 10 * 1024 * 1024
MOST_ROWS = 50_000
# A workbook that unfolds further than this is a bomb, not a list of places.
LARGEST_RATIO = 100
LARGEST_UNFOLDED = 300 * 1024 * 1024
MOST_MEMBERS = 5_000
EXTENSIONS = (".csv", ".txt", ".tsv", ".xlsx", ".json", ".geojson")
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

TOO_LARGE = "Ce fichier dépasse 10 Mo. Coupez-le en plusieurs, ou enregistrez-le en CSV."
TOO_MANY = (
    "Ce fichier a plus de 50 000 lignes. Coupez-le en plusieurs, ou demandez à l’exploitant "
    "de l’importer en ligne de commande."
)
MACROS = (
    "Ce classeur contient des macros. Enregistrez-le en « .xlsx » sans macro, puis recommencez."
)
OLD = "C’est un ancien classeur Excel (.xls). Enregistrez-le en « .xlsx » ou en CSV."
OPEN_DOCUMENT = "C’est un classeur LibreOffice. Enregistrez-le en « .xlsx » ou en CSV."
ARCHIVE = "C’est une archive, pas un fichier de lieux. Déposez le fichier qu’elle contient."
BOMB = "Ce classeur se déplie anormalement\u202f: il est refusé par prudence. Déposez-le en CSV."
LOCKED = "Ce classeur est protégé par un mot de passe. Enregistrez-le sans protection."
DAMAGED = "Ce classeur est abîmé. Ouvrez-le, enregistrez-le de nouveau, puis recommencez."
OTHER = "Formats acceptés\u202f: CSV, Excel (.xlsx), JSON ou GeoJSON."


def check_upload(file: BinaryIO, name: str, size: int) -> int:
    """Check an uploaded file by its first bytes, its weight and its rows.

    Args:
        file: the content, readable from its start.
        name: the name it came under.
        size: its weight in bytes.

    Returns:
        How many rows it has.

    Raises:
        UnreadableFileError: with a French sentence for whoever gave it.
    """
    if size > LARGEST_FILE:
        raise UnreadableFileError(TOO_LARGE)
    if name.lower().endswith((".xlsm", ".xlsb")):
        raise UnreadableFileError(MACROS)
    if not name.lower().endswith(EXTENSIONS):
        raise UnreadableFileError(OTHER)
    file.seek(0)
    start = file.read(4)
    if start == OLD_OFFICE:
        raise UnreadableFileError(LOCKED if name.lower().endswith(".xlsx") else OLD)
    if start == ZIP:
        check_workbook(file)
    return count_rows(file, name)


def check_workbook(file: BinaryIO) -> None:
    """Check that a zipped file is a workbook, without macro, that unfolds to an honest size.

    Raises:
        UnreadableFileError: it is not.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFileError(DAMAGED) from error
    names = {member.filename for member in members}
    if "content.xml" in names:
        raise UnreadableFileError(OPEN_DOCUMENT)
    if "xl/workbook.xml" not in names:
        raise UnreadableFileError(ARCHIVE)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableFileError(MACROS)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFileError(LOCKED)
    unfolded = sum(member.file_size for member in members)
    folded = sum(member.compress_size for member in members)
    is_bomb = unfolded > min(LARGEST_RATIO * folded, LARGEST_UNFOLDED)
    if is_bomb or len(members) > MOST_MEMBERS:
        raise UnreadableFileError(BOMB)


def count_rows(file: BinaryIO, name: str) -> int:
    """How many rows a file has.

    Raises:
        UnreadableFileError: it cannot be read, has none, or too many.
    """
    file.seek(0)
    with NamedTemporaryFile(suffix=Path(name).suffix) as copy:
        copyfileobj(file, copy)
        copy.flush()
        rows = read_rows(Path(copy.name)).rows
        count = sum(1 for _row in islice(rows, MOST_ROWS + 1))
    file.seek(0)
    if count > MOST_ROWS:
        raise UnreadableFileError(TOO_MANY)
    return count
