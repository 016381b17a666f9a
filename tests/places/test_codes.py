"""Tests of postal codes, INSEE codes and SIRET numbers as files lose and mend them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.standard.codes import has_key, insee_code_of, pivot_of, postal_code_of

SIRET = "21230096100019"
HOSTILE = ["9" * 100_000, " " * 100_000, "2A" * 50_000, "siret" * 20_000, "." * 100_000]


@pytest.mark.parametrize(
    ("written", "code", "kind"),
    [
        ("23000", "23000", ""),
        ("1000", "01000", "leading_zero"),
        ("9100", "09100", "leading_zero"),
        ("23000.0", "23000", "code_float"),
        ("1000.0", "01000", "leading_zero"),
        ("23000,00", "23000", "code_float"),
        ("97221", "97221", ""),
        ("20090", "20090", ""),
        ("75 001", "75001", ""),
        ("F-23000", "23000", ""),
        ("30252Cedex", "30252", "cedex_removed"),
        ("23011 CEDEX 9", "23011", "cedex_removed"),
        ("23000 Guéret", "23000", "cedex_removed"),
    ],
)
def test_a_postal_code_is_mended_and_told(written, code, kind):
    read = postal_code_of(written)
    assert (read.value, read.kind) == (code, kind)
    assert bool(read.reason) == bool(kind)


@pytest.mark.parametrize(
    ("written", "code", "kind"),
    [
        ("23096", "23096", ""),
        ("1004", "01004", "leading_zero"),
        ("9122", "09122", "leading_zero"),
        ("23096.0", "23096", "code_float"),
        ("2a004", "2A004", "insee_rewritten"),
        ("2B 033", "2B033", "insee_rewritten"),
        ("2A4", "2A004", "leading_zero"),
        ("97105", "97105", ""),
        ("98818", "98818", ""),
        ("20004", "", ""),
        ("Guéret", "", ""),
    ],
)
def test_an_insee_code_is_mended_and_told(written, code, kind):
    read = insee_code_of(written)
    assert (read.value, read.kind) == (code, kind)


@pytest.mark.parametrize(
    ("written", "number", "kind"),
    [
        (SIRET, SIRET, ""),
        ("212 300 961 00019", SIRET, "siret_spaces"),
        ("212\u00a0300\u00a0961\u00a000019", SIRET, "siret_spaces"),
        ("212.300.961.00019", SIRET, "siret_spaces"),
        ("SIRET : 212 300 961 00019", SIRET, "siret_spaces"),
        (f"{SIRET}.0", SIRET, "siret_float"),
        ("2.1230096100019E+13", SIRET, "siret_float"),
        (f"{SIRET}/APE:8411Z", SIRET, "siret_trimmed"),
        ("00000000000000", "", "siret_zeros"),
        ("0", "", "siret_zeros"),
        ("0.0", "", "siret_zeros"),
        ("212300966", "212300966", ""),
        ("W232000001", "W232000001", ""),
        ("5520135000018", "05520135000018", "leading_zero"),
        ("21230096100013", "21230096100013", "siret_key"),
        ("689330", "", ""),
        ("123456789012345", "", ""),
    ],
)
def test_a_siret_is_mended_and_told(written, number, kind):
    read = pivot_of(written)
    assert (read.value, read.kind) == (number, kind)


@pytest.mark.parametrize("written", ["2.17801E+13", "2,17801E+13", "2.17801e13"])
def test_a_siret_in_scientific_notation_is_said_to_be_lost(written):
    read = pivot_of(written)
    assert (read.value, read.kind, read.is_lossy) == ("", "siret_scientific", True)
    assert "derniers chiffres sont perdus" in read.reason


def test_the_offices_of_la_poste_have_their_own_key():
    assert has_key("35600000000048")
    assert not has_key("35600000000002")


@given(st.from_regex(r"[0-9]{9}|[0-9]{14}", fullmatch=True))
def test_a_key_is_the_one_figure_that_makes_the_sum_right(number):
    right = [last for last in "0123456789" if has_key(number[:-1] + last)]
    if not number.startswith("356000000"):
        figures = [int(figure) * (1 + rank % 2) for rank, figure in enumerate(number[:-1][::-1], 1)]
        total = sum(figure - 9 * (figure > 9) for figure in figures)
        assert right == [str(-total % 10)]
    assert right


@given(st.text(max_size=40) | st.from_regex(r"[0-9 .,E+AB/-]{0,20}", fullmatch=True))
def test_no_code_is_an_exception_and_a_mended_one_stays(text):
    for parse in (postal_code_of, insee_code_of, pivot_of):
        value = parse(text).value
        assert not value or parse(value).value == value


@pytest.mark.parametrize("length", [8, 9, 13, 14])
@pytest.mark.parametrize("sign", "²٣")
def test_figures_that_are_not_ours_are_no_code(sign, length):
    assert pivot_of(sign * length).value == ""


@given(st.integers(1001, 9999), st.integers(10_000, 98_999))
def test_a_lost_zero_always_comes_back(short, whole):
    assert postal_code_of(str(short)).value == f"0{short}"
    assert postal_code_of(f"{whole}.0").value == str(whole)
    assert insee_code_of(str(short)).value == f"0{short}"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:5])
def test_a_hostile_code_is_not_read_to_its_end(text):
    assert postal_code_of(text).value == insee_code_of(text).value == ""
    assert pivot_of(text).value == ""
