"""Opening hours on the clock of the place: clock changes, new year, overseas."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from places.opening_hours import (
    describe_state,
    opens_within,
    parse,
    week,
)
from tests.places.saying import at, said, said_at, said_week


def test_the_night_the_clock_goes_back_is_one_long_night():
    hours = parse("Sa-Su 22:00-06:00")
    state = hours.state(at("2026-10-24 23:00"))
    assert state.until == datetime(2026, 10, 25, 5, tzinfo=UTC)  # 06:00, winter time
    for hour in (0, 1, 2, 3, 4):
        assert hours.is_open(datetime(2026, 10, 25, hour, 30, tzinfo=UTC))
    assert not hours.is_open(datetime(2026, 10, 25, 5, 0, tzinfo=UTC))


def test_closing_soon_counts_real_minutes_when_the_clock_goes_back():
    hours = parse("Su 00:00-02:45")  # 02:45 comes twice that night: the second one closes
    first_time, second_time = (datetime(2026, 10, 25, hour, 20, tzinfo=UTC) for hour in (0, 1))
    assert said_at(hours, first_time) == "Ouvert jusqu’à 2 h 45"
    assert said_at(hours, second_time) == "Ferme bientôt, à 2 h 45"


def test_a_window_inside_the_hour_that_comes_twice_is_not_empty():
    start = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)  # 02:50, then 02:10 twenty minutes later
    assert opens_within(parse("24/7"), start, start + timedelta(minutes=20))
    assert not opens_within(parse("Su 03:00-05:00"), start, start + timedelta(minutes=20))


def test_the_hour_that_comes_twice_leaves_no_gap():
    start = datetime(2026, 10, 24, 22, tzinfo=UTC)
    for text in ("24/7", "Su 02:15-02:45", "Su 02:15-02:45; PH off"):
        for minutes in range(0, 240, 10):
            begin, end = start + timedelta(minutes=minutes), start + timedelta(hours=6)
            slices = list(parse(text).slices(begin, end))
            edges = [edge.astimezone(UTC) for found in slices for edge in found[:2]]
            assert [edges[0], edges[-1]] == [begin, end]
            assert edges[1:-1:2] == edges[2::2]
            assert edges == sorted(edges)


def test_the_night_the_clock_goes_forward_is_one_short_night():
    hours = parse("Sa-Su 22:00-06:00")
    assert hours.state(at("2027-03-27 23:00")).until == datetime(2027, 3, 28, 4, tzinfo=UTC)
    assert hours.is_open(datetime(2027, 3, 28, 1, 30, tzinfo=UTC))  # 03:30, summer time
    days = week(parse("24/7"), date(2027, 3, 22))
    assert [day.periods for day in days] == [((time(), time()),)] * 7


def test_hours_inside_the_missing_hour_never_open():
    hours = parse("Su 02:15-02:45")
    assert not opens_within(hours, at("2027-03-28 00:00"), at("2027-03-29 00:00"))
    assert hours.state(at("2027-03-27 12:00")).until == at("2027-04-04 02:15")


def test_a_moment_that_the_clock_skips_is_read_as_the_one_after():
    skipped = at("2027-03-28 02:30")  # 03:30
    assert parse("Su 03:15-03:45").is_open(skipped)
    assert opens_within(parse("Su 03:15-03:45; PH off"), skipped, at("2027-03-28 04:00"))
    week_of_a_skipped_midnight = week(parse("24/7", departement="988"), date(1978, 12, 4))
    assert len(week_of_a_skipped_midnight) == 7


def test_the_last_night_of_the_year_passes_into_the_next():
    assert said("Th 20:00-04:00; PH off", "2026-12-31 21:00") == "Ouvert jusqu’à minuit"
    assert said("Th 20:00-04:00", "2026-12-31 21:00") == "Ouvert jusqu’à 4 h"
    assert said("Mo-Fr 09:00-12:00", "2026-12-31 13:00") == "Fermé, ouvre demain à 9 h"
    assert said("Mo-Fr 09:00-12:00; PH off", "2026-12-31 13:00") == "Fermé, ouvre lundi à 9 h"
    assert said_week("Mo-Fr 09:00-12:00; PH off", "2026-12-28") == [
        "Lundi au jeudi : 9 h à 12 h",
        "Vendredi 1er janvier, Jour de l’an : fermé",
        "Samedi et dimanche : fermé",
    ]


@pytest.mark.parametrize(
    ("departement", "opening"),
    [
        (None, datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("23", datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("971", datetime(2026, 11, 23, 13, tzinfo=UTC)),
        ("972", datetime(2026, 11, 23, 13, tzinfo=UTC)),
        ("973", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("974", datetime(2026, 11, 23, 5, tzinfo=UTC)),
        ("975", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("976", datetime(2026, 11, 23, 6, tzinfo=UTC)),
        ("977", datetime(2026, 11, 23, 13, tzinfo=UTC)),
        ("978", datetime(2026, 11, 23, 13, tzinfo=UTC)),
        ("986", datetime(2026, 11, 22, 21, tzinfo=UTC)),
        ("987", datetime(2026, 11, 23, 19, tzinfo=UTC)),
        ("988", datetime(2026, 11, 22, 22, tzinfo=UTC)),
    ],
)
def test_nine_on_monday_is_nine_on_the_clock_of_the_place(departement, opening):
    hours = parse("Mo 09:00-12:00", departement=departement)
    assert hours.state(opening - timedelta(minutes=1)).until == opening
    assert hours.is_open(opening)


def test_a_place_overseas_changes_day_at_its_own_midnight():
    hours = parse("Mo 20:00-24:00", departement="971")
    midnight = datetime(2026, 11, 24, 4, tzinfo=UTC)  # 5 o'clock in Paris
    state = hours.state(midnight - timedelta(hours=1))
    assert describe_state(state, midnight - timedelta(hours=1)) == "Ouvert jusqu’à minuit"
    assert not hours.is_open(midnight)
    assert [bool(day.periods) for day in week(hours, date(2026, 11, 23))] == [True] + [False] * 6


def test_a_naive_moment_is_on_the_clock_of_the_place():
    hours = parse("Mo 09:00-12:00", departement="974")
    nine, ten = (datetime(2026, 11, 23, hour) for hour in (9, 10))  # noqa: DTZ001
    assert hours.is_open(nine)
    assert opens_within(hours, nine, ten)
    assert not opens_within(hours, nine - timedelta(hours=1), nine)
