"""Tests of cells that hold two things: a point's numbers, an address and its town."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.standard.projections import degrees_of, from_conic_zone, from_lambert93, from_utm
from places.standard.splitting import AddressParts, angle_of, split_address, split_point

METRE = 1e-5  # degrees, a little more than one
HOSTILE = ["9" * 100_000, "44.2," * 20_000, "(" * 100_000, " ," * 50_000, "23 000" * 20_000]


@pytest.mark.parametrize(
    "written",
    [
        "46.1701, 1.8702",
        "46.1701,1.8702",
        "46.1701 1.8702",
        "46.1701;1.8702",
        "46.1701|1.8702",
        "46,1701 ; 1,8702",
        "46,1701 1,8702",
        "46,1701,1,8702",
        "46,1701, 1,8702",
        "(46.1701, 1.8702)",
        "[46.1701, 1.8702]",
        "\u00a046.1701,\u00a01.8702",
        "POINT(1.8702 46.1701)",
        "SRID=4326;POINT Z (1.8702 46.1701 436)",
        '{"type": "Point", "coordinates": [1.8702, 46.1701]}',
        '{"lon": 1.8702, "lat": 46.1701}',
        "lat : 46.1701 / long : 1.8702",
        "latitude=46.1701&longitude=1.8702",
        "46.1701° N, 1.8702° E",
        "46° 10' 12.36\" N 1° 52' 12.72\" E",
        "1° 52’ 12,72″ E ; 46° 10’ 12,36″ N",
    ],
)
def test_a_point_in_one_cell_is_read_however_it_is_written(written):
    assert split_point(written) == pytest.approx((46.1701, 1.8702), abs=1e-9)


@pytest.mark.parametrize(
    ("written", "point"),
    [
        ("14.6, -61.07", (14.6, -61.07)),
        ("14° 36' N, 61° 4' 12\" O", (14.6, -61.07)),
        ("−21.1, 55.5", (-21.1, 55.5)),
        ("149.5, -17.5", (-17.5, 149.5)),
        ("0, 48.5", (0.0, 48.5)),
    ],
)
def test_a_point_west_or_south_keeps_its_signs(written, point):
    assert split_point(written) == pytest.approx(point)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "46.1701",
        "46,1701",
        "12 30",
        "05 55 52 00 00",
        "23000 Guéret",
        "0,0 0,0",
        "nord",
        "1,2,3",
    ],
)
def test_what_is_no_point_is_none(written):
    assert split_point(written) is None


def test_metres_of_lambert_93_in_one_cell_become_degrees():
    assert split_point("612819.108 6563976.292") == pytest.approx((46.17, 1.87), abs=METRE)
    assert split_point("6563976,292 ; 612819,108") == pytest.approx((46.17, 1.87), abs=METRE)


@pytest.mark.parametrize(
    ("x", "y", "latitude", "longitude"),
    [
        # The origin of the projection, and the zero point of the roads of France.
        (700000.0, 6600000.0, 46.5, 3.0),
        (652215.52, 6861681.77, 48.8534023472, 2.3487848972),
        (125818.663, 6839351.402, 48.4, -4.77),
        (1228546.045, 6199420.644, 42.7, 9.45),
    ],
)
def test_lambert_93_is_converted_to_less_than_a_metre(x, y, latitude, longitude):
    assert from_lambert93(x, y) == pytest.approx((latitude, longitude), abs=METRE / 100)
    assert degrees_of(y, x)[0] == degrees_of(x, y)[0]
    assert degrees_of(x, y)[0] == (*from_lambert93(x, y), "Lambert-93", "lambert93")


@pytest.mark.parametrize(
    ("postal_code", "x", "y", "latitude", "longitude"),
    [
        ("97100", 657103.137, 1796046.839, 16.24, -61.53),
        ("97200", 707904.647, 1614967.882, 14.6, -61.07),
        ("97300", 352535.038, 545073.719, 4.93, -52.33),
        ("97400", 338767.167, 7690355.572, -20.88, 55.45),
        ("97600", 524963.361, 8587181.961, -12.78, 45.23),
    ],
)
def test_the_zones_overseas_are_told_by_the_postal_code(postal_code, x, y, latitude, longitude):
    ((*point, system, _kind),) = degrees_of(x, y, postal_code)
    assert system == "UTM"
    assert point == pytest.approx((latitude, longitude), abs=METRE / 100)


def test_metres_that_no_projection_holds_are_none():
    assert degrees_of(50, 50) == []
    assert degrees_of(400_000, 545_000) == []
    assert degrees_of(1_700_000, 4_700_000) == [], "between two zones"


@pytest.mark.parametrize(
    ("parallel", "x", "y", "latitude", "longitude"),
    [
        # Computed by PROJ (EPSG:3942 to 3950 → 4171); the first is the origin of the zone.
        (46, 1700000.0, 5200000.0, 46.0, 3.0),
        (42, 1858299.465, 1235095.048, 42.3, 4.92),
        (43, 1856581.238, 2235124.705, 43.3, 4.93),
        (44, 1854788.445, 3235152.358, 44.3, 4.94),
        (45, 1852921.122, 4235177.928, 45.3, 4.95),
        (46, 1850979.336, 5235201.336, 46.3, 4.96),
        (47, 1848963.186, 6235222.507, 47.3, 4.97),
        (48, 1846872.803, 7235241.368, 48.3, 4.98),
        (49, 1844708.349, 8235257.847, 49.3, 4.99),
        (50, 1842470.02, 9235271.877, 50.3, 5.0),
    ],
)
def test_the_nine_conic_zones_are_converted_to_less_than_a_centimetre(
    parallel, x, y, latitude, longitude
):
    expected = pytest.approx((latitude, longitude), abs=METRE / 100)
    assert from_conic_zone(x, y, parallel) == expected
    for pair in ((x, y), (y, x)):
        found = {each.system: each[:2] for each in degrees_of(*pair)}
        assert found[f"CC{parallel}"] == expected, "their northing tells the zone"


@given(st.floats(-800_000, 800_000), st.floats(-9e6, 9e6))
def test_any_metres_give_an_angle(x, y):
    latitude, longitude = from_utm(500_000 + x / 2, y, 3.0, 0.0)
    assert abs(latitude) <= 90
    assert abs(longitude) <= 360


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("8 avenue Fayolle, 23000 Guéret", ("8 avenue Fayolle", "23000", "Guéret")),
        ("8 AV FAYOLLE 23000 GUERET CEDEX 9", ("8 AV FAYOLLE", "23000", "GUERET CEDEX 9")),
        ("8 avenue Fayolle - 23 000 - Guéret", ("8 avenue Fayolle", "23000", "Guéret")),
        ("8 avenue Fayolle\nBât. C\n23000 Guéret\nFrance",
         ("8 avenue Fayolle, Bât. C", "23000", "Guéret")),
        ("8 avenue Fayolle, Guéret (23000)", ("8 avenue Fayolle", "23000", "Guéret")),
        ("8 avenue Fayolle, Guéret 23000, France", ("8 avenue Fayolle", "23000", "Guéret")),
        ("Guéret (23000)", ("", "23000", "Guéret")),
        ("23000 Guéret", ("", "23000", "Guéret")),
        ("8 avenue Fayolle BP 20123 F-23011 Guéret Cedex",
         ("8 avenue Fayolle BP 20123", "23011", "Guéret Cedex")),
        ("8 avenue Fayolle, CS 23456", ("8 avenue Fayolle, CS 23456", "", "")),
        ("8 avenue Fayolle", ("8 avenue Fayolle", "", "")),
        ("12 bd Voltaire, Paris 11ème", ("12 bd Voltaire", "75011", "Paris")),
        ("3 rue Bellevue - Marseille 3e arrondissement", ("3 rue Bellevue", "13003", "Marseille")),
        ("LYON 1er", ("", "69001", "LYON")),
        ("10 rue de Paris 2e", ("10 rue de Paris 2e", "", "")),
        ("5 rue Haute, Lyon 12e", ("5 rue Haute, Lyon 12e", "", "")),
        ("Place Haute - 97436 SAINT-LEU (La Réunion)", ("Place Haute", "97436", "SAINT-LEU")),
        ("1 rue de France", ("1 rue de France", "", "")),
        ("1 Rue Haute, 51200, Épernay, Marne, Grand Est, FRA", ("1 Rue Haute", "51200", "Épernay")),
        ("10 Rue Basse, 51130, Vertus, Blancs-Coteaux, Marne, Grand Est, FRA",
         ("10 Rue Basse, Vertus", "51130", "Blancs-Coteaux")),
        ("2 rue Haute, 38200 Vienne, Isère", ("2 rue Haute", "38200", "Vienne")),
        ("45 AV HAUTE---01000-BOURG EN BRESSE", ("45 AV HAUTE", "01000", "BOURG EN BRESSE")),
        ("8 rue Haute, 23000 Guéret, Bât. C", ("8 rue Haute", "23000", "Guéret, Bât. C")),
        ("4 Rue Molière 42300", ("4 Rue Molière", "42300", "")),
        ("Rue Molière 42300 France", ("Rue Molière", "42300", "")),
        ("Rue (80120)", ("", "80120", "Rue")),
        ("RUE 80120", ("", "80120", "RUE")),
        ("Anse Bleue 97221 Rivière-Salée", ("Anse Bleue", "97221", "Rivière-Salée")),
        ("", ("", "", "")),
    ],
)  # fmt: skip
def test_an_address_in_one_cell_is_parted(written, parts):
    assert split_address(written) == AddressParts(*parts)


@given(st.text() | st.text("0123456789 ,;.-+°'\"NSEWO()|[]{}latlon:\n", max_size=60))
def test_no_text_is_an_exception_and_a_point_is_on_earth(text):
    split_address(text)
    if point := split_point(text):
        assert abs(point[0]) <= 90
        assert abs(point[1]) <= 180


@given(st.floats(-89, 89), st.floats(-179, 179))
def test_a_point_written_is_read_back(latitude, longitude):
    written = f"{latitude:.7f}, {longitude:.7f}"
    found = split_point(written)
    if round(latitude, 7) or round(longitude, 7):
        assert found == pytest.approx((latitude, longitude), abs=1e-7)
    else:
        assert found is None


@given(st.text("abcdefgh éè'", min_size=1, max_size=20), st.from_regex(r"[0-9]{5}", fullmatch=True))
def test_an_address_parted_twice_says_the_same(street, code):
    once = split_address(f"{street}, {code} Guéret")
    assert (once.postal_code, once.commune) == (code, "Guéret")
    assert split_address(", ".join(filter(None, (once.address, f"{code} Guéret")))) == once


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:5])
def test_a_cell_too_long_is_looked_at_no_further(text):
    assert (split_point(text), angle_of(text)) == (None, None)
    assert split_address(text).postal_code == ""
