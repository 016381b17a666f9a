"""How the opening hours of producers' files are understood.

    python benchmarks/hours.py FILE… [--show N] [--text]

For each file (CSV, JSON or GeoJSON) and each column or week of columns that holds hours: cells that
say something, read as OSM, mended, parsed from French, kept as text, days left to their words, and
the seconds taken. `--show N` prints N cells drawn at random with their reading in words, `--text`
what was kept as text. Needs no database.
"""

import argparse
import csv
import io
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")

from places.opening_hours import explain, understand
from places.opening_hours.weekly import from_columns, looks_weekly

SEED = 2023
WAYS = ("osm", "mended", "prose", "text")
HEADINGS = ("file", "column", "cells", *WAYS, "part", "secs")
Read = tuple[str, str, str]  # what was written, the way it was understood, the expression


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a producer's file as rows of text, by header."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    if path.suffix == ".csv":
        separator = max(",;\t|", key=text.partition("\n")[0].count)
        return list(csv.DictReader(io.StringIO(text), delimiter=separator))
    data = json.loads(text)
    rows = data if isinstance(data, list) else data["features"]
    return [row.get("properties", row) for row in rows]


def columns_of(rows: list[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """Find the columns of hours: each week of columns, each column named so."""
    headers = list(dict.fromkeys(header for row in rows for header in row if header))
    weeks = looks_weekly(headers)
    yield from weeks
    taken = {header for week in weeks for header in week}
    yield from ((name,) for name in headers if "horaire" in name.lower() and name not in taken)


def readings(rows: list[dict[str, str]], headers: tuple[str, ...]) -> Iterator[Read]:
    """Read every cell that says something."""
    for row in rows:
        cells = {header: str(row.get(header) or "").strip() for header in headers}
        written = " | ".join(cells.values())
        if not any(cells.values()) or set(written) <= set("-/| "):
            continue
        if len(headers) == 1:
            understood = understand(written)
            yield written, understood.how, understood.expression
        else:
            expression = from_columns(cells)
            yield written, "prose" if expression else "text", expression or written


def report(path: Path, headers: tuple[str, ...], show: int, *, texts: bool) -> None:
    rows = rows_of(path)
    start = perf_counter()
    read = list(readings(rows, headers))
    seconds = perf_counter() - start
    ways = Counter(way for _, way, _ in read)
    partly = sum("unknown" in said and way != "text" for _, way, said in read)
    figures = [len(read), *(ways[way] for way in WAYS), partly]
    name = headers[0] if len(headers) == 1 else f"{headers[0]}…"
    print(f"{path.name[:36]:<36} {name[:20]:<20}", *(f"{n:>6}" for n in figures), f"{seconds:6.2f}")
    for written in sorted({written for written, way, _ in read if texts and way == "text"}):
        print(f"    text: {written!r}")
    distinct = sorted({item for item in read if item[1] != "text"})
    for written, way, said in random.Random(SEED).sample(distinct, min(show, len(distinct))):
        print(f"    {way}: {written!r}\n        {said}\n        {' ; '.join(explain(said))}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("--text", action="store_true")
    options = parser.parse_args()
    file, column, *figures = HEADINGS
    print(f"{file:<36} {column:<20}", *(f"{heading:>6}" for heading in figures))
    for path in options.files:
        for headers in columns_of(rows_of(path)):
            report(path, headers, options.show, texts=options.text)


if __name__ == "__main__":
    main()
