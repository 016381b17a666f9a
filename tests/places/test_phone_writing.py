"""A phone number is kept in one form, however it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.phones import canonical_phone, spaced


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("06 12 34 56 78", "0612345678"),
        ("06.12.34.56.78", "0612345678"),
        ("+33 6 12 34 56 78", "0612345678"),
        ("0033612345678", "0612345678"),
        ("+33 (0)6 12 34 56 78", "0612345678"),
        ("06-12-34-56-78", "0612345678"),
        ("+590 690 12 34 56", "0690123456"),
        ("+262692123456", "0692123456"),
        ("+32 470 12 34 56", "+32470123456"),
        ("06 12 34", None),
        ("6123", None),
        ("", None),
        ("vingt-deux", None),
        ("٠٦١٢٣٤٥٦٧٨", None),
    ],
)
def test_a_number_is_understood_or_refused(text, number):
    assert canonical_phone(text) == number


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("+33555000001", "05 55 00 00 01"),
        ("+262692123456", "06 92 12 34 56"),
        ("+687123456", "+687123456"),
        (" 3949 ", "3949"),
        ("", ""),
    ],
)
def test_a_french_number_is_written_two_digits_at_a_time(text, read):
    assert spaced(text) == spaced(read) == read


@given(st.text(max_size=40))
def test_writing_a_number_twice_changes_nothing(text):
    number = canonical_phone(text)
    assert number is None or canonical_phone(number) == number
