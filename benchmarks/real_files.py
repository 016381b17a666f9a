"""What becomes of each real file with the proposed mapping alone: `real_files.py FILE…`.

Prints a Markdown table. Each file goes into a throw-away database that holds the territories:
rows, imported, rejected, hours parsed, points of their own or found by the commune, places with a
service, repairs by kind, seconds and rows a second.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent

sys.path.insert(0, str(ROOT))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")

COLUMNS = (
    "fichier",
    "lignes",
    "lieux",
    "rejets",
    "horaires lus",
    "points du fichier",
    "points de la commune",
    "avec services",
    "réparations",
    "secondes",
    "lignes/s",
)


def cells(path: Path) -> Iterator[object]:
    """One line of the table."""
    file = read_rows(path)
    lines = sum(1 for _row in file.rows)
    mapping = propose(file).mapping
    start = perf_counter()
    report = import_places(path, path.name, mapping=mapping)
    seconds = perf_counter() - start
    places = list(Place.objects.filter(source=path.name).prefetch_related("terms"))
    located = [place for place in places if place.latitude is not None]
    own = sum(place.has_own_point for place in located)
    yield from (path.name, lines, len(places), report.rejected)
    yield sum(place.hours is not None for place in places)
    yield from (own, len(located) - own)
    yield sum(any(term.vocabulary == "service" for term in place.terms.all()) for place in places)
    yield ", ".join(f"{kind} {count}" for kind, count in report.by_kind().most_common())
    yield from (f"{seconds:.1f}", f"{lines / seconds:.0f}")


def main(paths: list[Path]) -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("load_territories", verbosity=0)
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    for path in paths:
        try:
            print(f"| {' | '.join(map(str, cells(path)))} |", flush=True)
        except UnreadableFileError as error:
            print(f"| {path.name} | {error} |")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/benchmark.sqlite3")
        import django

        django.setup()
        from django.core.management import call_command

        from places.files import UnreadableFileError, read_rows
        from places.imports import import_places
        from places.mapping import propose
        from places.models import Place

        main([Path(name) for name in sys.argv[1:]])
