"""The EcoIndex follows the published method."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.ecoindex import DOM_QUANTILES, ecoindex, letter, rank


def test_an_empty_page_weighs_nothing():
    assert ecoindex(0, 0, 0) == 100


def test_the_heaviest_page_has_zero():
    assert ecoindex(600_000, 4_000, 300_000) == 0


def test_a_value_on_a_quantile_has_its_rank():
    assert [rank(DOM_QUANTILES, q) for q in DOM_QUANTILES] == list(range(21))


def test_a_page_worked_out_by_hand():
    # dom 233 is rank 4, 15 requests rank 2, 144.7 kB rank 2: 100 - 5 * (12 + 4 + 2) / 6
    assert ecoindex(233, 15, 144.7) == 85


@given(st.integers(0, 5000), st.integers(0, 500), st.floats(0, 20_000))
def test_more_never_weighs_less(dom, requests, size):
    assert ecoindex(dom, requests, size) >= ecoindex(dom + 50, requests + 5, size + 50)


@pytest.mark.parametrize(
    ("index", "expected"), [(100, "A"), (81, "A"), (80, "B"), (71, "B"), (0, "G")]
)
def test_the_letter(index, expected):
    assert letter(index) == expected
