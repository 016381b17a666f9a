"""Tests of an import's run: staged, resumed, swapped whole or not at all."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from places.imports import runs
from places.imports.runs import carry_on, resume
from places.imports.staging import unpacked, unpacked_issues
from places.models import ImportRun, Place
from places.models.imports import LEASE
from tests.places.producers import csv_of, place_row

pytestmark = pytest.mark.django_db
Status = ImportRun.Status


class Killed(BaseException):
    """What stops a worker without giving it time to say anything."""


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(runs, "BATCH", 2)


def run_of(*rows, status=Status.STAGING, **values):
    run = ImportRun(source="Les Lanternes", file_name="lieux.csv", status=status, **values)
    run.file.save("", ContentFile(csv_of(*rows)), save=False)
    run.save()
    return run


def after(run):
    carry_on.call(str(run.pk))
    run.refresh_from_db()
    return run


def staged(*rows, **values):
    return after(run_of(*rows, **values))


def imported(*rows, **values):
    run = staged(*rows, **values)
    run.move(Status.SWAPPING)
    return after(run)


def rows(count, start=0):
    return [place_row(id=str(n), nom=f"Lieu {n}") for n in range(start, start + count)]


def names():
    return set(Place.objects.values_list("name", flat=True))


def test_a_file_is_read_without_touching_the_directory():
    run = staged(*rows(5), place_row(id="", nom="Sans identifiant"))
    assert (run.status, run.rows_read, run.created, run.rejected) == (Status.READY, 6, 5, 1)
    assert run.batches.count() == 3
    assert Place.objects.count() == 0


def test_then_it_is_brought_in_at_once():
    run = imported(*rows(5))
    assert (run.status, run.created, run.modified) == (Status.DONE, 5, 0)
    assert names() == {f"Lieu {n}" for n in range(5)}


def test_the_next_file_says_what_it_would_create_change_and_leave():
    imported(*rows(4))
    later = [*rows(3), place_row(id="9", nom="Nouveau")]
    later[0]["telephone"] = "05 55 00 00 00"
    run = staged(*later)
    assert (run.created, run.modified, run.unchanged) == (1, 1, 2)
    assert (run.known, run.missing, run.missing_names) == (4, 1, ["Lieu 3"])
    assert run.is_large_drop


def test_an_identifier_seen_in_an_earlier_batch_is_rejected():
    run = staged(*rows(5), place_row(id="0", nom="Encore"))
    assert (run.created, run.rejected) == (5, 1)
    last = unpacked_issues(run.batches.last().issues)
    assert "identifiant déjà vu ligne 2" in [issue.reason for issue in last]


@pytest.mark.parametrize("point", range(5))
def test_a_reader_killed_in_the_middle_goes_on_from_the_last_batch(monkeypatch, point):
    run = run_of(*rows(9))
    stage, done = runs.Staging.stage, []

    def stage_or_die(self, batch):
        if len(done) == point:
            raise Killed
        done.append(len(batch))
        stage(self, batch)

    monkeypatch.setattr(runs.Staging, "stage", stage_or_die)
    with pytest.raises(Killed):
        carry_on.call(str(run.pk))
    run.refresh_from_db()
    assert (run.status, run.rows_read) == (Status.STAGING, 2 * point)

    monkeypatch.setattr(runs.Staging, "stage", stage)
    assert after(run).status == Status.STAGING, "its worker is still believed alive"
    ImportRun.objects.update(lease_until=timezone.now() - LEASE)
    assert resume() == 1
    run.refresh_from_db()
    assert (run.status, run.rows_read, run.created) == (Status.READY, 9, 9)
    found = [c.record.source_id for b in run.batches.all() for _, c in unpacked(b.candidates)]
    assert found == [str(n) for n in range(9)]


class dying_at:  # noqa: N801 — read as words
    """Die on the nth query."""

    def __init__(self, point):
        self.left = point

    def __enter__(self):
        self.wrapper = connection.execute_wrapper(self.execute)
        self.wrapper.__enter__()

    def __exit__(self, *error):
        self.wrapper.__exit__(*error)

    def execute(self, execute, sql, params, many, context):
        # A dead process sends no ROLLBACK, but the database undoes all the same.
        self.left -= 1
        if self.left == -1:
            raise Killed
        return execute(sql, params, many, context)


def queries_of(run):
    """How many queries the whole swap makes, tried and undone."""
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        after(run)
        transaction.set_rollback(True)
    run.refresh_from_db()
    return len(queries)


@pytest.mark.parametrize("call", range(10))
def test_a_writer_killed_anywhere_leaves_before_or_after(monkeypatch, call):
    """R4: ten queries of the swap, the last ones and the first ones, each the worker's last."""
    imported(*rows(3))
    run = staged(*rows(3), *rows(4, start=10))
    run.move(Status.SWAPPING)
    before = sorted(Place.objects.values_list("pk", "name", "changed_at"))
    point = round(call * (queries_of(run) - 2) / 9)
    with pytest.raises(Killed), dying_at(point):
        carry_on.call(str(run.pk))
    run.refresh_from_db()
    found = sorted(Place.objects.values_list("pk", "name", "changed_at"))
    assert (run.status, found == before) in {(Status.SWAPPING, True), (Status.DONE, False)}
    ImportRun.objects.update(lease_until=timezone.now() - LEASE)
    resume()
    run.refresh_from_db()
    assert (run.status, run.created, Place.objects.count()) == (Status.DONE, 4, 7)
