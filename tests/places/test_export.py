"""Tests of the national file that we write."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.exports import export_places, rows_of, write_places
from places.imports import import_places
from places.models import Place, Term
from places.standard import COLUMNS
from tests.factories import CommuneFactory, PlaceFactory

FIXTURES = Path(__file__).parent / "fixtures"

pytestmark = pytest.mark.django_db


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_file_imported_is_written_back_the_same(tmp_path):
    CommuneFactory()
    import_places(FIXTURES / "lieux-v1.csv")
    assert export_places(tmp_path / "lieux.csv") == 2
    assert rows(tmp_path / "lieux.csv") == rows(FIXTURES / "lieux-v1.csv")


def test_our_own_file_imported_again_changes_nothing(tmp_path):
    CommuneFactory()
    import_places(FIXTURES / "lieux-v0.json")
    export_places(tmp_path / "lieux.csv")
    report = import_places(tmp_path / "lieux.csv")
    assert str(report) == "créés 0 · modifiés 0 · inchangés 2 · rejetés 0"


def test_only_published_places_are_written(tmp_path):
    PlaceFactory(source_id="draft", status=Place.Status.DRAFT)
    PlaceFactory(source_id="closed", status=Place.Status.CLOSED)
    PlaceFactory(source_id="holiday", status=Place.Status.TEMPORARILY_CLOSED)
    PlaceFactory(source_id="open")
    call_command("export_places", str(tmp_path / "lieux.csv"), stdout=StringIO())
    assert {row["id"] for row in rows(tmp_path / "lieux.csv")} == {"holiday", "open"}


def test_identifiers_that_two_sources_share_are_told_apart(tmp_path):
    for source in ("a", "b"):
        PlaceFactory(source=source, source_id="1")
    PlaceFactory(source="a", source_id="2")
    export_places(tmp_path / "lieux.csv")
    assert [row["id"] for row in rows(tmp_path / "lieux.csv")] == ["a:1", "b:1", "2"]


def test_the_commune_s_point_is_not_told_as_the_place_s():
    PlaceFactory(raw={"point": "commune"})
    [row] = rows_of(Place.objects.all())
    assert (row["latitude"], row["longitude"]) == ("", "")


def test_terms_that_are_not_of_the_standard_are_left_out():
    place = PlaceFactory()
    place.terms.set(Term.objects.filter(vocabulary__in=["topic", "fee"]))
    [row] = rows_of(Place.objects.all())
    assert row["frais_a_charge"] == "Gratuit|Gratuit sous condition|Payant"
    assert row["services"] == ""


def test_names_that_look_like_formulas_are_inert():
    PlaceFactory(name='=cmd|"/c calc"!A1', address="@SUM(A1)")
    [row] = rows_of(Place.objects.all())
    assert row["nom"].startswith("'=")
    assert row["adresse"].startswith("'@")


def test_an_empty_directory_gives_the_header_alone():
    file = StringIO()
    assert write_places(Place.objects.all(), file) == 0
    assert file.getvalue() == ",".join(COLUMNS) + "\n"


def test_a_file_that_cannot_be_written_gets_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="ne peut pas être écrit") as caught:
        call_command("export_places", str(tmp_path / "absent/lieux.csv"))
    assert caught.value.returncode == 2


def test_an_export_cut_in_the_middle_leaves_the_former_file(tmp_path, monkeypatch):
    PlaceFactory()
    path = tmp_path / "lieux.csv"
    path.write_text("avant")
    monkeypatch.setattr("places.exports.row_of", lambda record: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export_places(path)
    assert path.read_text() == "avant"
    assert list(tmp_path.iterdir()) == [path]


def test_queries_do_not_grow_with_the_places():
    def queries():
        with CaptureQueriesContext(connection) as context:
            list(rows_of(Place.objects.published()))
        return len(context)

    PlaceFactory().terms.set(Term.objects.filter(vocabulary="fee"))
    one = queries()
    for _ in range(2):
        PlaceFactory().terms.set(Term.objects.filter(vocabulary="fee"))
    assert queries() == one
