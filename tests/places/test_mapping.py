"""Tests of mappings: rules, their written form, and what becomes of a row."""

import pytest

from places.files import SourceFile, SourceRow, Stream
from places.mapping import InvalidMappingError, Mapping, apply, describe, mapped
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
)

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


def test_a_mapped_file_has_the_headers_of_the_standard():
    file = mapped(Mapping({"nom": Column("Structure")}), file_of({"Structure": "A", "nom": "B"}))
    assert file.headers == ("nom", "nom (fichier)")
    assert [row.cells for row in file.rows] == [{"nom": "A", "nom (fichier)": "B"}]


def test_the_columns_that_a_new_file_lacks_are_told():
    assert Mapping({"nom": Column("Structure")}).missing(("Adresse",)) == ("Structure",)
