"""Time the storing of records, the look for doubles and the joining: `sheets.py [NUMBER…]`.

Invented places in real communes, one in five listed by a second producer, go into a throw-away
database: all new, then all unchanged; then doubles are looked for and the sure ones joined. Each
number is a fresh database. Seconds are of processor, so that a busy machine tells the same. The
named baseline is the import's budget, 2,000 rows a second.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
BASELINE = 2000
ONE, DOUBLED = "producteur", 5

sys.path.insert(0, str(ROOT))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ["DJANGO_SETTINGS_MODULE"] = "mediation.settings"

KINDS = ("Médiathèque", "Mairie", "France services", "Centre social", "Tiers-lieu", "CCAS")
STREETS = ("rue des Tilleuls", "avenue de la Gare", "place du Marché", "rue Jean Jaurès")
NAMES = ("Simone Veil", "Jean Moulin", "Colette", "Louise Michel", "Les Capucins", "du Bocage")


def said(number: int) -> "Iterator[Saying]":
    """The rows of one producer, then those of the second, the same at each call."""
    dice = random.Random(8)
    columns = ("pk", "name", "latitude", "longitude", "postal_codes__code")
    communes = list(Commune.objects.filter(postal_codes__isnull=False).values_list(*columns))
    first = number * DOUBLED // (DOUBLED + 1)
    for n in range(number):
        again = n - first
        own = random.Random(again * DOUBLED if again >= 0 else n)
        code, town, latitude, longitude, postal = communes[own.randrange(len(communes))]
        kind, name = own.choice(KINDS), own.choice(NAMES)
        record = PlaceRecord(
            source_id=str(n),
            name=f"{kind} {name}" if again < 0 else f"{kind.upper()} {name} ({town})",
            origin=ONE,
            commune_name=town,
            postal_code=postal,
            insee_code=code,
            address=f"{own.randint(1, 90)} {own.choice(STREETS)}",
            latitude=latitude + own.uniform(-0.01, 0.01),
            longitude=longitude + own.uniform(-0.01, 0.01),
            phone=f"+331{own.randrange(10**8):08}",
            opening_hours="Mo-Fr 09:00-12:00,14:00-17:00",
            updated_on=date(2025, 1, dice.randint(1, 28)),
            terms=frozenset(own.sample(TERMS, 4)),
        )
        yield said_by(ONE if again < 0 else "second producteur", record, code)


def timed(work: object) -> tuple[float, object]:
    start = process_time()
    result = work()  # type: ignore[operator]
    return process_time() - start, result


def store(number: int) -> None:
    with transaction.atomic():
        Store().write(batches(said(number)), Report())


def main(number: int) -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("load_territories", verbosity=0)
    new, _ = timed(lambda: store(number))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    same, _ = timed(lambda: store(number))
    looked, pairs = timed(find_doubles)
    joined, merged = timed(merge_sure_doubles)
    print(
        f"{number:>8} {number / new:>8.0f} {number / new / BASELINE:>6.2f} {number / same:>9.0f}"
        f" {memory:>8} {looked:>9.1f} {pairs:>8} {merged:>8} {joined:>9.1f}",
        flush=True,
    )


def each(numbers: list[str]) -> None:
    """One process a number: its memory and its database are its own."""
    head = "  places new/s  ratio  same/s  peak MB  look s  pairs  joined  join s"
    print(head, flush=True)
    for number in numbers:
        with tempfile.TemporaryDirectory(prefix="fanal-benchmark-") as folder:
            address = {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "ONLY": number}
            subprocess.run([sys.executable, __file__], env=os.environ | address, check=True)


if "ONLY" in os.environ:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from places.doubles.finding import find_doubles, merge_sure_doubles
    from places.imports.reports import Report
    from places.imports.sayings import Saying, said_by
    from places.imports.storing import Store
    from places.models import Commune
    from places.sheets import batches
    from places.standard import NATIONAL_LABELS, PlaceRecord

    TERMS = sorted(NATIONAL_LABELS)
    main(int(os.environ["ONLY"]))
elif __name__ == "__main__":
    each(sys.argv[1:] or ["20000"])
