"""How old a sheet is, in words."""

from datetime import date

import pytest

from places.french import of
from places.freshness import freshness, months_between

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "words", "is_doubtful"),
    [
        (date(2026, 11, 1), "Vérifié ce mois-ci", False),
        (date(2026, 8, 22), "Vérifié il y a 3 mois", False),
        (date(2025, 11, 22), "Vérifié il y a plus d’un an", False),
        (date(2025, 5, 23), "Vérifié il y a plus d’un an", False),
        (date(2025, 5, 22), "Vérifié il y a plus d’un an", True),
        (date(2023, 1, 1), "Vérifié il y a 3 ans", True),
        (date(2027, 1, 1), "Vérifié ce mois-ci", False),
    ],
)
def test_a_reader_is_told_how_old_a_check_is(day, words, is_doubtful):
    said = freshness(day, None, TODAY)
    assert (said.words, said.is_doubtful) == (words, is_doubtful)


def test_the_newest_date_speaks():
    assert freshness(date(2020, 1, 1), date(2026, 11, 2), TODAY).words == "Mis à jour ce mois-ci"
    assert freshness(None, None, TODAY) is None


def test_a_month_is_whole_when_its_day_has_come():
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert months_between(date(2026, 1, 31), date(2026, 3, 31)) == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Guéret", "de Guéret"),
        ("Aubusson", "d’Aubusson"),
        ("Évaux-les-Bains", "d’Évaux-les-Bains"),
        ("Le Havre", "du Havre"),
        ("Les Abymes", "des Abymes"),
        ("La Souterraine", "de La Souterraine"),
        ("L'Isle", "de L'Isle"),
    ],
)
def test_a_name_agrees_with_the_word_before_it(name, words):
    assert of(name) == words
