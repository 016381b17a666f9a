"""Rows a second through a mapping of ten columns, beside the baseline of 10,000.

    python benchmarks/mapping.py [rows, 50000 by default]

Seconds are the processor's. A made-up CSV is read, mapped, then read as the standard does: each
step is timed with the ones before it, and its own speed is what it adds.
"""

import csv
import os
import resource
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")

BASELINE = 10_000
HEADS = "N°;Structure;Adresse complète;Coord;Tél;Mél;Type;Wifi;Lundi;Mardi;Mercredi;Thèmes".split(
    ";"
)


def write(path: Path, count: int) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADS)
        for n in range(count):
            address = f"{n % 90 + 1} rue de la Paix 23000 GUÉRET"
            phone = f"05 55 {n % 100:02} {n // 100 % 100:02} 00"
            row = [n, f"Lieu {n}", address, f"46.{n % 9000:04}, 1.{n % 7000:04}", phone]
            row += [f"contact{n}@lieu.fr", ("Mairie", "Bibliothèque")[n % 2], "Oui"]
            row += ["9h-12h"] * 3 + ["Aide aux démarches, Recherche d'emploi"]
            writer.writerow(row)


def timed(name: str, rows: Iterable[object], before: float = 0.0) -> float:
    start = process_time()
    count = sum(1 for _row in rows)
    seconds = process_time() - start
    own = count / max(seconds - before, 1e-9)
    print(
        f"{name:22} {seconds:7.2f} s {count / seconds:9.0f} rows/s"
        f"   own {own:9.0f} rows/s   ratio {own / BASELINE:5.2f}"
    )
    return seconds


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lieux.csv"
        write(path, count)
        start = process_time()
        file = read_rows(path)
        proposal = propose(file)
        print(f"{'propose':22} {process_time() - start:7.2f} s")
        rules = dict(list(proposal.mapping.rules.items())[:10])
        mapping = Mapping(rules)
        print("columns:", ", ".join(rules))
        read = timed("read", file.rows)
        through = timed("read + map", mapped(mapping, file).rows, read)
        rows = (read_row(row.cells, row.line) for row in mapped(mapping, file).rows)
        timed("read + map + validate", rows, through)
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    import django

    django.setup()
    from places.files import read_rows
    from places.mapping import Mapping, mapped, propose
    from places.standard import read_row

    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
