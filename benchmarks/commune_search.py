"""The commune search, keystroke by keystroke, on the database of DATABASE_URL.

    python benchmarks/commune_search.py [rounds, 20 by default]

Needs a database with its territories; writes nothing. The baseline is a plain scan: the same names
compared one by one in Python.
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

from django.db import connection

from places.geocoding import Gazetteer, locate, nearest_commune, normalise, search
from places.models import Commune

TYPED = ("la souterraine", "saint-denis 93", "l'haye les roses", "23000 Guéret", "Marseille 11")
WHOLE = ("guéret", "st denis", "2A", "70000", "paris 15e", "nouméa", "Castres", "97400")
MISTAKEN = ("gueert", "chatearoux", "clermont ferand", "xqzt", "saint étiene")
POINTS = ((46.17, 1.87), (48.84, 2.30), (-20.88, 55.45), (45.0, -3.5))
MANY_ROWS = 20_000


def measured(label: str, act: Callable[..., object], cases: list[tuple[object, ...]]) -> float:
    """Print the median and 95th percentile, in milliseconds, of an act on every case."""
    times = []
    for case in cases:
        start = perf_counter()
        act(*case)
        times.append((perf_counter() - start) * 1000)
    middle = median(times)
    print(f"{label:<34} median {middle:6.2f} ms   p95 {quantiles(times, n=20)[-1]:6.2f} ms")
    return middle


def scan(names: list[tuple[str, int]], text: str) -> list[tuple[str, int]]:
    """The baseline: every name compared, the most peopled first."""
    wanted = normalise(text)
    return sorted((row for row in names if wanted in row[0]), key=lambda row: -row[1])[:8]


def main(rounds: int) -> None:
    names = list(Commune.objects.values_list("search_name", "population"))
    print(f"{connection.vendor}, {len(names)} communes, {rounds} rounds")
    keystrokes = [(text[:end],) for text in TYPED for end in range(1, len(text) + 1)] * rounds
    search("guéret")
    ours = measured("search, each keystroke", search, keystrokes)
    measured("search, whole names and codes", search, [(text,) for text in WHOLE] * rounds)
    measured("search, with a typing fault", search, [(text,) for text in MISTAKEN] * rounds)
    measured("locate", locate, [(text,) for text in WHOLE] * rounds)
    measured("nearest commune", nearest_commune, list(POINTS) * rounds)
    plain = measured("baseline: scan in Python", scan, [(names, *case) for case in keystrokes[:60]])
    print(f"ratio to the baseline: {ours / plain:.2f}")
    start = perf_counter()
    gazetteer = Gazetteer.load()
    loaded = perf_counter()
    rows = [("", "23000", "GUÉRET"), ("75056", "75015", "Paris"), ("", "13011", "MARSEILLE 11")]
    for number in range(MANY_ROWS):
        gazetteer.resolve(*rows[number % len(rows)])
    done = perf_counter()
    print(f"gazetteer: loaded in {loaded - start:.2f} s, {MANY_ROWS} rows in {done - loaded:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
