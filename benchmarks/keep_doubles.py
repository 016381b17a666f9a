"""Keep of labelled pairs only where they stand: `keep_doubles.py LABELLED.csv FILE…`.

Reads what `draw_doubles.py` printed once « same » is filled, looks for both sides in the files, and
prints what the project may hold: file and line of each, and no word of theirs. A pair of which a
side is not found is told and left out.
"""

import csv
import os
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")
import django

django.setup()

from places.files import read_rows
from places.mapping import mapped, propose
from places.standard import read_row

KEPT = "commune other_commune metres siret phone email site".split()
Words = tuple[str, str, str]
Line = tuple[str, int]


def lines_of(paths: list[Path]) -> dict[Words, list[Line]]:
    """(name, address, postal code) → the files and lines that say it."""
    found: dict[Words, list[Line]] = defaultdict(list)
    for path in paths:
        file = read_rows(path)
        for row in mapped(propose(file).mapping, file).rows:
            record, _issues = read_row(row.cells, row.line)
            if record:
                words = (record.name, record.address, record.postal_code)
                found[words].append((path.name, row.line))
    return found


def main(labelled: Path, paths: list[Path]) -> None:
    found = lines_of(paths)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["same", "file", "line", "other_file", "other_line", *KEPT])
    with labelled.open(encoding="utf-8") as file:
        for rank, pair in enumerate(csv.DictReader(file), start=2):
            ones, others = (
                found[pair[f"{side}name"], pair[f"{side}address"], pair[f"{side}postal_code"]]
                for side in ("", "other_")
            )
            two_files = ((a, b) for a in ones for b in others if a[0] != b[0])
            if sides := next(two_files, None):
                kept = [pair[name] for name in KEPT]
                writer.writerow([pair["same"], *sides[0], *sides[1], *kept])
            else:
                print(f"ligne {rank} : introuvable", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
