"""Tests of mappings: rules, their written form, and what becomes of a row."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.files import SourceFile, SourceRow, Stream, unfinished
from places.mapping import InvalidMappingError, Mapping, apply, describe, mapped, propose
from places.mapping.rules import (
    Column,
    Constant,
    First,
    Generated,
    Join,
    Table,
    Union,
    Week,
    YesNo,
    is_yes,
)
from places.mapping.wording import in_words

MAPPING = Mapping(
    {
        "id": Generated(("Structure", "Adresse")),
        "nom": Column("Structure"),
        "adresse": Column("Adresse", "adresse"),
        "code_postal": Column("Adresse", "code_postal"),
        "commune": Column("Adresse", "commune"),
        "latitude": Column("pointgeo", "latitude"),
        "longitude": Column("pointgeo", "longitude"),
        "telephone": First((Column("tel_fixe"), Column("tel_mobile"))),
        "services": Union(
            (
                YesNo({"wifi": "Accès internet et matériel informatique"}),
                Table("activités", {"Démarches": "Aide aux démarches administratives"}),
            )
        ),
        "presentation_detail": Join(("mot 1", "mot 2"), " — "),
        "horaires": Week({"lundi": ("lun_matin", "lun_aprem")}),
        "source": Constant("Corse numérique"),
    },
    group_by=("Structure", "Adresse"),
)
CELLS = {
    "Structure": "Mairie de Corscia",
    "Adresse": "Mairie de Corscia 20224 CORSCIA",
    "pointgeo": "42.35473, 9.04258",
    "tel_fixe": "",
    "tel_mobile": "04 95 00 00 00",
    "wifi": "Oui, le matin",
    "activités": "Démarches, Couture",
    "mot 1": "Ouvert",
    "mot 2": "à tous",
    "Matériel": "Scanner",
    "commune": "ailleurs",
}


@pytest.mark.parametrize(
    ("cells", "hours"),
    [
        ({"a": "9h-12h", "b": "14h-17h"}, "Mo 09:00-12:00,14:00-17:00"),
        ({"a": "quand on peut"}, 'Mo unknown "quand on peut"'),
        ({}, ""),
    ],
)
def test_hours_in_columns_become_a_week_or_stay_in_words(cells, hours):
    week = Week({"lundi": ("a", "b")})
    assert week.cell(cells).replace("\u00a0", " ") == hours
    assert week.cell(cells).replace("\u00a0", " ") == hours


@pytest.mark.parametrize(
    "cell", ["Oui", "oui, sur rendez-vous", "x", "1", True, "TRUE", " O ", "vrai", "Oui (le matin)"]
)
def test_a_yes_is_understood(cell):
    assert is_yes(cell)


@pytest.mark.parametrize("cell", ["Non", "", None, False, "0", "faux", "Ouistreham", "-"])
def test_a_no_is_no_yes(cell):
    assert not is_yes(cell)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (MAPPING.rules["id"], "calculé de « Structure », « Adresse »"),
        (MAPPING.rules["adresse"], "la rue de « Adresse »"),
        (MAPPING.rules["telephone"], "« tel_fixe », sinon « tel_mobile »"),
        (
            MAPPING.rules["services"],
            "les oui de « wifi » et « activités » (1 valeur traduite)",
        ),
        (MAPPING.rules["presentation_detail"], "« mot 1 », « mot 2 » à la suite"),
        (MAPPING.rules["horaires"], "les jours « lun_matin », « lun_aprem »"),
        (MAPPING.rules["source"], "toujours « Corse numérique »"),
    ],
)
def test_a_rule_is_said_in_french(rule, words):
    assert in_words(rule).replace("\u00a0", " ") == words


def file_of(*rows):
    headers = tuple(dict.fromkeys(header for row in rows for header in row))
    read = [SourceRow(line, row) for line, row in enumerate(rows, start=1)]
    return SourceFile(headers, Stream(lambda: iter(read)))


def test_a_row_is_brought_to_the_standard():
    cells = apply(MAPPING, SourceRow(1, CELLS)).cells
    assert cells["nom"] == "Mairie de Corscia"
    assert (cells["adresse"], cells["code_postal"]) == ("Mairie de Corscia", "20224")
    assert (cells["commune"], cells["telephone"]) == ("CORSCIA", "04 95 00 00 00")
    assert (cells["latitude"], cells["longitude"]) == ("42.35473", "9.04258")
    assert cells["services"] == (
        "Accès internet et matériel informatique|Aide aux démarches administratives|Couture"
    )
    assert (cells["presentation_detail"], cells["source"]) == ("Ouvert — à tous", "Corse numérique")
    assert len(cells["id"]) == 16


def test_nothing_of_a_row_is_lost():
    cells = apply(MAPPING, SourceRow(1, CELLS)).cells
    assert cells["Matériel"] == "Scanner"
    assert cells["commune (fichier)"] == "ailleurs"
    assert cells["wifi"] == "Oui, le matin"


def test_without_a_rule_a_row_stays_as_it_is():
    row = SourceRow(1, CELLS)
    assert apply(Mapping(), row) is row


def test_rows_may_be_mapped_elsewhere_unless_several_make_one():
    file = file_of(CELLS, CELLS | {"Structure": "Mairie de Calacuccia"})
    standard = mapped(replace(MAPPING, group_by=()), file)
    raw, finish = unfinished(standard.rows)
    assert list(raw) == list(file.rows)
    assert list(map(finish, raw)) == list(standard.rows) != list(raw)
    grouped = mapped(replace(MAPPING, group_by=("Structure",)), file)
    raw, finish = unfinished(grouped.rows)
    assert list(map(finish, raw)) == list(raw) == list(grouped.rows)


def test_a_saved_mapping_is_read_back_the_same():
    text = MAPPING.to_json()
    assert Mapping.from_json(text) == MAPPING
    assert Mapping.from_json(text).to_json() == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "pas du JSON"),
        ("[]", "pas un fichier de correspondance"),
        ('{"colonnes": {}}', "fanal-correspondance-1"),
        ('{"format": "fanal-correspondance-1", "colonnes": []}', "« colonnes »"),
        ('{"format": "fanal-correspondance-1", "colonnes": {"couleur": {}}}', "« couleur »"),
        ('{"format": "fanal-correspondance-1", "colonnes": {"nom": {}}}', "« nom »"),
        ('{"format": "fanal-correspondance-1", "colonnes": {"nom": {"colonne": 1}}}', "« nom »"),
        ('{"format": "fanal-correspondance-1", "regrouper": "nom"}', "« regrouper »"),
    ],
)
def test_a_mapping_that_cannot_be_read_gets_a_sentence(text, words):
    with pytest.raises(InvalidMappingError) as caught:
        Mapping.from_json(text)
    assert words in str(caught.value).replace("\u00a0", " ")
    assert str(caught.value).endswith(".")


def test_a_preview_shows_rows_before_and_after():
    preview = describe(Mapping({"nom": Column("Structure")}), file_of(CELLS, CELLS), n=1)
    assert len(preview) == 1
    assert preview[0].before["Structure"] == "Mairie de Corscia"
    assert preview[0].after == {"nom": "Mairie de Corscia"}


def test_a_preview_of_grouped_rows_shows_the_first_of_each_place():
    rows = [{"Nom": name, "Thème": theme} for theme in "xy" for name in "ab"]
    mapping = Mapping({"nom": Column("Nom"), "services": Column("Thème")}, group_by=("Nom",))
    preview = describe(mapping, file_of(*rows), n=2)
    assert [(each.line, each.before["Thème"]) for each in preview] == [(1, "x"), (2, "x")]
    assert [each.after["services"] for each in preview] == ["x|y", "x|y"]


def test_rows_of_one_place_are_united_and_nothing_is_lost():
    rows = [
        {"Nom": "A", "adresse": "1 rue", "services": "x", "mot": "un", "courriel": "a@b.fr"},
        {"Nom": "B", "adresse": "2 rue", "services": "x"},
        {"Nom": "A", "adresse": "3 rue", "services": "y", "mot": "deux", "courriel": "a@b.fr"},
        {"Nom": "", "adresse": "4 rue"},
    ]
    mapping = Mapping(
        {
            "nom": Column("Nom"),
            "adresse": Column("adresse"),
            "services": Column("services"),
            "presentation_detail": Column("mot"),
            "courriels": Column("courriel"),
        },
        group_by=("Nom",),
    )
    second, first, third = mapped(mapping, file_of(*rows)).rows
    assert (first.line, second.line, third.line) == (1, 2, 4)
    assert first.cells == {
        "nom": "A",
        "adresse": "1 rue",
        "services": "x|y",
        "presentation_detail": "un\n\ndeux",
        "courriels": "a@b.fr",
        "adresse (autres lignes)": "3 rue",
    }
    assert [issue.kind for issue in first.issues] == ["grouped"]
    assert second.issues == third.issues == ()


@pytest.mark.parametrize(
    ("first", "second", "hours"),
    [
        ("Mardi 14h-16h", "Jeudi 9h-12h", "Mardi 14h-16h\nJeudi 9h-12h"),
        ("Mo 09:00-12:00", "Mo 14:00-17:00", "Mo 09:00-12:00\nMo 14:00-17:00"),
        ("lundi 9h-12h", "lundi 10h-11h", "lundi 9h-12h"),
        ("lundi 9h-12h", "selon la saison", "lundi 9h-12h"),
    ],
)
def test_the_hours_of_the_rows_of_a_place_are_united_when_they_read_together(first, second, hours):
    rows = [{"nom": "A", "horaires": cell} for cell in (first, second)]
    mapping = Mapping({name: Column(name) for name in rows[0]}, group_by=("nom",))
    (place,) = mapped(mapping, file_of(*rows)).rows
    assert place.cells["horaires"] == hours
    assert ("horaires (autres lignes)" in place.cells) == (hours == first)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=20))
def test_grouping_gives_each_place_once_with_all_its_values(pairs):
    rows = [{"Nom": name, "services": value} for name, value in pairs]
    mapping = Mapping({"nom": Column("Nom"), "services": Column("services")}, group_by=("Nom",))
    found = [
        (row.cells["nom"], set(row.cells["services"].split("|")))
        for row in mapped(mapping, file_of(*rows)).rows
    ]
    wanted = {name: {value for other, value in pairs if other == name} for name, _ in pairs}
    assert len(found) == len(wanted)
    assert dict(found) == wanted


def test_a_mapped_file_has_the_headers_of_the_standard():
    file = mapped(Mapping({"nom": Column("Structure")}), file_of({"Structure": "A", "nom": "B"}))
    assert file.headers == ("nom", "nom (fichier)")
    assert [row.cells for row in file.rows] == [{"nom": "A", "nom (fichier)": "B"}]


def test_the_columns_that_a_new_file_lacks_are_told():
    assert Mapping({"nom": Column("Structure")}).missing(("Adresse",)) == ("Structure",)


@pytest.mark.parametrize(
    "cell", ["," * 100_000, "(" * 100_000, "découverte " * 9_000, "oui, " * 20_000, "Ã©" * 50_000]
)
def test_a_hostile_cell_is_kept_and_stops_nothing(cell):
    file = file_of({"Structure": "A", "activités": cell, cell[:90_000]: "x"})
    proposal = propose(file)
    row = apply(MAPPING, SourceRow(1, {"Structure": "A", "activités": cell, "wifi": cell}))
    assert row.cells["activités"] == cell
    assert Mapping.from_json(proposal.mapping.to_json()) == proposal.mapping
