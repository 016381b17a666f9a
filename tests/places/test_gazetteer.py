"""The commune of a producer's row, from codes and names as they come."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from places.geocoding import Gazetteer, clean_code, point_of, resolve_commune

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]

ROWS = [
    ("23096", "23000", "Guéret", "23096"),
    ("23096", "", "", "23096"),
    ("", "23000", "gueret", "23096"),
    ("", "13011", "MARSEILLE 11", "13211"),
    ("13055", "13011", "Marseille", "13211"),
    ("", "75007", "PARIS 07", "75107"),
    ("", "", "Paris 7e", "75107"),
    ("75056", "75000", "Paris", "75056"),
    ("", "16100", "CHÂTEAUBERNARD", "16089"),
    ("1004", "1500", "Ambérieu", "01004"),
    ("23096.0", "23000.0", "Guéret", "23096"),
    ("2a004", "", "", "2A004"),
    ("", "20000", "AJACCIO CEDEX", "2A004"),
    ("", "87031", "LIMOGES CEDEX 1", "87085"),
    ("14011", "14240", "Anctoville", "14581"),
    ("", "14240", "Anctoville", "14581"),
    ("99999", "23000", "Guéret", "23096"),
    ("16102", "23000", "Guéret", "23096"),
    ("13011", "13011", "MARSEILLE 11", "13211"),
    ("", "31000", "Toulouze", "31555"),
    ("", "62340", "Ardres", "62038"),
    ("", "24200", "Saint André Allas", "24366"),
    ("", "97150", "Saint Martin", "97801"),
    ("", "97400", "ST DENIS", "97411"),
    ("", "", "Guéret", "23096"),
    ("", "", "Castres", "81065"),
    ("", "", "Saint Denis (93)", "93066"),
    ("", "", "St Denis (974)", "97411"),
    ("", "31000", "chez le maire", "31555"),
]


@pytest.fixture(scope="module")
def gazetteer(country, django_db_blocker):
    with django_db_blocker.unblock():
        return Gazetteer.load()


@pytest.mark.parametrize(("code", "postal", "name", "expected"), ROWS)
def test_a_row_finds_its_commune(gazetteer, code, postal, name, expected):
    found = gazetteer.resolve(code, postal, name)
    assert found is not None
    assert found.pk == expected


@pytest.mark.parametrize(
    ("code", "postal", "name"),
    [("", "", ""), ("", "", "Saint-Denis"), ("", "23000", ""), ("99999", "99999", "Nulle part")],
)
def test_a_row_that_tells_no_single_commune_finds_none(gazetteer, code, postal, name):
    assert gazetteer.resolve(code, postal, name) is None
    assert resolve_commune(code, postal, name) is None


@pytest.mark.parametrize(("code", "postal", "name", "expected"), ROWS)
def test_a_row_alone_finds_the_same_without_loading_the_country(code, postal, name, expected):
    found = resolve_commune(code, postal, name)
    assert found is not None
    assert found.pk == expected


def test_an_import_asks_the_database_nothing_once_the_gazetteer_is_loaded(
    gazetteer, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert all(gazetteer.resolve(*row[:3]) for row in ROWS)


def test_a_gazetteer_is_loaded_in_three_queries(django_assert_num_queries):
    with django_assert_num_queries(3):
        Gazetteer.load()


def test_a_row_gets_the_point_of_its_commune():
    latitude, longitude = point_of(postal_code="23000", name="Guéret")
    assert (latitude, longitude) == pytest.approx((46.17, 1.87), abs=0.05)
    assert point_of(name="Nulle part") is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("23000", "23000"),
        ("1400", "01400"),
        ("23096.0", "23096"),
        (" 2a004 ", "2A004"),
        ("230", ""),
        ("", ""),
        ("F-23000", ""),
        ("١٢٣٤٥", ""),
    ],
)
def test_a_code_gets_its_lost_zero_back(written, code):
    assert clean_code(written) == code


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=30))
def test_a_row_of_anything_never_fails(gazetteer, code, postal, name):
    found = gazetteer.resolve(code, postal, name)
    assert found is None or found.pk in gazetteer.by_code
