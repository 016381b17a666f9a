"""Nearest 20 places among many, on the database of DATABASE_URL, beside an exact scan of them all.

    python benchmarks/nearest.py [places, 20000 by default] [searches, 300 by default]

Needs a migrated database with its territories; what it writes is rolled back at the end.
"""

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import django

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")
django.setup()

from django.db import connection, transaction
from django.http import QueryDict

from places.conditions import has_term
from places.filters import PlaceFilter
from places.models import Commune, Place, Term

WANTED = 20
BATCH = 2_000
SCANS = 20
Point = tuple[float, float]
# As often as in the national file: half of the places offer it.
SERVICE_SHARE = 0.5
HOURS = ("Mo-Fr 09:00-12:00,14:00-17:30", "Tu-Sa 10:00-18:00", "We 14:00-17:00", "")


def load(count: int, rng: random.Random) -> list[Point]:
    """Write places around communes drawn by population; return the points to search from."""
    communes = list(
        Commune.objects.values_list("insee_code", "latitude", "longitude", "population")
    )
    weights = [1 + population for *_, population in communes]
    term = Term.objects.get(vocabulary="service", code="demarches")
    for start in range(0, count, BATCH):
        drawn = rng.choices(communes, weights, k=min(BATCH, count - start))
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
            )
            for n, (code, latitude, longitude, _) in enumerate(drawn)
        )
        offering = [place for place in rows if rng.random() < SERVICE_SHARE]
        through = Place.terms.through
        through.objects.bulk_create(through(place=place, term=term) for place in offering)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
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


def nearest(point: Point) -> object:
    return Place.objects.published().nearest(*point, WANTED)


def nearest_offering(point: Point) -> object:
    places = Place.objects.published().filter(has_term("service", "demarches"))
    return places.nearest(*point, WANTED)


def list_page(point: Point, more: str = "") -> object:
    query = QueryDict(f"lat={point[0]}&lon={point[1]}{more}")
    places = PlaceFilter(query, Place.objects.published()).qs
    return places.count(), list(places[:WANTED])


def page_open_now(point: Point) -> object:
    return list_page(point, "&maintenant=on")


def exact_scan(point: Point) -> object:
    return list(Place.objects.published().near(*point)[:WANTED])


def main(places: int = 20_000, searches: int = 300) -> None:
    rng = random.Random(23)
    with transaction.atomic():
        points = load(places, rng)[:searches]
        print(f"{connection.vendor}, {places} lieux, {searches} recherches, {WANTED} plus proches")
        ours = measure("nearest(20)", nearest, points)
        measure("nearest(20), un service", nearest_offering, points)
        measure("page : compte à 50 km et 20 lieux", list_page, points)
        measure("page, ouvert maintenant", page_open_now, points[: searches // 3])
        scan = measure("référence : balayage exact de tout", exact_scan, points[:SCANS])
        print(f"rapport à la référence : {ours / scan:.3f}")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
