"""Tests of the fourteen real files, where they are beside the project: in by the proposal alone.

Every file is gone through to its end; of the long ones, one row in several is read whole.
"""

import json
from datetime import date
from itertools import islice

import pytest
from data_inclusion.schema.v1 import Service, Structure
from frictionless import Resource, Schema, validate

from places.files import read_rows
from places.geocoding import Gazetteer
from places.imports import import_places
from places.imports.conformity import standard_file
from places.imports.whereabouts import Whereabouts
from places.mapping import propose
from places.models import Place
from places.open_data.data_inclusion import services_of, structure_of
from places.open_data.files import national_csv
from places.standard import read_row
from tests.places.test_imports import DATA

pytestmark = pytest.mark.django_db
FOLDER = DATA / "places"
FILES = sorted(FOLDER.glob("*.*")) if FOLDER.exists() else []
# As docs/mesures.md says and why; every other file loses no row.
REJECTED = {"antilles-2023-05.json": 1, "haute-vienne-2023-04.json": 5}
LEFT_OUT = {"aidants-connect-2024-02.csv": 46}
IMPORTED = {
    "charente-2023-07.v1.json": 188,
    "le-havre-2024-07.json": 79,
    "mulhouse-2023-02.json": 55,
}
READ = 250
TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def places(country, django_db_blocker):
    with django_db_blocker.unblock():
        gazetteer = Gazetteer.load()
        assert gazetteer.near(48.85, 2.35, 30)
    return Whereabouts(gazetteer)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_file_comes_in_with_the_proposal_alone(path, places):
    file = read_rows(path)
    rows = list(standard_file(file, propose(file).mapping).rows)
    kept = [row for row in rows if not row.is_left_out]
    assert len(rows) - len(kept) == LEFT_OUT.get(path.name, 0)
    every = 1 + len(kept) // READ
    read = [read_row(row.cells, row.line, places) for row in islice(kept, 0, None, every)]
    rejected = sum(record is None for record, _issues in read)
    documented = REJECTED.get(path.name, 0)
    assert rejected == documented if every == 1 else rejected <= documented
    records = [record for record, _issues in read if record]
    assert all(record.name and (record.commune_name or record.postal_code) for record in records)
    assert any(record.terms for record in records)


@pytest.fixture
def imported(country):
    """Three of them in the directory, as their proposals bring them."""
    for name, count in IMPORTED.items():
        path = FOLDER / name
        report = import_places(path, name, mapping=propose(read_rows(path)).mapping)
        assert report.created == count
    return Place.objects.published().select_related("commune").prefetch_related("terms")


def address_of(place):
    return f"https://exemple.fr{place.get_absolute_url()}"


@pytest.mark.skipif(not FILES, reason="the real files are not beside the project")
def test_what_comes_out_of_real_files_is_valid_for_others(imported, tmp_path):
    path = tmp_path / "lieux.csv"
    pieces = national_csv(imported, address_of, TODAY)
    path.write_text("".join(piece.text for piece in pieces), encoding="utf-8")
    schema = Schema.from_descriptor(json.loads((DATA / "standard/schema.json").read_text()))
    resource = Resource(path=path.name, basepath=str(tmp_path), schema=schema, format="csv")
    report = validate(resource)
    assert [error.message for task in report.tasks for error in task.errors] == []
    assert report.tasks[0].stats["rows"] == sum(IMPORTED.values())
    strict = {"ignore_warnings": False}
    services = 0
    for place in imported:
        structure = structure_of(place, address_of(place), TODAY)
        Structure.model_validate(structure, context=strict)
        for service in services_of(place, address_of(place), TODAY):
            services += 1
            Service.model_validate(service, context=strict)
    assert services > sum(IMPORTED.values())
