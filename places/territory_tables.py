"""Join the two registry packages into the gazetteer's tables."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from places.boundaries.centres import middle, point_of_shape
from places.gazetteer_files import DATA
from places.territory_sources import Point, Shape, read_json_table

NOW = {"commune-actuelle", "arrondissement-municipal"}
FORMER = {"commune-deleguee", "commune-associee"}
Row = dict[str, object]


class Tables:
    """The rows of every table, from the npm package and the shapes of the wheel."""

    def __init__(self, package: Path, shapes: dict[str, Shape]) -> None:
        self.records = read_json_table(package, "communes")
        self.communes = [row for row in self.records if row["type"] in NOW]
        self.codes = {row["code"] for row in self.communes}
        self.groups = read_json_table(package, "epci")
        self.epci_of = {
            member["code"]: group["code"] for group in self.groups for member in group["membres"]
        }
        self.package = package
        self.points = self._points(shapes)

    def _points(self, shapes: dict[str, Shape]) -> dict[str, Point]:
        points = _overseas_points()
        points |= {
            code: point
            for code in self.codes & shapes.keys()
            if (point := point_of_shape(shapes[code]))
        }
        # A few communes set up anew have no shape yet: they lie among those of their postal code.
        neighbours = defaultdict(list)
        for row in self.communes:
            if row["code"] in points:
                neighbours[postal_codes(row)].append(points[row["code"]])
        return points | {
            row["code"]: middle(neighbours[postal_codes(row)])
            for row in self.communes
            if row["code"] not in points
        }

    def regions(self) -> Iterator[Row]:
        for row in read_json_table(self.package, "regions"):
            yield {"code": row["code"], "name": row["nom"]}

    def departements(self) -> Iterator[Row]:
        for row in read_json_table(self.package, "departements"):
            yield {"code": row["code"], "name": row["nom"], "region": row["region"]}

    def epci(self) -> Iterator[Row]:
        for row in self.groups:
            yield {"siren": row["code"], "name": row["nom"]}

    def commune_rows(self) -> Iterator[Row]:
        for row in sorted(self.communes, key=lambda row: row["code"]):
            longitude, latitude = self.points[row["code"]]
            yield {
                "insee_code": row["code"],
                "name": row["nom"].replace(" Arrondissement", " arrondissement"),
                "departement": row["departement"],
                "epci": self.epci_of.get(row.get("commune", row["code"]), ""),
                "parent": row.get("commune", ""),
                "population": row.get("population", 0),
                "latitude": f"{latitude:.5f}",
                "longitude": f"{longitude:.5f}",
                "postal_codes": postal_codes(row),
            }

    def former_communes(self) -> Iterator[Row]:
        """Codes and names that mergers took away, with the commune that has them now."""
        names = {row["code"]: row["nom"] for row in self.records if row["type"] in FORMER}
        pairs = {(row["code"], row["chefLieu"]) for row in self.records if row["type"] in FORMER}
        pairs |= {
            (old, row["code"]) for row in self.communes for old in row.get("anciensCodes", [])
        }
        now = {row["code"]: row["nom"] for row in self.communes}
        for code, commune in sorted(pairs):
            name = names.get(code, "")
            if code != commune or name not in {"", now[commune]}:
                yield {"insee_code": code, "name": name, "commune": commune}


def postal_codes(row: dict[str, Any]) -> str:
    """A commune's postal codes, parted by « | »."""
    return "|".join(row.get("codesPostaux", []))


def _overseas_points() -> dict[str, Point]:
    with (DATA / "overseas_points.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["insee_code"]: (float(row["longitude"]), float(row["latitude"]))
            for row in csv.DictReader(file)
        }
