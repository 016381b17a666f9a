"""The catalogue of an account: which territories, which periods, and what is refused."""

from datetime import date

import pytest

from mediation.statistics.filters import (
    Catalogue,
    Node,
    NotYoursError,
    UnknownCombinationError,
    nodes_of,
)
from mediation.statistics.periods import ClosedPeriod, closed_periods
from places.models import Territory
from tests import factories
from tests.statistics.counting import PARTS, make_parts

pytestmark = pytest.mark.django_db

A = next(iter(PARTS))


@pytest.fixture
def catalogue(db):
    make_parts()
    today = date(2026, 11, 22)
    return Catalogue(nodes_of(Territory("departement", "23")), closed_periods(today), today)


def test_a_departement_comes_with_its_parts(catalogue):
    assert list(catalogue.nodes.items()) == [
        (Node("23"), "Creuse"),
        *[(Node("23", siren), f"CC {siren[-1]} (Creuse)") for siren in PARTS],
    ]


def test_an_epci_astride_two_departements_is_two_parts():
    make_parts()
    vienne = factories.DepartementFactory(code="87", name="Haute-Vienne")
    factories.CommuneFactory(
        insee_code="87001", name="X", departement=vienne, epci=factories.EpciFactory(siren=A)
    )
    assert list(nodes_of(Territory("epci", A))) == [Node("23", A), Node("87", A)]


def test_a_region_has_its_departements_first():
    make_parts()
    assert next(iter(nodes_of(Territory("region", "75")))) == Node("23")


def test_a_commune_alone_has_no_figures():
    make_parts()
    assert nodes_of(Territory("commune", "23001")) == {}


def test_nothing_asked_is_the_departement_and_the_last_closed_quarter(catalogue):
    asked = catalogue.read("", "")
    assert (asked.node, asked.period) == (Node("23"), ClosedPeriod(2026, 3))
    assert asked.file_slug == "creuse-2026-t3"


def test_a_part_and_a_year_may_be_asked_for(catalogue):
    asked = catalogue.read(f"23-{A}", "2025")
    assert (asked.node, asked.period) == (Node("23", A), ClosedPeriod(2025))


@pytest.mark.parametrize(
    ("territory", "period"),
    [
        ("23", "2026"),
        ("23", "2026-t4"),
        ("23", "2025-05"),
        ("23", "2025-01-01/2025-02-12"),
        ("23001", "2025"),
        ("zz", "2025"),
        ("23-999", "2025"),
        ("commune-23001", "2025"),
    ],
)
def test_what_is_outside_the_catalogue_is_refused_with_a_sentence(catalogue, territory, period):
    with pytest.raises(UnknownCombinationError, match=r"\.$"):
        catalogue.read(territory, period)


def test_another_departement_is_not_the_account_s(catalogue):
    factories.DepartementFactory(code="87", name="Haute-Vienne")
    with pytest.raises(NotYoursError):
        catalogue.read("87", "2025")
