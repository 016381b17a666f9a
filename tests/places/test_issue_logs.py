"""Tests of what an import holds in memory: few remarks, all told; few rows, all read."""

import gc
from io import StringIO
from itertools import islice

import pytest
from openpyxl import Workbook

from places.files import SourceRow, read_rows, workbooks
from places.imports import import_places, write_issues
from places.imports.issue_logs import MOST_HELD, IssueLog
from places.standard import Issue
from tests.places.producers import csv_of, place_row

MANY = [
    Issue(n, "telephone", "réécrit «\u00a0à\u202fl’œil\u00a0»", f"0{n}\n", n % 7 == 0, "phone")
    for n in range(3 * MOST_HELD + 5)
]


def test_what_is_told_is_what_a_list_would_tell_and_what_is_held_stays_bounded():
    log, most = IssueLog(), 0
    for issue in MANY:
        log.append(issue)
        most = max(most, len(log._held))
    assert most <= MOST_HELD
    assert list(log) == MANY
    assert list(log) == MANY, "read as often as needed"
    assert (len(log), log[-1], log[0]) == (len(MANY), MANY[-1], MANY[0])
    assert (log.kinds, log.fatal) == ({"phone": len(MANY)}, sum(i.is_fatal for i in MANY))
    log += [MANY[0]]
    assert list(log) == [*MANY, MANY[0]]
    with pytest.raises(IndexError):
        log[len(MANY) + 1]
    log.clear()
    assert (list(log), len(log), log.kinds) == ([], 0, {})


@pytest.mark.django_db
def test_an_import_of_many_remarks_holds_few_and_writes_all(tmp_path, monkeypatch):
    monkeypatch.setattr("places.imports.issue_logs.MOST_HELD", 10)
    path = tmp_path / "lieux.csv"
    path.write_bytes(csv_of(*[place_row(id=str(n), nom="") for n in range(100)]))
    report = import_places(path)
    assert len(report.issues._held) <= 10
    assert len([i for i in report.issues if i.reason == "nom absent"]) == report.rejected == 100
    out = StringIO()
    write_issues(report.issues, out)
    assert len(out.getvalue().splitlines()) == 1 + len(report.issues)


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "lieux.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lieux")
    sheet.append(["Nom", "Code postal", "Commune"])
    for n in range(2_000):
        sheet.append([f"Lieu {n}", 23000, "Guéret"])
    book.save(path)
    return path


def test_the_rows_of_a_workbook_are_read_one_by_one(workbook, monkeypatch):
    """Reading ten rows of two thousand looks at the cells of ten, and holds one."""
    rows = read_rows(workbook).rows
    looked_at = []
    read = workbooks._cell
    monkeypatch.setattr(workbooks, "_cell", lambda cell: looked_at.append(1) or read(cell))
    assert [row.cells["Nom"] for row in islice(rows, 10)][-1] == "Lieu 9"
    assert len(looked_at) == 3 * 11
    held = [
        sum(type(each) is SourceRow for each in gc.get_objects())
        for n, _row in enumerate(rows)
        if n % 400 == 399
    ]
    assert len(held) == 5
    assert max(held) - min(held) <= 1, "no more at the end than at the start"
