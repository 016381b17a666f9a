"""Periods: their edges, on local clocks, and the day they close."""

from datetime import date

import pytest

from mediation.crm.calendar import local_day
from mediation.statistics.periods import (
    ClosedPeriod,
    Days,
    closed_periods,
    closed_quarters,
    last_closed_quarter,
    preset,
    read_closed_period,
)
from places.opening_hours.local_time import timezone_of
from tests.statistics.instants import utc


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("ce-mois", date(2026, 8, 1), date(2026, 8, 19)),
        ("mois-dernier", date(2026, 7, 1), date(2026, 7, 31)),
        ("ce-trimestre", date(2026, 7, 1), date(2026, 8, 19)),
        ("cette-annee", date(2026, 1, 1), date(2026, 8, 19)),
        ("annee-derniere", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_each_preset_is_what_its_words_say(code, first, last):
    assert preset(code, date(2026, 8, 19)) == Days(first, last)


@pytest.mark.parametrize("code", ["ce-mois", "mois-dernier", "ce-trimestre", "annee-derniere"])
def test_presets_hold_on_the_first_and_the_last_day_of_the_year(code):
    assert preset(code, date(2026, 1, 1)).first <= date(2026, 1, 1)
    assert preset(code, date(2025, 12, 31)).last <= date(2025, 12, 31)


def test_last_month_on_new_year_s_day_is_december():
    assert preset("mois-dernier", date(2026, 1, 1)) == Days(date(2025, 12, 1), date(2025, 12, 31))


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="avant"):
        Days(date(2026, 2, 1), date(2026, 1, 31))


def test_a_quarter_closes_on_the_tenth_of_the_month_after_it():
    quarter = ClosedPeriod(2025, 4)
    assert quarter.days == Days(date(2025, 10, 1), date(2025, 12, 31))
    assert quarter.closed_on == date(2026, 1, 10)
    assert not quarter.is_closed(date(2026, 1, 9))
    assert quarter.is_closed(date(2026, 1, 10))


def test_the_catalogue_opens_quarter_by_quarter_then_the_year():
    assert last_closed_quarter(date(2026, 1, 9)) == ClosedPeriod(2025, 3)
    newest = [period.code for period in closed_periods(date(2026, 1, 10), since=2025)]
    assert newest == ["2025-t4", "2025-t3", "2025-t2", "2025-t1", "2025"]
    assert closed_quarters(2026, date(2026, 7, 10)) == (1, 2)


@pytest.mark.parametrize("code", ["2026-t4", "2026", "2019", "2026-t5", "2026-01", "", "2025-t3 "])
def test_a_period_outside_the_catalogue_is_refused_in_words(code):
    with pytest.raises(ValueError, match=r"\.$"):
        read_closed_period(code, date(2026, 11, 22))


def test_the_last_day_of_the_year_is_local_in_paris_and_overseas():
    # 23:30 on 31 December in Paris is the 1st in La Réunion, and 18:30 in Guadeloupe.
    moment = utc(2025, 12, 31, 22, 30)
    assert local_day(moment, "23") == date(2025, 12, 31)
    assert local_day(moment, "974") == date(2026, 1, 1)
    assert local_day(moment, "971") == date(2025, 12, 31)


def test_the_instants_of_a_day_follow_the_clock_of_the_place():
    year = Days(date(2025, 1, 1), date(2025, 12, 31))
    assert year.instants(timezone_of("23")) == (utc(2024, 12, 31, 23), utc(2025, 12, 31, 23))
    assert year.instants(timezone_of("974")) == (utc(2024, 12, 31, 20), utc(2025, 12, 31, 20))
    assert year.instants(timezone_of("971")) == (utc(2025, 1, 1, 4), utc(2026, 1, 1, 4))


def test_the_night_of_clock_change_counts_its_hours():
    summer = Days(date(2026, 3, 29), date(2026, 3, 29))
    start, end = summer.instants(timezone_of("23"))
    assert (utc(2026, 3, 28, 23), utc(2026, 3, 29, 22)) == (start, end)
