"""Time the run of the import assistant: `python benchmarks/import_run.py [ROWS|FILE…]`.

A synthetic file with columns of its own is read through its mapping, staged, then swapped in, in
a throw-away database that holds the territories; then once more, all unchanged. A FILE of the
national standard is read as it is; several are made into one. Baseline: 2,000 rows a second for
the whole run. `--memory` measures the peak of allocations instead, at a tenth of the rows and at
all of them.
"""

import csv
import json
import os
import random
import sys
import tempfile
import tracemalloc
from io import StringIO
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
BASELINE = 2000

sys.path.insert(0, str(ROOT))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")

HEADERS = {
    "id": "Réf",
    "nom": "Nom de la structure",
    "adresse": "Rue",
    "code_postal": "CP",
    "commune": "Ville",
    "latitude": "Lat",
    "longitude": "Long",
    "telephone": "Tél",
    "courriels": "Mail",
    "horaires": "Ouverture",
    "services": "Ateliers",
    "date_maj": "Mis à jour",
}
SERVICES = ("Démarches", "Initiation tablette", "Sécurité", "Emploi")
TABLE = {
    "Démarches": "Aide aux démarches administratives",
    "Initiation tablette": "Maîtrise des outils numériques du quotidien",
    "Sécurité": "Utilisation sécurisée du numérique",
    "Emploi": "Insertion professionnelle via le numérique",
}


def synthetic(count: int) -> bytes:
    """A file of places in real communes, as a spreadsheet would save it."""
    communes = list(
        Commune.objects.filter(postal_codes__isnull=False)
        .values_list("name", "postal_codes__code", "latitude", "longitude")
        .order_by("pk")[:5000]
    )
    chosen = random.Random(20)
    file = StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(HEADERS.values())
    for number in range(count):
        name, code, latitude, longitude = chosen.choice(communes)
        words = f"""{number}|Cyberbase {name} {number}|{number % 90 + 1} rue de la Mairie|{code}
            |{name}|{latitude + 0.002:.5f}|{longitude - 0.002:.5f}|05 55 {number % 90 + 10} 00 11
            |contact{number}@exemple.fr|Mo-Fr 09:00-12:00,14:00-17:00"""
        services = ", ".join(chosen.sample(SERVICES, 2))
        writer.writerow([*(word.strip() for word in words.split("|")), services, "14/05/2024"])
    return file.getvalue().encode()


def run_of(content: bytes, count: int) -> object:
    rules = {column: Column(header) for column, header in HEADERS.items()}
    mapping = Mapping(rules | {"services": Table("Ateliers", TABLE)})
    run = ImportRun(source="Essai", file_name="lieux.csv", rows_total=count)
    run.mapping, run.status = mapping.to_json(), ImportRun.Status.STAGING
    run.file.save("", ContentFile(content))
    return run


def run_of_files(paths: list[Path]) -> object:
    run = ImportRun(source=paths[0].stem, file_name=paths[0].name, status=ImportRun.Status.STAGING)
    content = paths[0].read_bytes()
    if paths[1:]:
        run.file_name, content = "places.json", as_one(paths)
    run.file.save("", ContentFile(content))
    return run


def as_one(paths: list[Path]) -> bytes:
    """The rows of several files, one after the other; each says its file in its identifier."""
    rows = [
        row.cells | {"id": f"{path.stem} {row.cells.get('id', row.line)}"}
        for path in paths
        for row in read_rows(path).rows
    ]
    return json.dumps(rows, default=str).encode()


def timed(run: object) -> tuple[object, float, float]:
    """The run, the seconds of its reading and those of its swap."""
    start = perf_counter()
    carry_on.call(str(run.pk))
    run.refresh_from_db()
    read = perf_counter()
    run.move(ImportRun.Status.SWAPPING)
    carry_on.call(str(run.pk))
    run.refresh_from_db()
    return run, read - start, perf_counter() - read


def speed(asked: int | list[Path]) -> None:
    content = synthetic(asked) if isinstance(asked, int) else b""
    print("                 rows  created unchanged  reading     swap   rows/s  ratio  rows/cpu s")
    for name in ("first time", "second time"):
        used = process_time()
        new = run_of(content, asked) if isinstance(asked, int) else run_of_files(asked)
        run, reading, swap = timed(new)
        used = process_time() - used
        rate = run.rows_read / (reading + swap)
        print(
            f"{name:12} {run.rows_read:8} {run.created:8} {run.unchanged:9}"
            f" {reading:8.2f} {swap:8.2f} {rate:8.0f} {rate / BASELINE:6.2f}"
            f" {run.rows_read / used:11.0f}"
        )


def memory(count: int) -> None:
    carry_on.call(str(run_of(synthetic(10), 10).pk))  # what is loaded once
    for rows in (count // 10, count):
        content = synthetic(rows)
        ImportRun.objects.update(status=ImportRun.Status.CANCELLED)
        tracemalloc.start()
        timed(run_of(content, rows))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(f"{rows:8} rows: {peak / 2**20:6.1f} MB at most")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/benchmark.sqlite3")
        os.environ.setdefault("MEDIA_ROOT", f"{folder}/media")
        import django

        django.setup()
        from django.core.files.base import ContentFile
        from django.core.management import call_command

        from places.files import read_rows
        from places.imports.runs import carry_on
        from places.mapping import Mapping
        from places.mapping.rules import Column, Table
        from places.models import Commune, ImportRun

        call_command("migrate", run_syncdb=True, verbosity=0)
        call_command("load_territories", verbosity=0)
        words = [word for word in sys.argv[1:] if not word.startswith("--")] or ["20000"]
        asked = int(words[0]) if words[0].isdecimal() else list(map(Path, words))
        (memory if "--memory" in sys.argv else speed)(asked)
