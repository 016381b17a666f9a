"""Months close on the 10th; days are those of the place, not of the server."""

from datetime import UTC, date, datetime

import pytest

from mediation.crm import calendar


@pytest.mark.parametrize(
    ("done_on", "today", "booked_in"),
    [
        ("2026-01-15", "2026-01-20", "2026-01-01"),
        ("2026-01-31", "2026-02-09", "2026-01-01"),
        ("2026-01-31", "2026-02-10", "2026-02-01"),
        ("2025-12-31", "2026-01-09", "2025-12-01"),
        ("2025-12-31", "2026-01-10", "2026-01-01"),
        ("2025-06-02", "2026-01-05", "2025-12-01"),
        ("2024-02-29", "2024-03-01", "2024-02-01"),
    ],
)
def test_a_late_entry_is_booked_in_the_first_open_month(done_on, today, booked_in):
    month = calendar.figure_month(date.fromisoformat(done_on), date.fromisoformat(today))
    assert month == date.fromisoformat(booked_in)


def test_a_month_is_closed_from_the_10th_of_the_next_one():
    january = date(2026, 1, 1)
    assert not calendar.is_closed(january, date(2026, 2, 9))
    assert calendar.is_closed(january, date(2026, 2, 10))


@pytest.mark.parametrize(
    ("moment", "departement", "day"),
    [
        # Half past eleven at night in London is tomorrow in Paris, summer and winter.
        (datetime(2026, 7, 31, 22, 30, tzinfo=UTC), "23", date(2026, 8, 1)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "23", date(2027, 1, 1)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), None, date(2027, 1, 1)),
        # Réunion is already tomorrow, Guadeloupe is still yesterday.
        (datetime(2026, 12, 31, 20, 30, tzinfo=UTC), "974", date(2027, 1, 1)),
        (datetime(2027, 1, 1, 2, 0, tzinfo=UTC), "971", date(2026, 12, 31)),
        # The night the clocks change.
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), "2A", date(2026, 10, 25)),
    ],
)
def test_the_day_is_the_local_one(moment, departement, day):
    assert calendar.local_day(moment, departement) == day
