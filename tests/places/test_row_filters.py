"""Tests of the rows that a mapping leaves out: the rule, its written form, its proposal."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places.files import UnreadableFileError, read_rows
from places.imports import import_places
from places.imports.conformity import kept_mapping, standard_file
from places.mapping import InvalidMappingError, Mapping, describe, mapped, propose
from places.mapping.filtering import RowFilter
from places.mapping.rules import Column
from places.mapping.wording import filter_in_words
from places.models import Place, ProducerMapping, SourceRecord
from tests.places.producers import csv_of, place_row
from tests.places.test_mapping import file_of

CLOSED = RowFilter("Is Active", ("false",), is_excluding=True)
NAMES = Mapping({"nom": Column("Name")}, filters=(CLOSED,))


@pytest.fixture
def lieux(tmp_path):
    """Write a file of the standard with one more column, « Is Active »."""

    def write(**active):
        path = tmp_path / "lieux.csv"
        rows = [place_row(id=key, nom=key) | {"Is Active": word} for key, word in active.items()]
        path.write_bytes(csv_of(*rows))
        return path

    return write


@pytest.mark.parametrize(
    ("cell", "stays"),
    [
        *[(word, False) for word in ("false", "FAUX", "Non", "0", False)],
        *[(word, True) for word in ("true", True, "", None, "non renseigné")],
    ],
)
def test_yes_and_no_are_one_word_each_however_a_tool_writes_them(cell, stays):
    assert CLOSED.keeps({"Is Active": cell}) is stays


def test_only_some_values_may_stay_and_an_empty_one_is_a_value():
    mine = RowFilter("Dép", ("23", "Haute-Vienne"))
    kept = [mine.keeps({"Dép": cell}) for cell in (23, "23.0", "haute-vienne", "87", "", None)]
    assert kept == [True, False, True, False, False, False]
    assert RowFilter("Dép", ("",)).keeps({})


def test_rows_left_out_are_told_with_their_line_and_unite_with_nothing():
    rows = [("A", "true"), ("A", "false"), ("B", "false"), ("A", "true")]
    file = file_of(*[{"Name": name, "Is Active": word} for name, word in rows])
    mapping = Mapping(NAMES.rules, ("Name",), NAMES.filters)
    *out, place = sorted(mapped(mapping, file).rows, key=lambda row: bool(row.cells))
    assert [row.is_left_out for row in (*out, place)] == [True, True, False]
    told = [(i.line, i.column, i.reason, i.value, i.kind) for row in out for i in row.issues]
    lines = [row.line for row in file.rows]
    assert told == [
        (line, "Is Active", "ligne écartée par la règle", "false", "left_out")
        for line in lines[1:3]
    ]
    assert [preview.after for preview in describe(mapping, file)] == [{"nom": "A"}]


def test_a_filter_is_written_in_words_that_come_back():
    kept = Mapping(NAMES.rules, filters=(CLOSED, RowFilter("Dép", ("23", ""))))
    text = kept.to_json()
    assert json.loads(text)["garder"] == [
        {"colonne": "Is Active", "sauf": ["false"]},
        {"colonne": "Dép", "parmi": ["23", ""]},
    ]
    assert Mapping.from_json(text) == kept
    assert "garder" not in json.loads(Mapping(NAMES.rules).to_json())
    words = filter_in_words(kept.filters[1]).replace("\u00a0", " ")
    assert words == "celles où « Dép » est « 23 » ou vide"


@pytest.mark.parametrize(
    "note",
    [
        "Actif",
        [3],
        [{"colonne": "A"}],
        [{"colonne": "A", "sauf": []}],
        [{"parmi": ["1"]}],
        [{"colonne": 3, "sauf": ["1"]}],
        [{"colonne": "A", "sauf": ["1"], "parmi": ["2"]}],
    ],
)
def test_a_filter_that_is_none_is_refused_in_words(note):
    document = {"format": "fanal-correspondance-1", "garder": note}
    with pytest.raises(InvalidMappingError, match="garder"):
        Mapping.from_json(json.dumps(document))


@pytest.mark.parametrize(
    ("header", "cells", "values"),
    [
        ("Is Active", ["true", "true", "false"], ("false",)),
        ("Publié", ["Oui", "Oui", "NON", "non"], ("NON", "non")),
        ("lieu_archive", ["0", "1", "0"], ("1",)),
        ("Statut", ["Actif", "Inactif", "Actif"], ("Inactif",)),
        ("Statut de la fiche", ["Publié", "Brouillon", "Archivée"], ("Archivée", "Brouillon")),
        ("AFFICHAGE", ["OUVERT", "INACTIF", "OUVERT"], ("INACTIF",)),
        ("Affichage", ["Oui", "Non"], ("Non",)),
        ("Statut du lieu", ["Ouvert", "Fermé définitivement"], ("Fermé définitivement",)),
        ("Affichage", ["Panneau", "Inactif"], None),
        ("Is Active", ["true", "true"], None),
        ("Public actif", ["Oui", "Non"], None),
        ("Statut", ["Association", "Inactif"], None),
        ("En ligne", ["Oui", "Non"], None),
        ("Actif depuis", ["2019", "Non"], None),
    ],
)
def test_a_filter_is_proposed_for_a_clear_flag_with_both_answers(header, cells, values):
    rows = [{"Nom": f"Lieu {n}", header: cell} for n, cell in enumerate(cells)]
    proposal = propose(file_of(*rows))
    expected = (RowFilter(header, values, is_excluding=True),) if values else ()
    assert proposal.mapping.filters == expected
    assert not values or header not in proposal.unmapped


@pytest.mark.django_db
def test_a_place_whose_row_is_left_out_is_proposed_for_closing(lieux):
    mapping = propose(read_rows(lieux(a="true", b="true", c="false"))).mapping
    first = import_places(lieux(a="true", b="true", c="false"), "Aidants", mapping=mapping)
    assert (first.created, first.rejected, first.left_out, first.rows_read) == (2, 0, 1, 3)
    assert str(first).endswith(" · rejetés 0 · écartés par la règle 1")
    second = import_places(lieux(a="true", b="false", c="false"), "Aidants", mapping=mapping)
    assert (second.unchanged, second.left_out) == (1, 2)
    missing = SourceRecord.objects.exclude(missing_since=None)
    assert [record.identifier for record in missing] == ["b"]
    assert Place.objects.get(source_id="b").status == Place.Status.PUBLISHED


@pytest.mark.django_db
def test_a_file_without_the_column_of_the_rule_is_refused(lieux, tmp_path):
    """Without it, the closed places would all come back: nobody guesses."""
    mapping = propose(read_rows(lieux(a="true", b="false"))).mapping
    path = tmp_path / "autre.csv"
    path.write_bytes(csv_of(place_row()))
    ProducerMapping.objects.keep("Aidants", mapping)
    file = read_rows(path)
    kept = kept_mapping(file, "Aidants")
    with pytest.raises(UnreadableFileError, match=r"quelles lignes garder.*Is Active"):
        standard_file(file, kept)


@pytest.mark.django_db
def test_a_file_of_the_standard_needs_no_more_than_the_rule(lieux):
    mapping = Mapping(filters=(CLOSED,))
    report = import_places(lieux(a="true", b="Non"), "Aidants", mapping=mapping)
    assert (report.created, report.left_out) == (1, 1)


@settings(max_examples=30)
@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()))
def test_a_row_stays_by_one_of_a_rule_and_its_contrary(cell):
    among, outside = RowFilter("A", ("x", "2", ""), False), RowFilter("A", ("x", "2", ""), True)
    assert among.keeps({"A": cell}) is not outside.keeps({"A": cell})
