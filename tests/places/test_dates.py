"""Tests of the days that cells tell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.standard.dates import date_of


@pytest.mark.parametrize(
    "written",
    [
        "3 mars 2023",
        "03 mars 2023",
        "le 3 mars 2023",
        "vendredi 3 mars 2023",
        "3 Mars 23",
        "3-mars-23",
        "03/03/2023",
        "03/03/23",
        "3.3.2023",
        "03-03-2023",
        "03/03/2023 14:30",
        "03 / 03 / 2023",
        "Mar 3, 2023",
        "March 3, 2023",
        "2023/03/03",
        "20230303",
        "44988",
        "44988.5",
        "1677801600000",
        "1677801600",
    ],
)
def test_a_day_is_read_in_any_french_form_and_told(written):
    read = date_of(written)
    assert (read.day, read.kind) == (date(2023, 3, 3), "date_read")
    assert read.reason


@pytest.mark.parametrize(
    "written", ["2023-03-03", "2023-03-03T10:00:00Z", "2023-03-03 10:00", "2023-03-03T10:00+02:00"]
)
def test_a_day_of_the_standard_needs_no_remark(written):
    assert date_of(written) == (date(2023, 3, 3), "", "")


def test_the_first_of_a_month_in_words():
    assert date_of("1er août 2022").day == date(2022, 8, 1)
    assert date_of("1 er août 2022").day == date(2022, 8, 1)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("mars 2023", date(2023, 3, 1)),
        ("Octobre 2020", date(2020, 10, 1)),
        ("juil-22", date(2022, 7, 1)),
        ("févr. 2021", date(2021, 2, 1)),
        ("03/2023", date(2023, 3, 1)),
        ("2023-03", date(2023, 3, 1)),
    ],
)
def test_a_month_is_its_first_day_and_that_is_said(written, day):
    read = date_of(written)
    assert (read.day, read.kind) == (day, "date_read")
    assert "mois sans jour" in read.reason


def test_a_month_that_comes_first_is_told():
    read = date_of("05/14/2024")
    assert read.day == date(2024, 5, 14)
    assert "américaine" in read.reason


def test_a_day_to_come_is_kept_and_told():
    read = date_of("2199-01-01")
    assert (read.day, read.kind) == (date(2199, 1, 1), "future_date")


def test_the_day_of_nobody_is_told():
    assert date_of("1970-01-01").kind == "no_date"


@pytest.mark.parametrize("written", ["", "hier", "2024-02-31", "31/13/2023", "12", "x" * 100_000])
def test_what_is_no_day_is_none(written):
    read = date_of(written)
    assert read.day is None
    assert read.reason


@given(st.text(max_size=90) | st.text("0123456789/-. marsjuil", max_size=30))
def test_no_date_is_an_exception_and_a_read_one_stays(text):
    day = date_of(text).day
    assert day is None or date_of(day.isoformat()).day == day


@given(st.dates(date(2001, 1, 1), date(2025, 12, 31)))
def test_a_day_written_in_four_ways_is_the_same(day):
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%Y%m%d"):
        assert date_of(day.strftime(form)).day == day
    assert date_of(str((day - date(1899, 12, 30)).days)).day == day
