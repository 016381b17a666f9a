"""Waiting is counted in days when offices are open."""

from datetime import date

import pytest

from referrals.business_days import business_days_since, is_business_day


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 20), date(2026, 11, 22), 0),  # from Friday to Sunday
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 10), date(2026, 11, 12), 1),  # the Armistice between them
        (date(2026, 12, 24), date(2026, 12, 28), 1),  # Christmas on a Friday
        (date(2026, 11, 23), date(2026, 11, 20), 0),
    ],
)
def test_a_wait_leaves_out_week_ends_and_holidays(start, end, days):
    assert business_days_since(start, end) == days


def test_a_local_holiday_counts_only_where_it_is_one():
    boxing_day = date(2025, 12, 26)
    assert is_business_day(boxing_day, "23")
    assert not is_business_day(boxing_day, "67")
