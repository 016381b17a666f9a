"""Draw pairs to label from real files: `draw_doubles.py SEED FILE…` prints them as CSV.

Each file goes into a throw-away database under its own name, doubles are looked for, and pairs of
two files are drawn at random in each band of score: 200 of those that would be joined without
asking, 50 of 0.9 to that, 50 of 0.7 to 0.9, 40 of 0.5 to 0.7. They come in a random order without
their score: fill « same » (1 or 0) by reading both rows, then give the file to `keep_doubles.py`,
which makes of it what `tests/places/test_held_out_doubles.py` reads. No number, no e-mail, no site
is printed, only whether both sides say the same. How many pairs each band held, which the estimate
of recall needs, goes to the standard error.
"""

import csv
import os
import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = (
    *("same", "name", "address", "postal_code", "commune"),
    *("other_name", "other_address", "other_postal_code", "other_commune"),
    *("metres", "siret", "phone", "email", "site"),
)

sys.path.insert(0, str(ROOT))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")
os.environ["MERGE_SURE_DOUBLES"] = "0"


def load(paths: list[Path]) -> None:
    call_command("migrate", verbosity=0)
    call_command("load_territories", stdout=sys.stderr)
    for path in paths:
        import_places(path, path.name, mapping=propose(read_rows(path)).mapping)
    find_doubles()


def drawn(seed: int) -> "list[Double]":
    """The pairs of each band, mixed."""
    dice = random.Random(seed)
    pairs = [
        double
        for double in Double.objects.select_related("first__commune", "second__commune")
        if double.first.source != double.second.source
    ]
    pairs.sort(key=lambda double: double.pk)
    kept = []
    for least, most, wanted in ((SURE, 2, 200), (0.9, SURE, 50), (0.7, 0.9, 50), (0.5, 0.7, 40)):
        band = [double for double in pairs if least <= double.score < most]
        print(f"{least} : {len(band)} paires", file=sys.stderr)
        kept += dice.sample(band, min(wanted, len(band)))
    dice.shuffle(kept)
    return kept


def line(double: "Double") -> list[object]:
    one, other = prints_of(Place.objects.filter(pk__in=[double.first_id, double.second_id]))
    metres = (
        round(1000 * distance_km(*one.point, *other.point)) if one.point and other.point else ""
    )
    return [
        *("", *words(double.first), *words(double.second), metres),
        *(alike(one.pivot, other.pivot), alike(one.phone, other.phone)),
        *("=" if one.emails & other.emails else "", "=" if one.sites & other.sites else ""),
    ]


def words(place: "Place") -> tuple[str, str, str, str]:
    commune = place.commune.name if place.commune else place.commune_name
    return place.name, place.address, place.postal_code, commune


def alike(one: str, other: str) -> str:
    return "" if not (one and other) else "=" if one == other else "≠"


def main(seed: int, paths: list[Path]) -> None:
    load(paths)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(line, drawn(seed)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/benchmark.sqlite3")
        import django

        django.setup()
        from django.core.management import call_command

        from places.doubles.finding import find_doubles, prints_of
        from places.doubles.scoring import SURE
        from places.files import read_rows
        from places.geocoding import distance_km
        from places.imports import import_places
        from places.mapping import propose
        from places.models import Double, Place

        main(int(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
