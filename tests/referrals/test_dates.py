"""Days and hours are understood as people write them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.dates import read_day, read_hour

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24/12/2026", date(2026, 12, 24)),
        ("24-12-2026", date(2026, 12, 24)),
        (" 24.12.26 ", date(2026, 12, 24)),
        ("24 12 2026", date(2026, 12, 24)),
        ("2026-12-24", date(2026, 12, 24)),
        ("24/12", date(2026, 12, 24)),
        ("3/2", date(2027, 2, 3)),
        ("1er mai 2027", date(2027, 5, 1)),
        ("Jeudi 24 décembre", date(2026, 12, 24)),
        ("le 24 déc.", date(2026, 12, 24)),
        ("15 AOUT", date(2027, 8, 15)),
        ("29/02/2028", date(2028, 2, 29)),
    ],
)
def test_a_day_is_understood(text, day):
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "demain", "31/02/2027", "24/13/2026", "24", "24 ju 2027", "24 brumaire", "0/0/0"]
)
def test_what_is_no_day_is_none(text):
    assert read_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("14h", time(14)),
        ("14 h 30", time(14, 30)),
        ("9:05", time(9, 5)),
        ("09h15", time(9, 15)),
        ("9", time(9)),
        ("14H30", time(14, 30)),
        ("25h", None),
        ("14h75", None),
        ("midi", None),
        ("9h5", None),
    ],
)
def test_an_hour_is_understood_or_refused(text, hour):
    assert read_hour(text) == hour


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text):
    read_day(text, TODAY)
    read_hour(text)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_written_in_figures_comes_back(day):
    assert read_day(f"{day:%d/%m/%Y}", TODAY) == day
