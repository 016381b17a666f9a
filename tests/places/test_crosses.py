"""Weeks that producers tick in columns: « x », « oui », « ✓ »."""

import pytest

from places.files import SourceFile, SourceRow
from places.mapping import Mapping, apply, propose
from places.mapping.crosses import Crosses
from places.mapping.rules import Column, First, Week
from places.opening_hours import understand

HALVES = [
    f"{day} {half}" for day in ("Lundi", "Mardi", "Mercredi") for half in ("matin", "après-midi")
]
DAYS = ["Lundi", "Mardi", "Mercredi"]


def mapped(headers, *lines):
    """Mapping proposed for a file, and its rows under the standard."""
    headers = ("Nom", "Commune", *headers)
    named = [(f"Lieu {rank}", "Guéret", *cells) for rank, cells in enumerate(lines)]
    rows = [SourceRow(n, dict(zip(headers, line, strict=True))) for n, line in enumerate(named, 2)]
    mapping = propose(SourceFile(headers, rows)).mapping
    return mapping, [apply(mapping, row) for row in rows]


def hours(rows):
    return [row.cells.get("horaires") for row in rows]


def test_crosses_without_times_are_put_in_words():
    lines = ["x", "", "", "X", "", ""], ["oui", "non", "✓", "✓", "fermé", ""], [""] * 6
    mapping, rows = mapped(HALVES, *lines)
    assert hours(rows) == [
        "ouvert lundi matin, mardi après-midi",
        "ouvert lundi matin, mardi matin, mardi après-midi",
        None,
    ]
    assert understand(hours(rows)[0]).how == "text"
    assert [issue.kind for issue in rows[0].issues] == ["hours_from_crosses"]
    assert rows[0].issues[0].is_repair
    assert Mapping.from_json(mapping.to_json()) == mapping


def test_words_beside_crosses_are_kept():
    _mapping, rows = mapped(DAYS, ["x", "x", "sur RDV"], ["x", "x", ""])
    assert hours(rows) == [
        "ouvert lundi, mardi\u00a0; mercredi\u00a0: sur RDV",
        "ouvert lundi, mardi",
    ]


def test_times_of_the_morning_and_of_the_afternoon_make_hours_of_crosses():
    headers = [*HALVES, "Horaires du matin", "Horaires de l’après-midi"]
    lines = ["x", "", "x", "x", "", "", "9h-12h", "14h-17h"], ["x", "x", *[""] * 4, "9h-12h", ""]
    mapping, rows = mapped(headers, *lines)
    assert hours(rows) == [
        "Mo 09:00-12:00; Tu 09:00-12:00,14:00-17:00",
        "ouvert lundi matin, lundi après-midi\u00a0; matin\u00a0: 9h-12h",
    ]
    assert rows[0].cells["Horaires du matin"] == "9h-12h"
    assert Mapping.from_json(mapping.to_json()) == mapping


def test_a_day_ticked_whole_has_all_the_times_told():
    headers = [*DAYS, "Horaires du matin", "Horaires de l’après-midi"]
    _mapping, rows = mapped(
        headers, ["x", "", "x", "9h-12h", "14h-17h"], ["", "x", "", "9h-12h", ""]
    )
    assert hours(rows) == ["Mo,We 09:00-12:00,14:00-17:00", "Tu 09:00-12:00"]
    _mapping, rows = mapped([*DAYS, "Horaires"], ["oui", "non", "oui", "9h-12h et 14h-17h"])
    assert hours(rows) == ["Mo,We 09:00-12:00,14:00-17:00"]


def test_hours_in_words_come_before_crosses():
    line = ["x", "", "x", "lundi 9h-12h, mercredi 14h-17h"]
    mapping, rows = mapped([*DAYS, "Horaires"], line, ["", "x", "", ""])
    assert hours(rows) == ["lundi 9h-12h, mercredi 14h-17h", "ouvert mardi"]
    assert isinstance(mapping.rules["horaires"], First)
    assert isinstance(mapping.rules["horaires"].rules[0], Column)


@pytest.mark.parametrize(
    ("headers", "lines"),
    [
        (DAYS, [["9h-12h", "x", "x"], ["x", "x", "14h-17h"]]),
        ([f"Fermé {day}" for day in DAYS], [["x", "", "x"]]),
    ],
)
def test_a_cross_beside_times_or_under_closed_opens_nothing(headers, lines):
    mapping, rows = mapped(headers, *lines)
    assert isinstance(mapping.rules["horaires"], Week)
    assert not any("ouvert" in text for text in hours(rows))


def test_columns_named_by_hand_take_the_day_they_are_given():
    rule = Crosses({"lundi": ("col A", "col B"), "mardi": ("col C",)})
    assert rule.cell({"col A": True, "col C": 1}) == "ouvert lundi, mardi"
