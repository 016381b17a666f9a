"""Fill communes, intercommunalités, départements and régions from the embedded gazetteer."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, models, transaction

from places.gazetteer_files import read_table
from places.geocoding.names import normalise, ways_in
from places.models import (
    Commune,
    CommuneName,
    Departement,
    Edition,
    Epci,
    FormerCommune,
    PostalCode,
    Region,
)

Rank = CommuneName.Rank
# For a database that sets no limit to a statement's values.
MOST_PARAMETERS = 20_000
# A table's row as the file has it, and a row to write: its values under the model's columns.
Source = dict[str, str]
Row = dict[str, object]


class Command(BaseCommand):
    """Safe to run again: rows are updated in place, and what refers to them is left alone."""

    help = "Charge les communes, intercommunalités, départements et régions."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = list(read_table("communes"))
        with transaction.atomic():
            counts = [
                (write(Region, read_table("regions")), "régions"),
                (write(Departement, map(departement, read_table("departements"))), "départements"),
                (write(Epci, read_table("epci")), "intercommunalités"),
                (write(Commune, map(commune, rows)), "communes et arrondissements"),
                (write_anew(PostalCode, postal_codes(rows)), "codes postaux"),
                (write_anew(FormerCommune, former_communes()), "anciennes communes"),
            ]
            write_anew(CommuneName, names(rows))
            Edition.objects.renew()
            if connection.vendor == "postgresql":
                # Its planner knows nothing of tables just filled, and searches would crawl.
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")
        self.stdout.write(" · ".join(f"{label} {count}" for count, label in counts))


def write(model: type[models.Model], source: Iterable[Row | Source]) -> int:
    """Write rows, updating those whose key is known, and return how many there were.

    Straight to the driver: a hundred thousand rows through instances would take three times longer.
    """
    rows = list(source)
    size = (connection.features.max_query_params or MOST_PARAMETERS) // len(rows[0])
    with connection.cursor() as cursor:
        for start in range(0, len(rows), size):
            batch = rows[start : start + size]
            values = [value for row in batch for value in row.values()]
            cursor.execute(upsert(model, list(rows[0]), len(batch)), values)
    return len(rows)


def upsert(model: type[models.Model], columns: list[str], count: int) -> str:
    """The SQL that writes `count` rows of these columns."""
    quote = connection.ops.quote_name
    names = [quote(column) for column in columns]
    key = quote(model._meta.pk.column)
    row = f"({', '.join(['%s'] * len(names))})"
    changes = ", ".join(f"{name} = excluded.{name}" for name in names if name != key)
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(names)}) "  # noqa: S608
        f"VALUES {', '.join([row] * count)} ON CONFLICT ({key}) DO UPDATE SET {changes}"
    )


def write_anew(model: type[models.Model], rows: Iterable[Row]) -> int:
    """Write a table that nothing refers to in place of what it held."""
    model._default_manager.all().delete()
    return write(model, rows)


def departement(row: Source) -> Row:
    return {"code": row["code"], "name": row["name"], "region_id": row["region"]}


def commune(row: Source) -> Row:
    return {
        "insee_code": row["insee_code"],
        "name": row["name"],
        "search_name": normalise(row["name"]),
        "departement_id": row["departement"],
        "epci_id": row["epci"] or None,
        "parent_id": row["parent"] or None,
        "population": int(row["population"]),
        "latitude": float(row["latitude"]),
        "longitude": float(row["longitude"]),
    }


def postal_codes(rows: Iterable[Source]) -> Iterator[Row]:
    for row in rows:
        for code in filter(None, row["postal_codes"].split("|")):
            yield {"code": code, "commune_id": row["insee_code"]}


def former_communes() -> Iterator[Row]:
    for row in read_table("former_communes"):
        yield {
            "insee_code": row["insee_code"],
            "name": row["name"],
            "commune_id": row["commune"],
        }


def names(rows: Iterable[Source]) -> Iterator[Row]:
    """Every way into the name of every commune, and of those it took in."""
    known = {row["insee_code"]: row for row in rows}
    for row in known.values():
        whole, later = ways_in(normalise(row["name"]))
        yield from (name_row(text, Rank.WHOLE, row) for text in whole)
        yield from (name_row(text, Rank.LATER_WORD, row) for text in later)
    for former in read_table("former_communes"):
        row = known[former["commune"]]
        # The name of today follows, so that « Anctoville, Aurseulles » finds it too.
        whole, _ = ways_in(normalise(former["name"]))
        for text in filter(None, whole):
            yield name_row(f"{text} {normalise(row['name'])}", Rank.FORMER, row)


def name_row(text: str, rank: int, row: Source) -> Row:
    return {
        "text": text,
        "rank": int(rank),
        "population": int(row["population"]),
        "commune_id": row["insee_code"],
    }
