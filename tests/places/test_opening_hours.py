"""Opening hours: read as written, asked at any moment, whatever people write."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places.opening_hours import (
    MAX_LENGTH,
    InvalidHours,
    describe_state,
    describe_week,
    is_open_at,
    opens_within,
    parse,
    public_holidays,
    week,
)
from places.opening_hours.syntax import Holiday, holidays_in, resolve, tidy
from tests.places.saying import OFFICE, REAL_FILES, at

# --- the letter of the expression ---


def test_a_semicolon_overrides_the_rule_before_it():
    hours = parse("Mo-Fr 09:00-12:00; Mo-Fr 14:00-17:00")
    assert not hours.is_open(at("2026-11-23 10:00"))
    assert hours.is_open(at("2026-11-23 15:00"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mo-Fr 14:00-19:00\u00a0;Sa 14\u00a0:00-18h00", "Mo-Fr 14:00-19:00; Sa 14:00-18:00"),
        ("Tu 14:00-18:00; Sa  10:00-13:00", "Tu 14:00-18:00; Sa 10:00-13:00"),
        ("Mo, We, Th 9:00-12:00\u00a0; Fr 14:00-17:30", "Mo,We,Th 9:00-12:00; Fr 14:00-17:30"),
        ("We 10:00-12:30, 13h30-18:00", "We 10:00-12:30, 13:30-18:00"),
        ("Mo-Fr 9h–12h", "Mo-Fr 9:00-12:00"),
        (" Mo-Fr 09:00-12:00 ; ", "Mo-Fr 09:00-12:00"),
        ('Mo-Fr 09:00-12:00 "dès 9h, Mo, Tu"', 'Mo-Fr 09:00-12:00 "dès 9h, Mo, Tu"'),
        ('Mo 09:00-12:00; "sur rendez-vous"', 'Mo 09:00-12:00; unknown "sur rendez-vous"'),
    ],
)
def test_small_slips_are_mended_without_changing_the_meaning(written, read):
    assert tidy(written) == read
    assert parse(written).text == read


def test_days_listed_with_spaces_are_one_list_not_open_day_and_night():
    assert not is_open_at("Mo, Tu 09:00-12:00", at("2026-11-23 20:00"))
    assert is_open_at("Mo, Tu 09:00-12:00", at("2026-11-23 10:00"))


@pytest.mark.parametrize(
    "text", ["", "  ;", "lundi 9h", "Mo 08:22", "Mo-Fr 09:00-12:00-14:00", "/"]
)
def test_what_cannot_be_read_is_refused_in_french(text):
    with pytest.raises(InvalidHours, match=r"^(Ces|Les) horaires .+\.$"):
        parse(text)


def test_the_refusal_shows_where_reading_stopped():
    with pytest.raises(InvalidHours, match="«\u202fdemain\u202f»"):
        parse("Mo-Fr 09:00-12:00 demain")


@pytest.mark.parametrize(
    "motif", ["(", "Mo,", '"', '";', "1", "9h", " , ", "; ", "PH ", "Mo[1", " "]
)
def test_a_hostile_text_is_refused_by_its_length_before_anything_reads_it(motif):
    hostile = (motif * 100_000)[:100_000]
    with pytest.raises(InvalidHours, match="trop longs"):
        parse(hostile)
    assert not is_open_at(hostile, at("2026-11-23 10:00"))


def test_the_longest_text_allowed_is_read():
    rule = "Mo-Fr 09:00-12:00; "
    text = (rule * MAX_LENGTH)[: MAX_LENGTH // len(rule) * len(rule)]
    assert parse(text).is_open(at("2026-11-23 10:00"))


# --- lists ---


def test_a_list_keeps_the_places_open_now():
    assert is_open_at(OFFICE, at("2026-11-23 10:00"))
    assert is_open_at(OFFICE, datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert not is_open_at(OFFICE, at("2026-11-23 12:00"))
    assert not is_open_at("sur rendez-vous", at("2026-11-23 10:00"))


def test_a_list_keeps_the_places_open_this_evening_or_on_saturday():
    evening = at("2026-11-23 18:00"), at("2026-11-24 00:00")
    saturday = at("2026-11-28 00:00"), at("2026-11-29 00:00")
    assert opens_within(parse("Mo 14:00-18:30"), *evening)
    assert not opens_within(parse("Mo 14:00-18:00"), *evening)
    assert not opens_within(parse("Tu 00:00-08:00"), *evening)
    assert opens_within(parse(OFFICE), *saturday)
    assert not opens_within(parse("Mo-Fr 09:00-12:00"), *saturday)
    assert not opens_within(parse("24/7"), *reversed(evening))


# --- holidays inside an expression ---


@pytest.mark.parametrize(
    ("text", "fallen", "plain"),
    [
        ("Mo-Fr 09:00-12:00; PH off", True, "Mo-Fr 09:00-12:00; Mo-Su off"),
        ("Mo-Fr 09:00-12:00; PH off", False, "Mo-Fr 09:00-12:00; PH off"),
        ("PH Mo-Fr 10:00-12:00", True, "Mo-Fr 10:00-12:00"),
        ("PH Mo-Fr 10:00-12:00", False, "PH 10:00-12:00"),
        ("Mo-Fr PH 10:00-12:00", True, "Mo-Fr 10:00-12:00"),
        ("Sa,PH 10:00-12:00", True, "Mo-Su 10:00-12:00"),
        ("Sa,PH 10:00-12:00", False, "Sa,PH 10:00-12:00"),
        ("SH,PH Mo-Fr,Su 10:00-12:00", True, "Mo-Fr,Su 10:00-12:00"),
        ('Mo 09:00-12:00 "PH"', True, 'Mo 09:00-12:00 "PH"'),
    ],
)
def test_a_holiday_opens_its_rule_on_its_days_only(text, fallen, plain):
    assert resolve(text, frozenset([Holiday("PH")] if fallen else [])) == plain


def test_the_day_before_a_holiday_can_have_its_own_hours():
    text = "Mo-Fr 09:00-17:00; PH -1 day 09:00-12:00; PH off"
    assert holidays_in(text) == (Holiday("PH", -1), Holiday("PH"))
    hours = parse(text)
    assert not hours.is_open(at("2026-12-24 14:00"))
    assert hours.is_open(at("2026-12-24 10:00"))
    assert hours.is_open(at("2026-12-23 14:00"))
    assert not hours.is_open(at("2026-12-25 10:00"))


def test_too_many_kinds_of_holidays_are_still_read():
    text = "; ".join(["Mo-Fr 09:00-17:00", *(f"PH -{n} days 10:00-11:00" for n in range(2, 9))])
    assert parse(text).is_open(at("2026-11-23 10:30"))


# --- whatever people write ---

TOKENS = st.sampled_from(
    [
        *("Mo", "Tu-Fr", "Sa,Su", "PH", "SH", "SH,PH", "09:00-12:00", "14:00-17:30", "22:00-26:00"),
        *("; ", ", ", ",", " ", "-", " off", ' "rdv"', "24/7", "Jan-Mar", "week 1-53/2", "easter"),
        *("[1]", "[-1]", " -1 day", "||", "unknown", "sunrise-sunset", "9h", "Feb 29", "2026", "+"),
    ]
)
EXPRESSIONS = st.lists(TOKENS, max_size=12).map("".join)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
CODES = st.sampled_from([None, "", "23", "2A", "67", "971", "974", "987", "99", "x"])


@settings(deadline=None)  # CI may be slow
@given(st.text(max_size=300) | EXPRESSIONS, CODES)
def test_reading_raises_nothing_but_a_refusal(text, departement):
    with suppress(InvalidHours):
        parse(text, departement=departement)


@settings(deadline=None)  # CI may be slow
@given(EXPRESSIONS, CODES, MOMENTS)
def test_whatever_was_read_can_be_asked_and_said(text, departement, moment):
    try:
        hours = parse(text, departement=departement)
    except InvalidHours:
        return
    state = hours.state(moment)
    assert describe_state(state, moment)
    assert state.is_open == hours.is_open(moment) == is_open_at(text, moment, departement)
    assert state.until is None or state.until > moment
    assert not state.is_open or opens_within(hours, moment, moment + timedelta(minutes=1))
    days = week(hours, moment.date())
    assert len(days) == 7
    assert 1 <= len(describe_week(days)) <= 7


@settings(deadline=None)  # CI may be slow
@given(st.text(alphabet='MoTuPHSH,;- "|9h:0\u00a0–', max_size=60) | EXPRESSIONS)
def test_mending_twice_is_mending_once(text):
    assert tidy(tidy(text)) == tidy(text)


@settings(deadline=None)  # CI may be slow
@given(st.integers(1583, 9990), CODES)
def test_easter_holidays_fall_on_their_days_of_the_week(year, departement):
    names = {name: day for day, name in public_holidays(year, departement).items()}
    for name, day in names.items():
        if "Ascension" in name:
            assert day.weekday() == 3
        if "Lundi" in name:
            assert day.weekday() == 0


# --- real files ---


@pytest.mark.skipif(not REAL_FILES.exists(), reason="the real files are not beside the checkout")
@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("antilles-2023-05.json", 8),
        ("charente-2023-07.v0.json", 72),
        ("charente-2023-07.v1.json", 72),
        ("cnfs-2022-07.v0.json", 2380),
        ("conseillers-numeriques-permanences-2022-12.json", 4192),
        ("hauts-de-france-2023-05.geojson", 281),
        ("le-havre-2024-07.json", 73),
    ],
)
def test_the_hours_of_real_producers_are_read_and_said(name, least):
    content = json.loads((REAL_FILES / name).read_text("utf-8"))
    if isinstance(content, dict):
        content = [feature["properties"] for feature in content["features"]]
    read = 0
    for text in (str(row["horaires"]) for row in content if row.get("horaires")):
        try:
            hours = parse(text)
        except InvalidHours:
            continue
        read += 1
        now = at("2026-11-23 10:00")
        assert describe_state(hours.state(now), now)
        assert describe_week(week(hours, now.date()))
    assert read >= least
