"""Fill a database with invented places: `DATABASE_URL=… fill.py [NUMBER, 20,000 by default]`.

Needs a migrated database with its territories, such as the demonstration's:

    DATABASE_URL=sqlite:///.demo/fanal.sqlite3 python benchmarks/fill.py 20000

Places stand in real communes drawn by population, each with four terms of the national
vocabularies; one in six is listed by a second producer under another writing. What is there already
stays.
"""

import os
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")
django.setup()

from django.db import transaction
from django.utils import timezone

from places.composing import compose
from places.inserting import insert
from places.models import Commune, Edition, Place, Source, SourceRecord
from places.models.linking import noted
from places.sheets import batches, ids_of, ids_of_terms, link
from places.standard import NATIONAL_LABELS

DOUBLED, BATCH = 6, 1000
MOST_TERMS = 4
TERMS = sorted(NATIONAL_LABELS)
KINDS = ("Médiathèque", "Mairie", "France services", "Centre social", "Tiers-lieu", "CCAS")
WAYS = ("rue", "avenue", "place", "chemin", "impasse")
HOURS = ("Mo-Fr 09:00-12:00,14:00-17:30", "Tu-Sa 10:00-18:00", "We 14:00-17:00", "")


def records(number: int) -> Iterator[SourceRecord]:
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
    start = Place.objects.filter(slug__startswith="mesure-").count()
    for batch in batches(records(number), BATCH):
        store(batch, start, term_ids)
        start += len(batch)
    Edition.objects.renew()
    return number


def store(batch: list[SourceRecord], start: int, term_ids: dict[tuple[str, str], int]) -> None:
    now = timezone.now()
    sheets = [compose([record]) for record in batch]
    linked = [ids_of(sheet.terms, term_ids) for sheet in sheets]
    for n, (record, sheet, terms) in enumerate(zip(batch, sheets, linked, strict=True), start):
        record.identifier = str(n)
        sheet.values.update(source=record.source.name, source_id=record.identifier)
        sheet.values.update(created_at=now, changed_at=now, term_keys=noted(terms))
        sheet.values.update(slug=f"mesure-{n}", provenance=sheet.provenance)
    with transaction.atomic():
        insert(Place, [sheet.values for sheet in sheets])
        slugs = [sheet.values["slug"] for sheet in sheets]
        keys = dict(Place.objects.filter(slug__in=slugs).values_list("slug", "pk"))
        for record, slug in zip(batch, slugs, strict=True):
            record.place_id = keys[slug]
        SourceRecord.objects.bulk_create(batch)
        link({keys[slug]: terms for slug, terms in zip(slugs, linked, strict=True)}, {})


if __name__ == "__main__":
    wanted = int((sys.argv[1:] or ["20000"])[0])
    print(f"{fill(wanted)} lieux de plus, {Place.objects.count()} en tout")
