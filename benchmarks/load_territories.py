"""Load the territories again and again into the database of DATABASE_URL.

    python benchmarks/load_territories.py [times, 5 by default]

Needs a migrated database. The first time is set apart when the database has no commune yet. The
baseline is reading the same files without writing a row.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import django

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")
django.setup()

from django.core.management import call_command
from django.db import connection

from places.gazetteer_files import COLUMNS, read_table
from places.models import Commune


def seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def load() -> None:
    call_command("load_territories")


def read() -> None:
    for table in COLUMNS:
        list(read_table(table))


def main(times: int) -> None:
    print(connection.vendor)
    if not Commune.objects.exists():
        print(f"first load {seconds(load):.2f} s")
    loads = [seconds(load) for _ in range(times)]
    reads = [seconds(read) for _ in range(times)]
    print(f"load again  median {median(loads):.2f} s   p95 {quantiles(loads, n=20)[-1]:.2f} s")
    print(f"ratio to reading the files: {median(loads) / median(reads):.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
