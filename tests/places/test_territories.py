"""Territories: who lies in which, and the outlines the map shows."""

import json
from itertools import pairwise

import pytest

from places.boundaries import layers
from places.boundaries.centres import centroid, point_of_shape
from places.boundaries.mesh import merge, signed_area
from places.boundaries.thinning import thin
from places.gazetteer_files import read_table
from places.models import Commune, Place, Territory
from places.territory_sources import Shape, decode_point, decode_polygons
from tests.factories import CommuneFactory, DepartementFactory, EpciFactory, PlaceFactory


def square(x, y, side=1.0):
    """A square from its lower left corner, each side cut in two as neighbours would."""
    half = side / 2
    points = [
        (x, y),
        (x + half, y),
        (x + side, y),
        (x + side, y + half),
        (x + side, y + side),
        (x + half, y + side),
        (x, y + side),
        (x, y + half),
    ]
    return [[*points, points[0]]]


def as_it_is(arc):
    return arc


@pytest.fixture
def lyon(db):
    """Lyon and its third arrondissement, in a département of their own."""
    rhone = DepartementFactory(code="69", name="Rhône")
    city = CommuneFactory(
        insee_code="69123", name="Lyon", search_name="lyon", departement=rhone, epci=None
    )
    CommuneFactory(
        insee_code="69383",
        name="Lyon 3e arrondissement",
        search_name="lyon 3",
        departement=rhone,
        epci=None,
        parent=city,
    )
    return city


def codes(rows):
    return {row.pk for row in rows}


def test_a_city_holds_its_arrondissements(lyon):
    CommuneFactory()
    territory = Territory("commune", "69123")
    assert codes(Commune.objects.within(territory)) == {"69123", "69383"}
    assert codes(Commune.objects.within(Territory("commune", "69383"))) == {"69383"}


def test_a_city_holds_the_places_of_its_arrondissements(lyon):
    place = PlaceFactory(commune_id="69383")
    PlaceFactory()
    assert list(Place.objects.within(Territory("commune", "69123"))) == [place]


def test_a_whole_city_is_counted_once(lyon):
    assert codes(Commune.objects.whole()) == {"69123"}
    assert codes(Commune.objects.finest()) == {"69383"}


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("commune", "23096", {"23096"}),
        ("epci", "200034825", {"23096"}),
        ("departement", "23", {"23096", "23030"}),
        ("region", "75", {"23096", "23030"}),
        ("departement", "99", set()),
        ("", "", {"23096", "23030"}),
    ],
)
def test_a_territory_holds_its_communes(db, kind, code, expected):
    CommuneFactory()
    other = EpciFactory(siren="200067544", name="CC Creuse Grand Sud")
    CommuneFactory(insee_code="23030", name="Bourganeuf", search_name="bourganeuf", epci=other)
    assert codes(Commune.objects.within(Territory(kind, code))) == expected


@pytest.mark.parametrize(
    ("prefix", "found"), [("gue", True), ("Gue", False), ("ueret", False), ("gu%", False)]
)
def test_a_name_is_compared_from_its_start(db, prefix, found):
    CommuneFactory()
    assert Commune.objects.filter(search_name__prefix=prefix).exists() == found


def test_neighbours_are_merged_into_one_ring():
    merged = merge({"a": [square(0, 0), square(1, 0)], "b": [square(2, 0)]}, as_it_is)
    assert [signed_area(ring) for ring in merged["a"]] == [2]
    assert [signed_area(ring) for ring in merged["b"]] == [1]


def test_an_enclave_is_a_hole_that_turns_the_other_way():
    around = [square(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    merged = merge({"around": around, "enclave": [square(1, 1)]}, as_it_is)
    assert sorted(signed_area(ring) for ring in merged["around"]) == [-1, 9]


def test_a_commune_missing_from_the_source_leaves_no_hole():
    around = [square(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    merged = merge({"around": around}, as_it_is)
    assert [signed_area(ring) for ring in merged["around"]] == [9]


def test_neighbours_keep_the_same_border_when_it_is_thinned():
    wavy = [(1.0, y / 10) if y % 2 else (1.05, y / 10) for y in range(11)]
    left = [[(0.0, 0.0), *wavy, (0.0, 1.0), (0.0, 0.0)]]
    right = [[*wavy[::-1], (2.0, 0.0), (2.0, 1.0), wavy[-1]]]
    merged = merge({"left": [left], "right": [right]}, lambda arc: thin(arc, 100))
    assert len(merged["left"][0]) < len(left[0])
    edges = {key: set(pairwise(rings[0])) for key, rings in merged.items()}
    assert {(end, start) for start, end in edges["left"]} & edges["right"]


def test_a_line_keeps_its_ends_and_loses_its_least_points():
    line = ((0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (3.0, 1.0), (4.0, 0.0))
    assert thin(line, 100) == ((0.0, 0.0), (2.0, 0.0), (3.0, 1.0), (4.0, 0.0))
    assert thin(line, 1e9) == (line[0], line[-1])


def test_a_ring_stays_a_triangle_however_much_it_is_thinned():
    ring = tuple(square(0, 0)[0])
    assert len(thin(ring, 1e9)) == 4


def test_the_sources_points_and_polygons_are_read():
    assert decode_point("0101000000B9FDFF1F27AE1340D00B00206A134740") == pytest.approx(
        (4.92, 46.15), abs=0.01
    )
    assert decode_point("\\N") is None
    assert decode_polygons("\\N") == []


def test_a_town_hall_stands_for_its_commune_unless_it_is_far_away():
    ground = [square(2, 46, 0.1)]
    assert centroid(ground) == pytest.approx((2.05, 46.05))
    assert point_of_shape(Shape(ground, (2.01, 46.01))) == (2.01, 46.01)
    assert point_of_shape(Shape(ground, (3.5, 48.0))) == pytest.approx((2.05, 46.05))
    assert point_of_shape(Shape([], (3.5, 48.0))) == (3.5, 48.0)
    assert point_of_shape(Shape()) is None


def layer(name):
    return json.loads((layers.FOLDER / f"{name}.json").read_text())


def grounds(collection):
    return [f for f in collection["features"] if f["geometry"]["type"] == "MultiPolygon"]


def test_the_map_has_every_departement_that_the_sources_draw():
    drawn = {feature["properties"]["code"] for feature in layer("departements")["features"]}
    known = {row["code"] for row in read_table("departements")}
    assert {"2A", "2B", "23", "75", "971", "976"} <= drawn
    assert known - drawn == {"975", "977", "978", "984", "986", "987", "988", "989"}
    assert {path.stem for path in layers.FOLDER.glob("*.json")} == drawn | {"departements"}


@pytest.mark.parametrize("name", ["departements", "23", "2A", "75", "59", "973"])
def test_every_outline_is_closed_and_within_its_bounds(name):
    for feature in grounds(layer(name)):
        west, south, east, north = feature["bbox"]
        for polygon in feature["geometry"]["coordinates"]:
            assert signed_area(polygon[0]) > 0
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
                assert all(west <= x <= east and south <= y <= north for x, y in ring)


def test_a_departement_shows_its_intercommunalities_and_its_largest_town_first():
    creuse = layer("23")["features"]
    expected = {row["epci"] for row in read_table("communes") if row["departement"] == "23"}
    assert {f["properties"]["epci"] for f in grounds(layer("23"))} == expected
    towns = [f["properties"]["name"] for f in creuse if f["geometry"]["type"] == "Point"]
    assert towns[0] == "Guéret"
    assert len(towns) <= layers.TOWNS
