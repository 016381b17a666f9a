"""Time the import of files of places: `python benchmarks/import_places.py FILE|ROWS…`.

Each file goes twice into a throw-away database that holds the territories: first all new, then
all unchanged. A number is a file of so many made-up places in real communes, to see whether the
time a row takes grows with the file. Baseline: 2,000 rows a second.
"""

import csv
import os
import random
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
BASELINE = 2000

sys.path.insert(0, str(ROOT))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")


HEADERS = (
    "id nom commune code_postal code_insee adresse latitude longitude telephone courriels"
    " horaires services frais_a_charge date_maj"
).split()
SERVICES = (
    "Aide aux démarches administratives",
    "Maîtrise des outils numériques du quotidien",
    "Insertion professionnelle via le numérique",
    "Utilisation sécurisée du numérique",
)


def made_up(count: int, folder: Path) -> Path:
    """A national file of places near the town halls of real communes."""
    rows = Commune.objects.filter(postal_codes__isnull=False).order_by("pk")
    names = ("name", "postal_codes__code", "pk", "latitude", "longitude")
    communes = list(rows.values_list(*names))
    chosen = random.Random(20)
    path = folder / f"{count}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for n in range(count):
            town, code, insee, latitude, longitude = chosen.choice(communes)
            opens, closes = chosen.randint(8, 10), chosen.randint(16, 19)
            writer.writerow(
                [f"l{n}", f"Espace numérique {n}", town, code, insee, f"{n % 90 + 1} rue Haute"]  # noqa: RUF005
                + [f"{latitude + 0.002:.5f}", f"{longitude - 0.002:.5f}"]
                + [f"05 55 {n % 90 + 10} 00 11", f"contact@lieu{n}.example"]
                + [f"Mo-Fr {opens:02}:00-12:00,14:00-{closes}:{n % 6}0"]
                + ["|".join(chosen.sample(SERVICES, 2)), "Gratuit", "2024-05-14"]
            )
    return path


def timed(path: Path) -> tuple[object, float, float]:
    start, used = perf_counter(), process_time()
    report = import_places(path, path.name)
    return report, perf_counter() - start, process_time() - used


def line(path: Path) -> str:
    """One file: rows, rejected, warned; seconds, of the processor too; the second run; speed."""
    report, seconds, used = timed(path)
    _again, again, _used = timed(path)
    speed = report.rows_read / seconds
    # Linux counts it in kilobytes, since the start of the process.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{path.name:50} {report.rows_read:7} {report.rejected:8} {report.warnings:8}"
        f" {seconds:8.2f} {used:8.2f} {again:8.2f} {speed:8.0f} {report.rows_read / used:10.0f}"
        f" {speed / BASELINE:6.2f} {peak:8.0f}"
    )


def main(paths: list[Path | int], folder: Path) -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("load_territories", verbosity=0)
    print(
        f"{'file':50}    rows rejected warnings  seconds    cpu s    again   rows/s rows/cpu-s"
        "  ratio  peak MB"
    )
    for asked in paths:
        path = made_up(asked, folder) if isinstance(asked, int) else asked
        try:
            print(line(path))
        except UnreadableFileError as error:
            print(f"{path.name:50} {error}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/benchmark.sqlite3")
        import django

        django.setup()
        from django.core.management import call_command

        from places.imports import UnreadableFileError, import_places
        from places.models import Commune

        main([int(name) if name.isdigit() else Path(name) for name in sys.argv[1:]], Path(folder))
