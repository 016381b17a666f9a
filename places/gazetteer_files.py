"""The gazetteer's compact files in `places/data/`: how they are written and read back."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"
# One file a table, its columns in order; several postal codes stand in one cell, parted by « | ».
COLUMNS = {
    "regions": ["code", "name"],
    "departements": ["code", "name", "region"],
    "epci": ["siren", "name"],
    "communes": [
        "insee_code",
        "name",
        "departement",
        "epci",
        "parent",
        "population",
        "latitude",
        "longitude",
        "postal_codes",
    ],
    "former_communes": ["insee_code", "name", "commune"],
}


def read_table(table: str, folder: Path = DATA) -> Iterator[dict[str, str]]:
    """The rows of a table, one mapping of columns to text each."""
    with gzip.open(folder / f"{table}.csv.gz", "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write_table(table: str, rows: Iterable[dict[str, object]], folder: Path = DATA) -> int:
    """Write a table and return its compressed size in bytes; the same rows give the same bytes."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS[table], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    packed = gzip.compress(text.getvalue().encode(), 9, mtime=0)
    return (folder / f"{table}.csv.gz").write_bytes(packed)
