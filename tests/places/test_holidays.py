"""Public and school holidays, by département."""

from datetime import date, datetime, time

import pytest

from places.opening_hours import (
    is_open_at,
    parse,
    public_holidays,
    timezone_of,
)
from places.school_holidays import DEPARTEMENTS, HOLIDAYS, SPANS, is_school_holiday, zone_of
from tests.places.saying import PARIS, at, said_week

# --- public holidays ---


def test_the_public_holidays_of_a_year_have_french_names():
    assert public_holidays(2026) == {
        date(2026, 1, 1): "Jour de l’an",
        date(2026, 4, 6): "Lundi de Pâques",
        date(2026, 5, 1): "Fête du Travail",
        date(2026, 5, 8): "Victoire de 1945",
        date(2026, 5, 14): "Ascension",
        date(2026, 5, 25): "Lundi de Pentecôte",
        date(2026, 7, 14): "Fête nationale",
        date(2026, 8, 15): "Assomption",
        date(2026, 11, 1): "Toussaint",
        date(2026, 11, 11): "Armistice de 1918",
        date(2026, 12, 25): "Noël",
    }
    assert list(public_holidays(2026, "68")) == sorted(public_holidays(2026, "68"))


@pytest.mark.parametrize(
    ("departement", "day", "name"),
    [
        ("57", date(2026, 4, 3), "Vendredi saint"),
        ("67", date(2027, 3, 26), "Vendredi saint"),
        ("68", date(2026, 12, 26), "Saint-Étienne"),
        ("971", date(2026, 5, 27), "Abolition de l’esclavage"),
        ("972", date(2026, 5, 22), "Abolition de l’esclavage"),
        ("973", date(2026, 6, 10), "Abolition de l’esclavage"),
        ("974", date(2026, 12, 20), "Abolition de l’esclavage"),
        ("976", date(2026, 4, 27), "Abolition de l’esclavage"),
    ],
)
def test_a_local_holiday_is_kept_where_it_is_kept_and_nowhere_else(departement, day, name):
    text = "Mo-Su 09:00-12:00; PH off"
    noon = datetime.combine(day, time(10), timezone_of(departement))
    assert public_holidays(day.year, departement)[day] == name
    assert not is_open_at(text, noon, departement)
    assert is_open_at(text, datetime.combine(day, time(10), PARIS), "23")


def test_two_holidays_on_one_day_share_it():
    assert public_holidays(2008)[date(2008, 5, 1)] == "Ascension et Fête du Travail"
    assert public_holidays(2019, "973")[date(2019, 6, 10)] == (
        "Abolition de l’esclavage et Lundi de Pentecôte"
    )


def test_a_caller_cannot_spoil_the_holidays_of_the_next():
    public_holidays(2026).clear()
    assert len(public_holidays(2026)) == 11


# --- school holidays ---


def test_school_holidays_follow_the_zone_of_the_departement():
    winter = at("2027-02-22 10:00")  # zone A and B only
    for departement, is_open in (("23", False), ("59", False), ("75", True), (None, True)):
        assert is_open_at("Mo-Fr 09:00-12:00; SH off", winter, departement) is is_open


def test_hours_of_the_school_holidays_are_those_of_their_weekdays():
    hours = parse("We 14:00-17:00; SH Mo-Fr 10:00-12:00", departement="23")
    assert said_week(hours.text, "2026-11-23", "23") == [
        "Lundi, mardi et jeudi au dimanche : fermé",
        "Mercredi : 14 h à 17 h",
    ]
    assert said_week(hours.text, "2026-12-28", "23") == [
        "Lundi au jeudi : 10 h à 12 h",
        "Vendredi 1er janvier, Jour de l’an : 10 h à 12 h",
        "Samedi et dimanche : fermé",
    ]


def test_school_holidays_begin_and_end_on_the_days_of_the_arrete():
    for day, answer in (
        (date(2026, 10, 16), False),
        (date(2026, 10, 17), True),
        (date(2026, 11, 1), True),
        (date(2026, 11, 2), False),
    ):
        assert is_school_holiday(day, "23") is answer
    assert is_school_holiday(date(2027, 1, 31), "974")
    assert not is_school_holiday(date(2027, 1, 31), "75")


def test_what_we_do_not_know_of_school_holidays_is_unknown_not_false():
    assert is_school_holiday(date(2030, 7, 20), "23") is None
    assert is_school_holiday(date(2026, 10, 20), "2A") is None
    assert is_school_holiday(date(2026, 10, 20), "987") is None
    assert is_school_holiday(date(2026, 10, 20), None) is None


def test_every_departement_has_one_school_zone():
    codes = " ".join(DEPARTEMENTS.values()).split()
    mainland = {f"{number:02d}" for number in range(1, 96) if number != 20}
    overseas = {"971", "972", "973", "974", "976", "977", "978"}
    assert sorted(codes) == sorted(mainland | {"2A", "2B"} | overseas)
    assert zone_of("2a") == "Corse"


def test_the_periods_of_a_zone_are_in_order_and_inside_its_span():
    for zone, periods in HOLIDAYS.items():
        edges = [day for period in periods for day in period]
        assert edges == sorted(edges)
        assert SPANS[zone][0] <= edges[0]
        assert edges[-1] <= SPANS[zone][1]
