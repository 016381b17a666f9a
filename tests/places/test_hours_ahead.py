"""What a machine may be told of hours: the usual week, and the coming days that differ."""

import json
from datetime import date, time

import pytest

from places.json_ld import Links, place_json_ld
from places.models import Closing
from places.opening_hours import ClosedDays, days_apart, parse, usual_week
from tests.factories import PlaceFactory

THURSDAY = date(2026, 11, 26)
MORNING = (time(9), time(12))


def apart(text, closed=(), today=THURSDAY):
    return [
        (f"{days.first:%d/%m}", f"{days.last:%d/%m}", days.periods)
        for days in days_apart(parse(text, departement="23"), today, closed)
    ]


def told(text, today=THURSDAY, **fields):
    place = PlaceFactory(opening_hours=text, **fields)
    return json.loads(place_json_ld(place, "https://exemple.fr/", Links(), today))


def test_a_plain_week_has_no_day_apart_not_even_a_holiday():
    text = "Mo-Fr 09:00-12:00"
    assert apart(text) == []
    assert sum(bool(day.periods) for day in usual_week(parse(text))) == 5


def test_hours_of_once_a_month_are_those_of_their_days():
    assert usual_week(parse("Th[1] 09:00-12:00")) == []
    assert apart("Th[1] 09:00-12:00") == [("03/12", "03/12", (MORNING,))]


def test_one_week_in_two_is_told_day_by_day():
    # The Tuesdays of the even weeks 50 and 52 of 2026.
    days = [("08/12", "08/12", (MORNING,)), ("22/12", "22/12", (MORNING,))]
    assert apart("week 02-53/2 Tu 09:00-12:00") == days


def test_days_in_a_row_that_open_alike_are_told_together():
    found = apart("Dec Mo-We 09:00-12:00")
    assert found[:2] == [("01/12", "02/12", (MORNING,)), ("07/12", "09/12", (MORNING,))]


def test_a_usual_week_is_told_with_its_exceptions():
    text = "Mo-Fr 09:00-12:00; PH off; Dec 30 14:00-16:00"
    assert apart(text) == [
        ("25/12", "25/12", ()),
        ("30/12", "30/12", ((time(14), time(16)),)),
    ]


def test_a_day_that_a_closing_covers_or_that_nothing_decides_is_not_told():
    christmas = ClosedDays(date(2026, 12, 25), date(2026, 12, 25))
    assert apart("Mo-Fr 09:00-12:00; PH off", [christmas]) == []
    assert apart("Mo-Fr 09:00-12:00; PH unknown") == []


def test_a_day_that_is_over_is_not_told():
    assert apart("Th[1] 09:00-12:00", today=date(2026, 12, 4)) == [("07/01", "07/01", (MORNING,))]


@pytest.mark.django_db
def test_a_search_engine_is_not_told_a_monthly_day_as_a_weekly_one():
    # The week of December 3rd opens that Thursday: it is not every Thursday.
    node = told("Th[1] 09:00-12:00", date(2026, 11, 30))
    day = {"validFrom": "2026-12-03", "validThrough": "2026-12-03"}
    assert node["openingHoursSpecification"] == [
        {"@type": "OpeningHoursSpecification", "opens": "09:00", "closes": "12:00", **day},
    ]
    assert "specialOpeningHoursSpecification" not in node


@pytest.mark.django_db
def test_a_search_engine_is_told_the_usual_week_whatever_the_week():
    node = told("Fr 09:00-12:00; PH off", date(2026, 12, 25))
    usual, special = node["openingHoursSpecification"], node["specialOpeningHoursSpecification"]
    assert [day["dayOfWeek"] for day in usual] == ["https://schema.org/Friday"]
    assert [(day["validFrom"], day["opens"], day["closes"]) for day in special] == [
        ("2026-12-25", "00:00", "00:00"),
        ("2027-01-01", "00:00", "00:00"),
    ]


@pytest.mark.django_db
def test_a_search_engine_does_not_read_a_whole_day_as_closed():
    usual = told("24/7")["openingHoursSpecification"]
    assert {(day["opens"], day["closes"]) for day in usual} == {("00:00", "23:59")}


@pytest.mark.django_db
def test_a_search_engine_is_told_the_closings_of_a_place_without_hours():
    place = PlaceFactory(opening_hours="")
    Closing.objects.create(place=place, starts_on=THURSDAY, ends_on=THURSDAY)
    node = json.loads(place_json_ld(place, "https://exemple.fr/", Links(), THURSDAY))
    assert [day["validFrom"] for day in node["specialOpeningHoursSpecification"]] == ["2026-11-26"]
    assert "openingHoursSpecification" not in node
