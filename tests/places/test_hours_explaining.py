"""Hours are said again in French, whatever rules they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.opening_hours import explain, understand


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
