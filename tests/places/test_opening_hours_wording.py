"""Opening hours said in plain French, of a moment and of a week."""

from datetime import date, time

import pytest
from django.utils.translation import override

from places.opening_hours import (
    describe_state,
    describe_week,
    parse,
    week,
)
from tests.places.saying import OFFICE, at, said, said_week

# --- what the screen says of a moment (23 November 2026 is a Monday) ---


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        ("2026-11-23 10:00", "Ouvert jusqu’à 12 h"),
        ("2026-11-23 15:00", "Ouvert jusqu’à 17 h 30"),
        ("2026-11-23 17:00", "Ouvert jusqu’à 17 h 30"),
        ("2026-11-23 17:01", "Ferme bientôt, à 17 h 30"),
        ("2026-11-23 12:00", "Fermé, ouvre à 14 h"),
        ("2026-11-23 17:30", "Fermé, ouvre demain à 9 h"),
        ("2026-11-28 13:00", "Fermé, ouvre lundi à 9 h"),
    ],
)
def test_a_citizen_reads_until_when_a_place_is_open(moment, sentence):
    assert said(OFFICE, moment) == sentence


def test_a_citizen_reads_the_date_of_an_opening_more_than_six_days_away():
    assert said("Tu[2] 09:00-12:00", "2026-11-23 10:00") == (
        "Fermé, ouvre le mardi 8 décembre à 9 h"
    )
    assert said("Mo 09:00-12:00", "2026-11-23 13:00") == "Fermé, ouvre le lundi 30 novembre à 9 h"
    assert said("2026 Dec 01 09:05-12:00", "2026-11-23 13:00") == (
        "Fermé, ouvre le mardi 1er décembre à 9 h 05"
    )


@pytest.mark.parametrize(
    ("text", "moment", "sentence"),
    [
        ("24/7", "2026-11-23 10:00", "Ouvert tous les jours, jour et nuit"),
        ("2020 Jan 01 09:00-10:00", "2026-11-23 10:00", "Fermé"),
        ("Mo-Fr 20:00-02:00", "2026-11-23 21:00", "Ouvert jusqu’à 2 h"),
        ("Mo-Su 10:00-24:00", "2026-11-23 21:00", "Ouvert jusqu’à minuit"),
        ("Mo-Su 00:00-02:00", "2026-11-23 21:00", "Fermé, ouvre à minuit"),
        ("Mo-Fr", "2026-11-23 10:00", "Ouvert jusqu’à vendredi à minuit"),
        ("Nov 20-Dec 05", "2026-11-23 10:00", "Ouvert jusqu’au samedi 5 décembre à minuit"),
    ],
)
def test_a_citizen_is_not_misled_by_unusual_hours(text, moment, sentence):
    assert said(text, moment) == sentence


def test_the_words_that_belong_together_stay_on_one_line():
    state = parse(OFFICE).state(at("2026-11-23 15:00"))
    assert describe_state(state, at("2026-11-23 15:00")) == "Ouvert jusqu’à 17\u00a0h\u00a030"
    assert describe_week(week(parse("Sa 09:00-12:00"), date(2026, 11, 23)))[1] == (
        "Samedi\u00a0: 9\u00a0h à 12\u00a0h"
    )


def test_hours_that_decide_nothing_are_said_to_be_confirmed_not_closed():
    for text in ('"sur rendez-vous"', "Mo-Fr 09:00-12:00 unknown"):
        state = parse(text).state(at("2026-11-23 10:00"))
        assert state.is_unknown
        assert not state.is_open
        assert describe_state(state, at("2026-11-23 10:00")) == "Horaires à confirmer"
    assert said_week('"sur rendez-vous"', "2026-11-23") == [
        "Tous les jours : à confirmer auprès du lieu (sur rendez-vous)"
    ]


def test_the_comment_of_the_source_comes_with_the_state():
    state = parse('Mo-Fr 09:00-12:00 "sur rendez-vous"').state(at("2026-11-23 10:00"))
    assert (state.is_open, state.comment) == (True, "sur rendez-vous")


# --- weeks ---


def test_a_week_is_said_with_equal_days_together():
    assert said_week(OFFICE, "2026-11-23") == [
        "Lundi au vendredi : 9 h à 12 h et 14 h à 17 h 30",
        "Samedi : 9 h à 12 h",
        "Dimanche : fermé",
    ]
    assert said_week(
        "Mo,Tu,Th 09:00-12:00; We 08:00-10:00,11:00-12:00,14:00-24:00", "2026-11-23"
    ) == [
        "Lundi, mardi et jeudi : 9 h à 12 h",
        "Mercredi : 8 h à 10 h, 11 h à 12 h et 14 h à minuit",
        "Vendredi au dimanche : fermé",
    ]
    assert said_week("24/7", "2026-11-23") == ["Tous les jours : jour et nuit"]
    assert said_week("Mo-Su off", "2026-11-23") == ["Tous les jours : fermé"]


def test_a_public_holiday_stands_alone_under_its_name():
    assert said_week("Mo-Fr 09:00-12:00; PH off", "2026-12-21") == [
        "Lundi au jeudi : 9 h à 12 h",
        "Vendredi 25 décembre, Noël : fermé",
        "Samedi et dimanche : fermé",
    ]
    # The source forgot the holidays: its hours are kept, and the name warns the reader.
    assert said_week("Mo-Fr 09:00-12:00", "2026-12-21")[1] == (
        "Vendredi 25 décembre, Noël : 9 h à 12 h"
    )


def test_a_night_belongs_to_the_day_it_began():
    days = week(parse("Sa-Su 22:00-06:00"), date(2026, 11, 23))
    assert [day.periods for day in days] == [()] * 5 + [((time(22), time(6)),)] * 2


def test_what_never_closes_for_a_day_is_cut_at_midnight():
    days = week(parse("Mo 10:00-24:00, Tu 00:00-14:00"), date(2026, 11, 23))
    assert [day.periods for day in days[:3]] == [
        ((time(10), time()),),
        ((time(), time(14)),),
        (),
    ]


def test_any_day_gives_the_week_it_is_in():
    hours = parse(OFFICE)
    assert week(hours, date(2026, 11, 29)) == week(hours, date(2026, 11, 23))
    assert [day.name for day in week(hours, date(2026, 11, 29))][::6] == ["lundi", "dimanche"]


def test_a_comment_ending_at_midnight_does_not_reach_the_next_day():
    days = week(parse('Mo 10:00-24:00 "accès libre"'), date(2026, 11, 23))
    assert [day.comment for day in days[:2]] == ["accès libre", ""]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Open until 12:00"),
        ("uk", "Відкрито до 12:00"),
        ("ar", "مفتوح حتى 12:00"),
        ("fr-simple", "Ouvert jusqu’à 12 h"),
    ],
)
def test_a_reader_is_told_the_hours_in_their_language(language, sentence):
    with override(language):
        assert said("Mo-Fr 09:00-12:00", "2026-11-23 10:00") == sentence
