"""Tests of telephone numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.standard.phones import is_mobile, phone_of

HOSTILE = ["0" * 100_000, "05 55 00 00 01 ou " * 6_000, "poste " * 17_000, "(0)" * 33_000]


@pytest.mark.parametrize(
    "written",
    [
        "+33 5 55 00 00 01",
        "05.55.00.00.01",
        "05/55/00/00/01",
        "05-55-00-00-01",
        "05 55 00 00 01.",
        "0033 (0)5 55 00 00 01",
        "+33 (0) 5 55 00 00 01",
        "(0)5 55 00 00 01",
        "+330555000001",
        "33 5 55 00 00 01",
        "555000001",
        "555000001.0",
        "5 55 00 00 01",
        "Tél. 05 55 00 00 01",
    ],
)
def test_a_number_of_the_mainland_is_rewritten_and_told(written):
    read = phone_of(written)
    assert (read.value, read.kind) == ("+33555000001", "phone_rewritten")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0590 10 00 01", "+590590100001"),
        ("0690 10 00 01", "+590690100001"),
        ("+33 590 10 00 01", "+590590100001"),
        ("596100001", "+596596100001"),
        ("+596 0596 10 00 01", "+596596100001"),
        ("+596 10 00 01", "+596596100001"),
        ("00594 594 10 00 01", "+594594100001"),
        ("0262 10 00 01", "+262262100001"),
        ("0639 10 00 01", "+262639100001"),
        ("+2620262100001", "+262262100001"),
    ],
)
def test_a_number_overseas_gets_the_code_of_its_island(written, number):
    assert phone_of(written).value == number


@pytest.mark.parametrize(
    ("written", "postal_code", "number"),
    [
        ("41 00 01", "97500", "+508410001"),
        ("25 00 01", "98800", "+687250001"),
        ("40 41 00 01", "98713", "+68940410001"),
        ("72 00 01", "98600", "+681720001"),
        ("+687 25 00 01", "98800", "+687250001"),
    ],
)
def test_a_short_number_of_the_pacific_is_told_by_the_postal_code(written, postal_code, number):
    assert phone_of(written, postal_code).value == number
    assert phone_of(number, postal_code).value == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("05 55 00 00 01 / 06 00 00 00 02", "+33555000001"),
        ("06 00 00 00 02 ou 05 55 00 00 01", "+33555000001"),
        ("0600000002/0555000001", "+33555000001"),
        ("06 00 00 00 02 - 07 00 00 00 03", "+33600000002"),
        ("05 55 00 00 01\n05 55 00 00 02", "+33555000001"),
    ],
)
def test_of_several_numbers_the_landline_is_chosen_and_the_rest_kept(written, number):
    read = phone_of(written)
    assert (read.value, read.kind, read.is_lossy) == (number, "phone_chosen", True)


@pytest.mark.parametrize(
    "written", ["05 55 00 00 01 poste 12", "05 55 00 00 01 (poste 311 et 153)"]
)
def test_an_extension_is_kept_beside(written):
    read = phone_of(written)
    assert (read.value, read.kind, read.is_lossy) == ("+33555000001", "phone_extension", True)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("3949", "3949"), ("39 49", "3949"), ("115", "115"), ("116 117", "116117")],
)
def test_a_short_number_is_kept(written, kept):
    assert phone_of(written).value == kept


def test_a_date_is_not_shown_as_a_number():
    assert phone_of("2024-02-10 09:30:00").value == ""


@pytest.mark.parametrize("written", ["5,55E+08", "voir le site", "+", "05.55"])
def test_what_is_no_number_is_kept_beside(written):
    read = phone_of(written)
    assert read.is_lossy
    assert read.value in ("", written)


def test_a_number_already_right_is_left_alone():
    assert phone_of("+33555000001") == ("+33555000001", "", "", False)


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        ("+33600000002", True),
        ("+33700000002", True),
        ("+590690100001", True),
        ("+262639100001", True),
        ("+33555000001", False),
        ("+596596100001", False),
        ("3949", False),
    ],
)
def test_mobiles_are_told_from_landlines(number, answer):
    assert is_mobile(number) is answer


@given(st.text(max_size=60) | st.text("0123456789 +.()/-oupste", max_size=40))
def test_no_phone_is_an_exception_and_a_mended_one_stays(text):
    value = phone_of(text).value
    assert not value or phone_of(value).value == value


@given(st.from_regex(r"[1-589][0-9]{8}", fullmatch=True), st.sampled_from(" .-/"))
def test_the_ten_figures_of_a_number_are_found_whatever_parts_them(figures, sign):
    national = f"0{figures}"
    written = sign.join(national[i : i + 2] for i in range(0, 10, 2))
    assert phone_of(written).value.endswith(figures)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:6])
def test_a_hostile_phone_is_not_read_to_its_end(text):
    assert len(phone_of(text).value) <= 30
