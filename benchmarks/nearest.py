"""Nearest 20 places among many, filter by filter, beside an exact scan and PostGIS's own search.

    python benchmarks/nearest.py [places, 20000 by default] [searches, 200 by default]

Needs a migrated database of its own (DATABASE_URL) with its territories and no place: what it
writes is committed, as places are when people search, and taken away at the end. PostGIS is
measured where the server has it; the product does without.
"""

import os
import random
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from zoneinfo import ZoneInfo

import django

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")
django.setup()

from django.db import DatabaseError, connection, transaction
from django.http import QueryDict

from places.filters import PlaceFilter
from places.models import Commune, Place, Term
from places.models.linking import noted
from places.models.opening_moments import OpenAt, OpenDuring
from places.moments import next_saturday, this_evening
from places.views.places import sooner
from places.widening import NearestFirst

WANTED = 20
BATCH = 2_000
SCANS = 20
ACCESS = 0.2
Point = tuple[float, float]
Link = Place.terms.through
# How often places name a term, about as in the national file.
SHARES = {
    ("service", "demarches"): 0.5,
    ("service", "emploi"): 0.4,
    ("audience", "jeunes"): 0.2,
    ("accommodation", "illettrisme"): 0.15,
    ("fee", "gratuit"): 0.7,
    ("programme", "france-services"): 0.15,
    ("support_mode", "distance"): 0.1,
    ("access_mode", "se-presenter"): 0.6,
}
HOURS = ("Mo-Fr 09:00-12:00,14:00-17:30", "Tu-Sa 10:00-20:00", "We 14:00-17:00", "")


def load(count: int, rng: random.Random) -> list[Point]:
    """Write places around communes drawn by population; return the points to search from."""
    communes = list(
        Commune.objects.values_list("insee_code", "latitude", "longitude", "population")
    )
    weights = [1 + population for *_, population in communes]
    terms = {(term.vocabulary, term.code): term for term in Term.objects.all()}
    for start in range(0, count, BATCH):
        drawn = rng.choices(communes, weights, k=min(BATCH, count - start))
        offered = [[t for k, t in terms.items() if rng.random() < SHARES.get(k, 0)] for _ in drawn]
        rows = Place.objects.bulk_create(
            Place(
                slug=f"mesure-{start + n}",
                source="mesure",
                source_id=str(start + n),
                name=f"Lieu {start + n}",
                commune_id=code,
                latitude=latitude + rng.gauss(0, 0.02),
                longitude=longitude + rng.gauss(0, 0.02),
                opening_hours=rng.choice(HOURS),
                accessibility_url="https://exemple.fr/acces" if rng.random() < ACCESS else "",
                term_keys=noted(term.pk for term in offered[n]),
            )
            for n, (code, latitude, longitude, _) in enumerate(drawn)
        )
        Link.objects.bulk_create(
            Link(place=place, term=term)
            for place, named in zip(rows, offered, strict=True)
            for term in named
        )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # As if the places of another measure had never been there.
            cursor.execute("REINDEX TABLE places_place")
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
    return [
        (latitude, longitude)
        for _, latitude, longitude, _ in rng.choices(communes, weights, k=count)
    ]


def measure(label: str, search: Callable[[Point], object], points: list[Point]) -> float:
    """Print the median and the 95th percentile in milliseconds; return the median."""
    search(points[0])
    times = []
    for point in points:
        start = perf_counter()
        search(point)
        times.append((perf_counter() - start) * 1000)
    p95 = quantiles(times, n=20)[-1]
    print(f"{label:<44} médiane {median(times):7.2f} ms   p95 {p95:7.2f} ms")
    return median(times)


def twenty(point: Point, asked: str = "") -> list[Place]:
    """The first page of the list as its view reads it, without the count."""
    query = QueryDict(f"lat={point[0]}&lon={point[1]}{asked}")
    return list(sooner(PlaceFilter(query, Place.objects.published()))[:WANTED])


def list_page(point: Point) -> object:
    query = QueryDict(f"lat={point[0]}&lon={point[1]}")
    page = sooner(PlaceFilter(query, Place.objects.published()))
    return len(page) if isinstance(page, NearestFirst) else page.count(), page[:WANTED]


def nearest(point: Point) -> object:
    return Place.objects.published().nearest(*point, WANTED)


def exact_scan(point: Point) -> object:
    return list(Place.objects.published().near(*point)[:WANTED])


def has_postgis() -> bool:
    """Give the places a geography with its index, if the server can."""
    if connection.vendor != "postgresql":
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS postgis")
            cursor.execute(
                "CREATE TABLE knn AS SELECT places_place.*, ST_SetSRID(ST_MakePoint(longitude,"
                " latitude), 4326)::geography AS point FROM places_place"
            )
            cursor.execute("CREATE INDEX ON knn USING gist (point)")
            cursor.execute("ANALYZE knn")
    except DatabaseError:
        return False
    return True


def postgis(point: Point) -> object:
    """The same rows, straight from the index and the driver, without any object made of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM knn WHERE status IN ('published', 'temporarily_closed')"
            " ORDER BY point <-> ST_SetSRID(ST_MakePoint(%s, %s), 4326)::geography LIMIT %s",
            [point[1], point[0], WANTED],
        )
        return cursor.fetchall()


FILTERS = {
    "un service": "service=demarches",
    "deux services": "service=demarches&service=emploi",
    "un public": "public=jeunes",
    "un accueil adapté": "accueil=illettrisme",
    "gratuit": "prix=gratuit",
    "sans rendez-vous": "rdv=sans",
    "à distance": "adistance=on",
    "accès précisé": "accessible=on",
    "un réseau": "dispositif=france-services",
}
TODAY = datetime(2026, 11, 18, 15, tzinfo=ZoneInfo("Europe/Paris"))  # a Wednesday afternoon
MOMENTS = {
    "ouvert maintenant": OpenAt(TODAY),
    "ce soir": OpenDuring(*this_evening(TODAY.replace(tzinfo=None))),
    "le samedi": OpenDuring(*next_saturday(TODAY.replace(tzinfo=None))),
}
HOURS_FILTERS = {"ouvert maintenant": "&maintenant=on", "le samedi": "&samedi=on"}


def compare(places: int, searches: int) -> None:
    points = load(places, random.Random(23))[:searches]
    print(f"{connection.vendor}, {places} lieux, {searches} recherches, {WANTED} plus proches")
    ours = measure("20 plus proches", nearest, points)
    for label, asked in FILTERS.items():
        kept = PlaceFilter(QueryDict(asked), Place.objects.published()).qs.order_by()
        measure(f"20 plus proches, {label}", lambda p, k=kept: k.nearest(*p, WANTED), points)
    places = Place.objects.published()
    for label, moment in MOMENTS.items():
        search = partial(lambda p, m: places.nearest(*p, WANTED, m), m=moment)
        measure(f"20 plus proches, {label}", search, points)
    measure("page entière, sans son compte", twenty, points)
    for label, asked in HOURS_FILTERS.items():
        measure(f"page entière, {label}", partial(twenty, asked=asked), points)
    measure("page entière, et le compte à 50 km", list_page, points)
    scan = measure("référence : balayage exact de tout", exact_scan, points[:SCANS])
    print(f"rapport au balayage : {ours / scan:.3f}")
    if has_postgis():
        raw = measure("référence : PostGIS, lignes brutes", postgis, points)
        again = measure("20 plus proches, encore", nearest, points)
        print(f"rapport à PostGIS : {again / raw:.2f}")


def empty() -> None:
    Link.objects.all().delete()
    Place.objects.all().delete()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS knn")


def main(places: int = 20_000, searches: int = 200) -> None:
    if Place.objects.exists():
        raise SystemExit("Cette base a des lieux : donnez-en une qui n’en a pas.")
    try:
        compare(places, searches)
    finally:
        empty()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
