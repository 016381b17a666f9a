"""Opening hours laid out in columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.opening_hours import parse, weekly
from places.opening_hours.schedule import Day, Slot, Span, write
from places.opening_hours.weekly import from_columns, looks_weekly

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def week_of(*cells, name="{}"):
    return {name.format(day): cell for day, cell in zip(DAYS, cells, strict=False)}


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("9h-12h", "09:00-12:00"),
        ("9 h - 12 h et 14 h - 18 h 00", "09:00-12:00,14:00-18:00"),
        ("09:00 - 12:30 / 14h-17h", "09:00-12:30,14:00-17:00"),
        ("09:00-12:30-13:30-17:00", "09:00-12:30,13:30-17:00"),
        ("08:00-13:00/13 :30-17:00", "08:00-13:00,13:30-17:00"),
        ("9: à 18:", "09:00-18:00"),
        ("7:30 - 11:30 ; 12:15 - 16:", "07:30-11:30,12:15-16:00"),
        ("de 08h00 à 12h00 de 13h30 à 17h30", "08:00-12:00,13:30-17:30"),
        ("9h-12 et 14h-17h", "09:00-12:00,14:00-17:00"),
        ("9-12 / 14-17", "09:00-12:00,14:00-17:00"),
        ("9h30-11h30 & 16h-18h", "09:30-11:30,16:00-18:00"),
        ("09:00 - 12:30 / 09:00 - 12:30 / 13:30 - 16:30", "09:00-12:30,13:30-16:30"),
        ("00:00 - 00:00 / 08:30 - 16:00", "08:30-16:00"),
        ("9h-12h / Fermé", "09:00-12:00"),
        ("Sur RDV", 'unknown "Sur RDV"'),
        ("9:00 - 12:30 / Sur RDV : après-midi", '09:00-12:30 "Sur RDV : après-midi"'),
        ("10h - 12h30 (permanence jeunes)", '10:00-12:30 "permanence jeunes"'),
    ],
)
def test_a_cell_is_read(cell, hours):
    assert from_columns({"lundi": cell}) == f"Mo {hours}"


def test_days_alike_are_grouped_and_what_is_closed_is_not_said():
    cells = week_of("9h-12h", "9h-12h", "9h-12h", "9h-12h", "14h-17h", "Fermé", "-")
    assert from_columns(cells) == "Mo-Th 09:00-12:00; Fr 14:00-17:00"


@pytest.mark.parametrize("mark", ["idem", "Idem", "id.", "//", '"', "”", " IDEM. "])
def test_idem_is_the_day_before(mark):
    assert from_columns(week_of("9h-12h", mark, "14h-17h", mark)) == (
        "Mo,Tu 09:00-12:00; We,Th 14:00-17:00"
    )
    assert from_columns(week_of("9h-12h", "Fermé", mark, mark)) == "Mo 09:00-12:00"


def test_idem_of_half_a_day_or_of_one_end_is_that_of_the_day_before():
    cells = {
        "lundi matin": "9h-12h",
        "lundi après-midi": "14h-17h",
        "mardi matin": "fermé",
        "mardi après-midi": "idem",
        "mercredi matin": "idem",
        "mercredi après-midi": "idem",
    }
    assert from_columns(cells) == "Mo 09:00-12:00,14:00-17:00; Tu,We 14:00-17:00"
    ends = {"lundi ouverture": "9h", "lundi fermeture": "17h"}
    ends |= {"mardi ouverture": "10h", "mardi fermeture": "idem"}
    assert from_columns(ends) == "Mo 09:00-17:00; Tu 10:00-17:00"


def test_idem_after_nothing_keeps_its_word():
    cells = week_of("idem", "9h-12h", "", "idem")
    assert from_columns(cells) == 'Mo,Th unknown "idem"; Tu 09:00-12:00'


def test_a_week_all_closed_is_off():
    assert from_columns(week_of(*["Fermé"] * 7)) == "off"
    assert from_columns(week_of("Fermé", "", "")) is None


def test_a_cell_that_cannot_be_read_keeps_its_words_for_its_day():
    cells = week_of("10h-18h", "10h-12h au 5 rue des Tilleuls", "9h-12h, fermé en août")
    assert from_columns(cells) == (
        'Mo 10:00-18:00; Tu unknown "10h-12h au 5 rue des Tilleuls"; '
        'We unknown "9h-12h, fermé en août"'
    )


@pytest.mark.parametrize("cell", ["", "après-midi", "sauf le vendredi", "lundi prochain", "15h/9h"])
def test_a_week_where_nothing_is_understood_is_left(cell):
    assert from_columns(week_of(cell, cell)) is None


def test_a_cell_that_speaks_of_another_day_is_not_understood():
    assert from_columns({"lundi": "9h-12h, mardi 14h-17h"}) is None


@pytest.mark.parametrize(
    "name",
    [
        "h_{}",
        "horaires_{}",
        "Horaires du {}",
        "{} (horaires)",
        "HEURES {}",
        "Horaires d’ouverture {}",
    ],
)
def test_headers_of_a_week_are_recognised(name):
    cells = week_of("9h-12h", "9h-12h", "9h-12h", name=name)
    headers = ["nom", "adresse", *cells, "téléphone"]
    assert looks_weekly(headers) == [tuple(cells)]
    assert from_columns(cells) == "Mo-We 09:00-12:00"


def test_short_and_english_names_are_recognised():
    assert looks_weekly(["Lun.", "Mar.", "Mer.", "Jeu."]) == [("Lun.", "Mar.", "Mer.", "Jeu.")]
    assert from_columns({"monday": "9:00-12:00", "Tue": "closed", "wednesday_hours": ""}) == (
        "Mo 09:00-12:00"
    )


def test_two_weeks_side_by_side_are_two_groups():
    summer, winter = (tuple(f"{season} {day}" for day in DAYS) for season in ("été", "hiver"))
    assert looks_weekly([*summer, *winter]) == [summer, winter]


@pytest.mark.parametrize(
    "headers", [[], ["nom"], ["lundi", "mardi"], ["mardi", "lundi au mardi", "lundi"], ["h1", "h2"]]
)
def test_what_is_no_week_is_not_taken_for_one(headers):
    assert looks_weekly(headers) == []


def test_halves_of_a_day_go_together():
    cells = {"Lundi matin": "9h-12h", "Lundi après-midi": "14h-17h", "mardi_matin": "9h-12h"}
    cells |= {"mardi_apres_midi": "Fermé", "mercrediMatin": "sur rdv", "mercrediAprem": ""}
    assert from_columns(cells) == (
        'Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00; We unknown "le matin, sur rdv"'
    )
    assert looks_weekly(cells) == [tuple(cells)]


def test_am_is_the_morning_beside_pm_and_the_afternoon_beside_matin():
    assert from_columns({"Lun. AM": "9h-12h", "Lun. PM": "14h-17h"}) == (
        "Mo 09:00-12:00,14:00-17:00"
    )
    assert from_columns({"Lun. M": "9h-12h", "Lun. AM": "14h-17h"}) == "Mo 09:00-12:00,14:00-17:00"
    assert from_columns({"Lun. AM": "9h-12h", "Lun. PM": "8h-9h"}) == (
        'Mo 09:00-12:00 "après-midi : 8h-9h"'
    )


def test_a_half_spelt_with_points_or_a_hyphen_is_one():
    cells = {"lun. matin": "9h-12h", "lun. a-m": "14h-17h", "mar. matin": "10h-12h"}
    assert from_columns(cells) == "Mo 09:00-12:00,14:00-17:00; Tu 10:00-12:00"
    assert from_columns({"Mon a.m.": "9h-12h", "Mon p.m.": "14h-17h"}) == (
        "Mo 09:00-12:00,14:00-17:00"
    )


def test_a_cell_for_both_halves_is_the_whole_day_if_the_other_is_empty():
    assert from_columns({"mar. matin": "10h-19h", "mar. après-midi": ""}) == "Tu 10:00-19:00"
    assert from_columns({"mar. matin": "10h-19h", "mar. après-midi": "14h-18h"}) == (
        'Tu 14:00-18:00 "matin : 10h-19h"'
    )


def test_opening_and_closing_columns_make_a_span():
    cells = {"ouverture lundi": "8h30", "fermeture lundi": "12h", "ouverture mardi": "Fermé"}
    cells |= {"fermeture mardi": "", "fermeture mercredi": "18:00", "ouverture mercredi": "9:00"}
    assert from_columns(cells) == "Mo 08:30-12:00; We 09:00-18:00"
    assert looks_weekly(cells) == [tuple(cells)]


def test_numbered_opening_and_closing_columns_make_several_spans():
    cells = {"lundi_debut_1": "9:00", "lundi_fin_1": "12:00"}
    cells |= {"lundi_debut_2": "14:00", "lundi_fin_2": "17:00"}
    assert from_columns(cells) == "Mo 09:00-12:00,14:00-17:00"


def test_what_a_header_adds_in_brackets_parts_no_span_and_a_day_under_its_name_is_a_tick():
    def day_of(day, *cells):
        headers = (
            day.title(),
            f"Ouverture matin (ou journée continue) {day}",
            f"Fermeture matin {day}",
            f"Ouverture après-midi (sauf si une seule tranche horaire) {day}",
            f"Fermeture après-midi {day}",
        )
        return dict(zip(headers, cells, strict=True))

    cells = day_of("lundi", "Mo", "08:30", "16:30", "", "")
    cells |= day_of("mardi", "Tu", "08:30", "12:00", "13:30", "17:00")
    cells |= day_of("mercredi", "", "", "", "", "")
    assert looks_weekly(cells) == [tuple(cells)]
    assert from_columns(cells) == "Mo 08:30-16:30; Tu 08:30-12:00,13:30-17:00"


CELLS = st.text(max_size=30) | st.sampled_from(
    ["9h-12h", "fermé", "sur rdv", "14h", "/", '"', "sauf"]
)


@given(st.dictionaries(st.sampled_from([*DAYS, "h_lundi", "lundi AM", "ouverture jeudi"]), CELLS))
def test_any_cells_are_read_or_left(cells):
    expression = from_columns(cells)
    assert expression is None or parse(expression)


@given(st.text("0123456789:h- /,.H\u00a0–", max_size=24), st.sampled_from([None, 1, 2]))
def test_times_alone_are_read_the_same_whatever_the_day(cell, half):
    read = [weekly._read_words(day, half, cell) for day in range(7)]
    assert [weekly._read_cell(day, half, cell) for day in range(7)] == read


@given(st.lists(st.text(max_size=20)))
def test_any_headers_are_grouped_or_left(headers):
    looks_weekly(headers)


moments = st.lists(st.integers(6 * 60, 24 * 60), min_size=2, max_size=4, unique=True).map(sorted)


@given(moments, st.sampled_from(["/", " / ", ", "]))
def test_clear_hours_read_as_they_do_in_words(times, between):
    clocks = [f"{at // 60:02}:{at % 60:02}" for at in times[: len(times) // 2 * 2]]
    spans = list(zip(clocks[::2], clocks[1::2], strict=True))
    clear = between.join(f"{start} - {end}" for start, end in spans)
    words = " et ".join(f"de {start} à {end}" for start, end in spans)
    assert from_columns({"jeudi": clear}) == from_columns({"jeudi": words})


@given(st.dictionaries(st.integers(0, 6), moments, min_size=1))
def test_a_plain_week_is_written_as_any_other(week):
    slots = [
        Slot(Day(day), tuple(Span(*times[at : at + 2]) for at in range(0, len(times) - 1, 2)))
        for day, times in week.items()
    ]
    assert write(slots, ["PH"]) == f"{write(slots)}; PH off"
