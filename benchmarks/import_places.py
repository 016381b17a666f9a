"""Time the import of files of places: `python benchmarks/import_places.py FILE…`.

Each file goes twice into a throw-away database that holds the territories: first all new, then
all unchanged. Baseline: 2,000 rows a second.
"""

import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
BASELINE = 2000

sys.path.insert(0, str(ROOT))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")


def timed(path: Path) -> tuple[object, float]:
    start = perf_counter()
    report = import_places(path, path.name)
    return report, perf_counter() - start


def line(path: Path) -> str:
    """One file: rows, rejected, seconds for the first and second runs, ratio to the baseline."""
    report, seconds = timed(path)
    _again, again = timed(path)
    speed = report.rows_read / seconds
    return (
        f"{path.name:50} {report.rows_read:7} {report.rejected:8} {report.warnings:8}"
        f" {seconds:8.2f} {again:8.2f} {speed:8.0f} {speed / BASELINE:6.2f}"
    )


def main(paths: list[Path]) -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("load_territories", verbosity=0)
    print(f"{'file':50}    rows rejected warnings  seconds    again   rows/s  ratio")
    for path in paths:
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

        main([Path(name) for name in sys.argv[1:]])
