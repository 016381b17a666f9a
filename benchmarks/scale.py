"""What each workload costs as places grow: `scale.py [NUMBER…]`.

Invented places in real communes drawn by population, one in six listed by a second producer under
another writing, go into a throw-away SQLite database, a fresh one for each number. Then each
workload runs in a process of its own, so that its memory is its own: looking for doubles, joining
the sure ones, the groups of the map (zooms 0 to 9), the open files of the night, both sitemaps.

Seconds of processor tell the same on a busy machine. The named baseline is the first number: the
last column is the processor's time a row beside it (1 is linear; more than 1.3 is a fault).
"""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
NUMBERS = ("20000", "50000", "200000")
PARTS = ("fill", "doubles", "merge", "groups", "dumps", "places sitemap", "territories sitemap")
DOUBLED, BATCH = 6, 1000
MOST_TERMS = 4
LAST_ZOOM = 9
SITEMAPS = {"places sitemap": "lieux", "territories sitemap": "territoires"}
KINDS = ("Médiathèque", "Mairie", "France services", "Centre social", "Tiers-lieu", "CCAS")
WAYS = ("rue", "avenue", "place", "chemin", "impasse")
HOURS = ("Mo-Fr 09:00-12:00,14:00-17:30", "Tu-Sa 10:00-18:00", "We 14:00-17:00", "")

sys.path.insert(0, str(ROOT))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ["DJANGO_SETTINGS_MODULE"] = "mediation.settings"


def records(number: int) -> "Iterator[SourceRecord]":
    """What the first producer says, then what the second says of some of the same places."""
    columns = ("pk", "name", "latitude", "longitude", "postal_codes__code", "population")
    communes = list(Commune.objects.filter(postal_codes__isnull=False).values_list(*columns))
    weights = [1 + row[-1] for row in communes]
    towns = random.Random(7).choices(communes, weights, k=number)
    sources = [Source.objects.get_or_create(name=f"producteur {n}")[0] for n in (1, 2)]
    alone = number - number // DOUBLED
    for n in range(number):
        is_second = n >= alone
        place = n - alone if is_second else n
        fields = said_of(place, towns[place], communes, is_second=is_second)
        terms: dict[str, list[str]] = {}
        for vocabulary, code in sorted(random.Random(place).sample(TERMS, MOST_TERMS)):
            terms.setdefault(vocabulary, []).append(code)
        yield SourceRecord(
            source=sources[is_second],
            identifier=str(n),
            fields=fields,
            terms=terms,
            said_on=date(2025, 1, 1 + n % 28),
            seen_at=timezone.now(),
        )


def said_of(
    place: int, town: tuple[object, ...], communes: list[tuple[object, ...]], *, is_second: bool
) -> dict[str, object]:
    """The fields of a place: the second producer writes its name otherwise."""
    own = random.Random(place)
    code, commune, latitude, longitude, postal, _population = town
    # Names and streets are as many as in the country: few places share theirs by chance.
    kind, name, street = own.choice(KINDS), own.choice(communes)[1], own.choice(communes)[1]
    fields = {
        "name": f"{kind.upper()} {name} ({commune})" if is_second else f"{kind} {name}",
        "commune_id": code,
        "commune_name": commune,
        "postal_code": postal,
        "address": f"{own.randint(1, 90)} {own.choice(WAYS)} de {street}",
        "latitude": latitude + own.gauss(0, 0.015),
        "longitude": longitude + own.gauss(0, 0.02),
        "phone": f"+331{own.randrange(10**8):08}",
        "emails": f"contact{place}@exemple.fr",
        "opening_hours": own.choice(HOURS),
        "summary": f"Aide numérique à {commune}, avec ou sans rendez-vous.",
    }
    return {key: value for key, value in fields.items() if value}


def fill(number: int) -> int:
    """Store each record and the place that it alone makes."""
    term_ids = ids_of_terms()
    now = timezone.now()
    for start, batch in enumerate(batches(records(number), BATCH)):
        first = start * BATCH + 1
        sheets = [compose([record]) for record in batch]
        ours = {"created_at": now, "changed_at": now}
        for n, (record, sheet) in enumerate(zip(batch, sheets, strict=True), first):
            record.place_id = n
            sheet.values.update(ours, source=record.source.name, source_id=record.identifier)
            sheet.values.update(slug=f"mesure-{n}", provenance=sheet.provenance)
        with transaction.atomic():
            insert(Place, [sheet.values for sheet in sheets])
            SourceRecord.objects.bulk_create(batch)
            link({first + n: sheet.terms for n, sheet in enumerate(sheets)}, {}, term_ids)
    return number


def build_groups() -> int:
    return sum(len(build(zoom)) for zoom in range(LAST_ZOOM + 1))


def publish_dumps() -> int:
    call_command("publish_dumps", verbosity=0, stdout=StringIO())
    return sum(file.size for file in latest().files)


def sitemap(section: str) -> int:
    """Read every file of a sitemap that the index names; how many addresses they hold."""
    client = Client()
    files = client.get("/sitemap.xml").content.decode().count(f"/sitemap-{section}.xml")
    answers = (client.get(f"/sitemap-{section}.xml?p={n}") for n in range(1, files + 1))
    return sum(answer.content.count(b"<loc>") for answer in answers)


def cold(section: str) -> float:
    """Seconds of the first file, asked once the process has answered something else."""
    client = Client()
    client.get("/robots.txt")
    start = perf_counter()
    client.get(f"/sitemap-{section}.xml")
    return perf_counter() - start


def work_of(part: str, number: int) -> Callable[[], int]:
    works = {
        "fill": lambda: fill(number),
        "doubles": find_doubles,
        "merge": merge_sure_doubles,
        "groups": build_groups,
        "dumps": publish_dumps,
    }
    return works.get(part) or (lambda: sitemap(SITEMAPS[part]))


def run(part: str, number: int) -> None:
    """Do one workload, and say what it cost as a line of JSON."""
    facts: dict[str, float] = {}
    if part in SITEMAPS:
        facts["cold"] = cold(SITEMAPS[part])
    work = work_of(part, number)
    wall, processor = perf_counter(), process_time()
    facts["result"] = work()
    facts |= {"cpu": process_time() - processor, "seconds": perf_counter() - wall}
    facts["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(facts))


def prepare() -> None:
    call_command("migrate", verbosity=0)
    call_command("load_territories", stdout=sys.stderr)


def asked(folder: Path, part: str, number: str) -> dict[str, float]:
    """One workload in a process of its own."""
    own = {
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "MEDIA_ROOT": str(folder / "media"),
        "CACHE_URL": "locmemcache://",
        "ALLOWED_HOSTS": "testserver",
        "PART": part,
        "NUMBER": number,
    }
    done = subprocess.run(
        [sys.executable, __file__], env=os.environ | own, check=True, stdout=subprocess.PIPE
    )
    facts: dict[str, float] = json.loads(done.stdout or "{}")
    return facts


def main(numbers: list[str]) -> None:
    print("| travail | lieux | s | s processeur | lieux/s | Mo | résultat | à froid, s | rapport |")
    print(f"|{'---|' * 9}", flush=True)
    first: dict[str, float] = {}
    for number in numbers:
        with tempfile.TemporaryDirectory(prefix="fanal-benchmark-") as name:
            folder = Path(name)
            asked(folder, "prepare", number)
            for part in PARTS:
                facts = asked(folder, part, number)
                a_row = facts["cpu"] / int(number)
                ratio = a_row / first.setdefault(part, a_row)
                print(line(part, int(number), facts, ratio), flush=True)
            shutil.rmtree(folder / "media", ignore_errors=True)


def line(part: str, number: int, facts: dict[str, float], ratio: float) -> str:
    cold_seconds = f"{facts['cold']:.2f}" if "cold" in facts else "–"
    cells = (
        *(part, number, f"{facts['seconds']:.1f}", f"{facts['cpu']:.1f}"),
        *(f"{number / facts['seconds']:.0f}", f"{facts['megabytes']:.0f}", facts["result"]),
        *(cold_seconds, f"{ratio:.2f}"),
    )
    return f"| {' | '.join(map(str, cells))} |"


if "PART" in os.environ:
    import django

    django.setup()
    from datetime import date
    from io import StringIO

    from django.core.management import call_command
    from django.db import transaction
    from django.test import Client
    from django.utils import timezone

    from places.composing import compose
    from places.doubles.finding import find_doubles, merge_sure_doubles
    from places.inserting import insert
    from places.map_groups import build
    from places.models import Commune, Place, Source, SourceRecord
    from places.open_data.dumps import latest
    from places.sheets import batches, ids_of_terms, link
    from places.standard import NATIONAL_LABELS

    TERMS = sorted(NATIONAL_LABELS)
    if os.environ["PART"] == "prepare":
        prepare()
    else:
        run(os.environ["PART"], int(os.environ["NUMBER"]))
elif __name__ == "__main__":
    main(sys.argv[1:] or list(NUMBERS))
