"""Durations as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.crm.durations import in_words, read_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("75", 75),
        ("75 min", 75),
        ("1h15", 75),
        ("1 h 15", 75),
        ("2h", 120),
        ("1H", 60),
        ("0", 0),
        ("", None),
        ("min", None),
        ("une heure", None),
        ("1,5", None),
        ("-5", None),
    ],
)
def test_a_duration_is_read_as_people_write_it(text, minutes):
    assert read_minutes(text) == minutes


@given(st.integers(1, 24 * 60))
def test_what_is_written_is_read_back(minutes):
    assert read_minutes(in_words(minutes)) == minutes


@given(st.text(max_size=40))
def test_no_text_is_an_error(text):
    read_minutes(text)
