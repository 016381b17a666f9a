"""Tests of an import's run: staged, resumed, swapped whole or not at all."""

import tracemalloc
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from places.imports import runs
from places.imports.runs import carry_on, resume
from places.imports.staging import packed, unpacked, unpacked_issues
from places.models import ImportRun, Place
from places.models.imports import CONTENT_KEPT, LEASE, MAX_ATTEMPTS, REPORT_KEPT, StepRefused
from tests.places.producers import csv_of, place_row

pytestmark = pytest.mark.django_db
Status = ImportRun.Status
HOUR = timedelta(hours=1)


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

    def stage_or_die(self, lot, *others):
        if len(done) == point:
            raise Killed
        done.append(lot.rows)
        stage(self, lot, *others)

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
    found = [said.identifier for b in run.batches.all() for _, said in unpacked(b.said)]
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


def test_memory_does_not_grow_with_the_rows(monkeypatch):
    """The peak of a whole run, read and swapped, at so many rows and at four times as many.

    A row that is held, with what it says, takes some two thousand bytes. How many of the six lots
    that may wait do wait is up to the processes: the lots are so small that it hardly weighs.
    """
    monkeypatch.setattr(runs, "BATCH", 50)
    imported(*rows(2))  # what is loaded once
    few, many = peak_of(1000), peak_of(4000)
    assert many - few < 400 * 3000


def peak_of(count):
    run = run_of(*rows(count))
    tracemalloc.start()
    after(run).move(Status.SWAPPING)
    assert after(run).status == Status.DONE
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_a_run_that_kills_every_worker_ends_and_says_so(monkeypatch):
    monkeypatch.setattr(runs.Staging, "work", die)
    run = run_of(*rows(3))
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(Killed):
            carry_on.call(str(run.pk))
        ImportRun.objects.update(lease_until=timezone.now() - LEASE)
    assert after(run).status == Status.FAILED
    assert "s’est arrêté plusieurs fois" in run.failure


def die(*args):
    raise Killed


def test_what_nobody_foresaw_ends_the_run_and_quotes_no_cell(monkeypatch, caplog):
    def fail(*args):
        raise RuntimeError("Madame Untel, 06 12 34 56 78")

    monkeypatch.setattr(runs.Staging, "work", fail)
    run = staged(*rows(3))
    assert (run.status, run.failure) == (Status.FAILED, runs.UNFORESEEN)
    assert "RuntimeError" in caplog.text
    assert "Untel" not in caplog.text + run.failure


def test_a_file_that_is_no_longer_there_is_said_so():
    run = run_of(*rows(1))
    run.file.storage.delete(run.file.name)
    assert "Le fichier n’est plus là" in after(run).failure


def test_a_drop_that_nobody_saw_goes_back_to_a_person():
    imported(*rows(4))
    run = staged(*rows(4))
    late = imported(*rows(6))
    assert late.created == 2
    run.move(Status.SWAPPING)
    assert (after(run).status, run.failure) == (Status.READY, runs.DROP)
    assert Place.objects.count() == 6
    run.move(Status.SWAPPING, is_drop_confirmed=True)
    assert (after(run).status, run.missing) == (Status.DONE, 2)


def test_two_workers_are_one():
    run = run_of(*rows(5))
    assert run.claim(uuid.uuid4())
    assert carry_on.call(str(run.pk)) is False
    assert after(run).rows_read == 0


def test_a_worker_that_lost_its_run_writes_nothing_more(monkeypatch):
    run = run_of(*rows(5))
    stage = runs.Staging.stage

    def lose(self, *read):
        ImportRun.objects.update(lease_key=uuid.uuid4())
        stage(self, *read)

    monkeypatch.setattr(runs.Staging, "stage", lose)
    assert (after(run).status, run.rows_read) == (Status.STAGING, 0)
    assert not run.batches.exists()


@pytest.mark.parametrize("status", [Status.DONE, Status.FAILED, Status.CANCELLED])
def test_a_run_that_is_over_goes_nowhere(status):
    run = run_of(*rows(1), status=status)
    for step in Status:
        with pytest.raises(StepRefused):
            run.move(step)


def purged():
    call_command("purge_imports", verbosity=0)


@pytest.mark.parametrize(("early", "is_emptied"), [(timedelta(minutes=1), False), (-HOUR, True)])
def test_the_content_goes_after_a_day(early, is_emptied, django_capture_on_commit_callbacks):
    run = imported(*rows(2), place_row(id="3", nom="", courriels="m.untel@exemple.fr"))
    ImportRun.objects.update(changed_at=timezone.now() - CONTENT_KEPT + early)
    kept = run.file.name
    with django_capture_on_commit_callbacks(execute=True):
        purged()
    run.refresh_from_db()
    assert run.is_emptied is is_emptied
    assert default_storage.exists(kept) is not is_emptied
    texts = "".join(batch.said for batch in run.batches.all())
    issues = [i for batch in run.batches.all() for i in unpacked_issues(batch.issues)]
    assert bool(texts) is not is_emptied
    assert any(issue.value for issue in issues) is not is_emptied
    assert issues, "the report keeps its kinds"
    assert run.created == 2


def test_a_run_that_nobody_came_back_to_is_given_up():
    run = run_of(*rows(2), status=Status.READY)
    ImportRun.objects.update(changed_at=timezone.now() - CONTENT_KEPT)
    purged()
    run.refresh_from_db()
    assert (run.status, run.is_emptied) == (Status.CANCELLED, True)


def test_the_report_goes_after_a_year():
    run = imported(*rows(1))
    ImportRun.objects.update(changed_at=timezone.now() - REPORT_KEPT + HOUR)
    purged()
    assert ImportRun.objects.filter(pk=run.pk).exists()
    ImportRun.objects.update(changed_at=timezone.now() - REPORT_KEPT)
    purged()
    assert not ImportRun.objects.exists()
    assert Place.objects.count() == 1


def test_what_is_staged_comes_back_as_it_was():
    run = staged(*rows(1))
    [(line, said)] = unpacked(run.batches.get().said)
    assert line == 2
    assert packed([(line, said)]) == run.batches.get().said


@pytest.mark.django_db(transaction=True)
def test_eight_people_who_press_at_once_start_one_swap():
    run = run_of(*rows(1), status=Status.READY)

    def press(_rank):
        try:
            ImportRun.objects.get(pk=run.pk).move(Status.SWAPPING)
        except StepRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(press, range(8))) == 1
