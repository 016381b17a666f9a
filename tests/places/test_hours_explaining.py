"""Hours are said again in French, whatever rules they hold."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from places.opening_hours import explain, parse, say_hours, understand

THURSDAY = date(2026, 11, 26)
CHRISTMAS = date(2026, 12, 24)  # a week of school holidays


@pytest.mark.parametrize(
    ("expression", "lines"),
    [
        ("Mo-Fr 09:00-12:30", ["Lundi au vendredi : 9 h à 12 h 30", "Samedi et dimanche : fermé"]),
        ('unknown "sur rendez-vous"', ["sur rendez-vous"]),
        ("unknown", ["à confirmer auprès du lieu"]),
        ("24/7", ["Tous les jours : jour et nuit"]),
        ("off", ["Tous les jours : fermé"]),
        ("Tu[1,3] 14:00-17:00", ["1er et 3e mardi du mois : 14 h à 17 h"]),
        ("Fr[-1] 18:00-24:00", ["Dernier vendredi du mois : 18 h à minuit"]),
        ("PH off; SH off", ["Jours fériés : fermé", "Vacances scolaires : fermé"]),
        ("SH Mo-Fr 10:00-12:00", ["Vacances scolaires, lundi au vendredi : 10 h à 12 h"]),
        ("week 01-53/2 Mo,We 09:00-12:00", ["Semaines impaires, lundi, mercredi : 9 h à 12 h"]),
        ("Oct-Jun Tu 09:00-17:00", ["D’octobre à juin, mardi : 9 h à 17 h"]),
        (
            "Jul,Aug Tu 09:00-10:00,11:00-12:00",
            ["Juillet et août, mardi : 9 h à 10 h et 11 h à 12 h"],
        ),
        ("Aug 01-Aug 15 off", ["Du 1er août au 15 août : fermé"]),
        ('Dec off "congés"', ["Décembre : fermé (congés)"]),
        ("easter off", ["easter off"]),
        (
            'Mo-Su 08:00-12:00 "a", Mo-Su 12:00-16:00 "b"',
            ["Tous les jours : 8 h à 16 h (a, b)"],
        ),
    ],
)
def test_hours_are_said_in_lines(expression, lines):
    assert [line.replace("\u00a0", " ") for line in explain(expression)] == lines


PIECES = """Mo Tu-Th lundi mardi 09:00-12:00 9h-12h ; , off unknown PH SH sauf semaines_paires août
fermé du_mois 1er vacances_scolaires hors sur_rdv :"""
TEXTS = st.lists(st.sampled_from([word.replace("_", " ") for word in PIECES.split()]), max_size=12)


@given(TEXTS.map(" ".join))
def test_all_that_is_understood_can_be_said(text):
    understood = understand(text)
    assert understood.how == "text" or explain(understood.expression)


@pytest.mark.parametrize(
    ("expression", "day", "week", "rules"),
    [
        ("Mo 09:00-12:00", THURSDAY, ["Lundi : 9 h à 12 h", "Mardi au dimanche : fermé"], []),
        ("off", THURSDAY, ["Tous les jours : fermé"], []),
        ("24/7", THURSDAY, ["Tous les jours : jour et nuit"], []),
        ("Tu[2] 09:30-16:30", THURSDAY, [], ["2e mardi du mois : 9 h 30 à 16 h 30"]),
        (
            "Mo-Su off; Fr[-2] 9:00-12:00",
            THURSDAY,
            [],
            ["Avant-dernier vendredi du mois : 9 h à 12 h"],
        ),
        (
            "SH Mo-Fr 10:00-12:00",
            CHRISTMAS,
            [],
            ["Vacances scolaires, lundi au vendredi : 10 h à 12 h"],
        ),
        (
            "Mo-Sa 09:00-10:00; Su,PH off",
            THURSDAY,
            ["Lundi au samedi : 9 h à 10 h", "Dimanche : fermé"],
            ["Dimanche, jours fériés : fermé"],
        ),
        (
            "Mo 09:00-12:00; SH off",
            CHRISTMAS,
            [],
            ["Lundi : 9 h à 12 h", "Mardi au dimanche : fermé", "Vacances scolaires : fermé"],
        ),
        ("easter 09:00-12:00", THURSDAY, [], ["Certains jours : à confirmer auprès du lieu"]),
    ],
)
def test_a_week_that_opens_nothing_gives_way_to_the_rules(expression, day, week, rules):
    said = say_hours(parse(expression, departement="23"), day)
    assert [line.replace("\u00a0", " ") for line in said.week] == week
    assert [line.replace("\u00a0", " ") for line in said.rules] == rules


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "1st and 3rd Tuesday of the month : 9:00 to 12:00"),
        ("uk", "Вівторок (1-й та 3-й раз у місяці) : 9:00 – 12:00"),
        ("ar", "يوم الثلاثاء الأول و الثالث من الشهر : 9:00 إلى 12:00"),
    ],
)
def test_the_rules_are_said_in_the_language_of_the_page(code, line):
    with override(code):
        assert [words.replace("\u00a0", " ") for words in explain("Tu[1,3] 09:00-12:00")] == [line]
