"""What is doubtful in hours is said in French, and mended only when it is certain."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from places.opening_hours import MAX_LENGTH, Remark, lint, parse, understand
from places.opening_hours.linting import is_spotless, is_surely_both
from places.opening_hours.osm_rules import split_rules
from places.opening_hours.syntax import is_plain, tidy


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Mo-Fr 09:00-12:00; Mo-Fr 14:00-17:00", "Mo-Fr 09:00-12:00,14:00-17:00"),
        (
            "Tu 14:00-17:00; Tu 09:00-12:00; We 09:00-12:00",
            "Tu 09:00-12:00,14:00-17:00; We 09:00-12:00",
        ),
        ("Mo,Tu 09:00-12:00; PH off; Tu,Mo 14:00-17:00", "Mo,Tu 09:00-12:00,14:00-17:00; PH off"),
        ('Mo 09:00-12:00 "a"; Mo 14:00-17:00', 'Mo 09:00-12:00 "a de 9h à 12h", Mo 14:00-17:00'),
        ("Mo 09:00-12:00; Mo 09:00-12:00", "Mo 09:00-12:00"),
        ("Mo-Fr 09:00-12:00; Sa", 'Mo-Fr 09:00-12:00; Sa unknown "heures non précisées"'),
        ('Mo "rdv"', 'Mo unknown "rdv"'),
        (
            'Mo-Fr 09:00-12:00; Sa open "sur rendez-vous"',
            'Mo-Fr 09:00-12:00; Sa unknown "sur rendez-vous"',
        ),
        ("Mo-Fr 09:00-12:00; 14:00-17:00", "Mo-Fr 09:00-12:00,14:00-17:00"),
        ("Mo off; Tu 09:00-12:00; 14:00-17:00", "Mo off; Tu 09:00-12:00,14:00-17:00"),
        ("Mo 09:00-12:00,14:00-14:00", "Mo 09:00-12:00"),
        ("Mo 14:00-14:00", 'Mo unknown "heures non précisées"'),
        ("mo-fr 9h-12h; ph off", "Mo-Fr 9:00-12:00; PH off"),
        ("Mo Tu We 09:00-12:00", "Mo-We 09:00-12:00"),
        ("Mo-Fr 09:00-12:30-13:30-17:00", "Mo-Fr 09:00-12:30,13:30-17:00"),
        (
            "Mo-Fr 09:00-12:00 14:00-17:00 Sa 9:00-12:00",
            "Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00",
        ),
        ("Mo-Fr 09.00-12.00\nWe 14h-17h", "Mo,Tu,Th,Fr 09:00-12:00; We 09:00-12:00,14:00-17:00"),
    ],
)
def test_what_is_certain_is_mended_and_told(text, mended):
    understood = understand(text)
    assert (understood.expression, understood.how) == (mended, "mended")
    assert all(remark.is_certain and remark.words.endswith(".") for remark in understood.remarks)


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        # the semicolon, on days that are not the same
        ("Mo-Fr 09:00-12:00; Fr 14:00-17:00", "Mo-Th 09:00-12:00; Fr 09:00-12:00,14:00-17:00"),
        (
            "Mo,Tu 09:00-12:00; Tu,We 14:00-17:00",
            "Mo 09:00-12:00; Tu 09:00-12:00,14:00-17:00; We 14:00-17:00",
        ),
        ("Mo 09:00-12:00; Aug Mo off; Mo 14:00-17:00", "Mo 09:00-12:00,14:00-17:00; Aug Mo off"),
        # a rule that hides one before it
        ("We 09:00-12:00; Mo-Fr 08:00-17:00", "Mo-Fr 08:00-17:00; We 09:00-12:00"),
        ("Mo 09:00-12:00; Mo 08:00-17:00", "Mo 08:00-17:00"),
        ("We off; Mo-Fr 09:00-12:00", "Mo-Fr 09:00-12:00; We off"),
        ("Mo 09:00-12:00; Mo-Su off", None),
        # odd times
        ("Mo-Fr 14:00-05:00", "Mo-Fr 14:00-17:00"),
        ("Mo 09:00-12:00,02:00-05:00", "Mo 09:00-12:00,14:00-17:00"),
        ("Mo 22:00-15:00", None),
        ("Mo 01:00-17:00", None),
        ("Mo 00:00-24:00", None),
        ("24/7", None),
        ("09:00-12:00", "Mo-Fr 09:00-12:00"),
    ],
)
def test_what_is_doubtful_is_told_and_left(text, proposal):
    remark = lint(text)[0]
    assert (remark.proposal, remark.is_certain) == (proposal, False)
    assert understand(text).expression == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00",
        "Mo-Fr 09:00-12:00,14:00-17:00; We 09:00-12:00",
        "Tu-Fr 14:00-17:00; We 10:00-12:00,14:00-17:00",
        "Mo-Th 13:00-18:00; We-Sa 10:00-18:00; Th off; PH off",
        "Tu[1] 09:00-12:00; Tu[3] 14:00-17:00",
        "Mo-Fr 08:00-20:00; Aug Mo-Fr 08:00-12:00",
        'unknown "sur rendez-vous"',
        'Mo 09:00-12:00 "le lundi; sur rdv"',
    ],
)
def test_good_hours_get_no_remark(text):
    assert [remark for remark in understand(text).remarks if text] == []


def test_a_word_that_is_no_osm_is_shown_with_its_place():
    assert lint("Mo-Fr 09:00-12:00 demain")[0] == Remark(
        "«\u202fdemain\u202f» (caractère 19) n’est pas de la notation OSM."
    )
    assert "ponctuation" in lint("Mo-Fr 09:00-12:00-13:00")[0].words
    assert "trop longs" in lint("Mo, " * MAX_LENGTH)[0].words


def test_numbers_that_may_be_hours_are_proposed():
    assert Remark("Les heures s’écrivent 09:00. Est-ce bien ceci\u00a0?", "Mo 09:00-12:00") in (
        understand("Mo 9-12").remarks
    )


def test_two_rules_surely_meant_both_on_the_same_days_at_other_times():
    assert is_surely_both("Mo-Fr 09:00-12:00", "Mo-Fr 14:00-17:00")
    assert is_surely_both("Mo,Tu 09:00-12:00", "Tu,Mo 12:00-17:00")
    assert not is_surely_both("Mo-Fr 09:00-12:00", "Mo-Fr 11:00-17:00")
    assert not is_surely_both("Mo-Fr 09:00-12:00", "Fr 14:00-17:00")
    assert not is_surely_both("Mo-Fr 09:00-12:00", "Mo-Fr off")
    assert not is_surely_both("Mo 09:00-12:00; Tu 09:00-12:00", "Mo 14:00-17:00")


# --- understanding ---


@pytest.mark.parametrize(
    ("text", "expression", "how"),
    [
        (" Mo-Fr 09:00-12:00 ", "Mo-Fr 09:00-12:00", "osm"),
        ('"sur rdv"', 'unknown "sur rdv"', "osm"),
        ("lundi 9h-12h", "Mo 09:00-12:00", "prose"),
        ("Lu-Ve 09:00-12:00", "Mo-Fr 09:00-12:00", "prose"),
        ("mar 9h-12h", "Tu 09:00-12:00", "prose"),
        ("Mar 09:00-12:00", "Tu 09:00-12:00", "prose"),
        ("Mar-May Mo 09:00-12:00", "Mar-May Mo 09:00-12:00", "osm"),
        ("9h-12h et 14h-18h", 'unknown "9h-12h et 14h-18h"', "prose"),
        ("Hiver : lundi 9h-12h", "Hiver : lundi 9h-12h", "text"),
        ("Mo 09:00-12:00-13:00", 'Mo unknown "09:00-12:00-13:00"', "mended"),
        ("Mo 9-12", 'Mo unknown "9-12"', "mended"),
        (
            "Mo-Th 08:00-17:00; Fr 08:00-14:00-17:00",
            'Mo-Th 08:00-17:00; Fr unknown "08:00-14:00-17:00"',
            "mended",
        ),
        (
            "Sa 09:00-12:00,13:00,17:00;10:00-12:00",
            "Sa 09:00-12:00,13:00,17:00;10:00-12:00",
            "text",
        ),
        ("", "", "text"),
    ],
)
def test_hours_are_understood_however_they_are_written(text, expression, how):
    understood = understand(text)
    assert (understood.expression, understood.how) == (expression, how)


def test_a_text_that_is_not_understood_says_from_where():
    remark = understand("lundi 9h-12h, Médiathèque : mardi 14h-17h").remarks[0]
    assert "à partir de «\u202fMédiathèque : mardi" in remark.words
    assert understand("le lundi").remarks[0].words.endswith("en entier.")


PIECES = """Mo Tu-Th Sa,Su Mo-Fr lundi 09:00-12:00 14:00-17:00 9h-12h 18:00-09:00 ; , off unknown PH
"rdv" week_02-53/2 Mar Aug [1] mo 24/7 sauf sur_rdv - / : et"""
EXPRESSIONS = st.lists(
    st.sampled_from([piece.replace("_", " ") for piece in PIECES.split()]), max_size=12
).map(" ".join)


@example('Mo "rdv"')
@example(": 09:00-12:00")
@given(EXPRESSIONS | st.text(max_size=60))
def test_what_was_understood_is_understood_again_unchanged(text):
    understood = understand(text)
    if understood.how == "text":
        assert understood.expression == text.strip()
        return
    again = understand(understood.expression)
    assert (again.expression, again.how) == (understood.expression, "osm")
    for remark in (*lint(text), *again.remarks):
        assert remark.proposal is None or parse(remark.proposal)


@pytest.mark.parametrize(
    "motif", ["Mo 09:00-12:00; ", "Mo 09:00-12:00;", "mar ", '"', "9h", "Mo,Tu "]
)
def test_a_hostile_text_is_bounded(motif):
    assert understand((motif * 100_000)[:100_000]).how == "text"
    understand((motif * MAX_LENGTH)[:MAX_LENGTH])


DAYS = st.sampled_from("Mo Tu We Th Fr Sa Su Mo-Fr Sa-Mo Mo,We Tu-Th,Sa".split())
SPANS = st.lists(
    st.tuples(st.times(), st.times()).map(lambda pair: f"{pair[0]:%H:%M}-{pair[1]:%H:%M}"),
    min_size=1,
    max_size=3,
).map(",".join)
RULES = st.tuples(DAYS, st.one_of(SPANS, st.just("off"), st.just("20:00-24:00"))).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(st.lists(RULES, min_size=1, max_size=7).map("; ".join))
def test_what_looks_plain_is_read_and_tidy(text):
    assert is_plain(text)
    assert parse(text).text == tidy(text) == text


@example(["Mo-Fr 09:00-12:00,14:00-17:00", "Sa 09:00-12:00", "Su off"])
@settings(max_examples=200, deadline=None)
@given(st.lists(RULES, min_size=1, max_size=7))
def test_a_spotless_week_is_one_of_which_nothing_is_said(rules):
    text = "; ".join(rules)
    named = [day for rule in rules for day in split_rules(rule)[0].days]
    is_spotless_rule_by_rule = not any(map(lint, rules)) and len(named) == len(set(named))
    assert is_spotless(text) == is_spotless_rule_by_rule
    assert not (is_spotless(text) and lint(text))


@pytest.mark.parametrize("text", ["", "09:00-12:00", "Mo 9h-12h", "Mo-Fr", "PH off", "a" * 3000])
def test_what_is_no_plain_week_is_not_spotless(text):
    assert not is_spotless(text)


@pytest.mark.parametrize(
    "text", ["Mo 9:00-12:00", "Mo 25:00-26:00", "lu 09:00-12:00", "09:00-12:00", "Mo-Fr", "PH off"]
)
def test_what_is_not_plain_goes_to_the_evaluator(text):
    assert not is_plain(text)
