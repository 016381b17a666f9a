"""Carry an import: read its file into batches, then write them at once, whoever dies on the way."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from places import refining
from places.files import SourceFile, SourceRow, UnreadableFileError
from places.geocoding import Gazetteer
from places.imports.candidates import Candidate, Reading
from places.imports.comparing import (
    FOREIGN,
    MOST_NAMES,
    absent_from,
    counts_of,
    foreign_ids,
    lost_at,
)
from places.imports.first_lines import FirstLines
from places.imports.kinds import kinds_of
from places.imports.opening import standard_file
from places.imports.reports import Report
from places.imports.resting import collector_at_rest
from places.imports.staging import packed, packed_issues, unpacked
from places.imports.storing import Store
from places.models import ImportBatch, ImportRun, Place
from places.models.imports import LEASE, MAX_ATTEMPTS, TOO_MANY_ATTEMPTS, StepRefused
from places.standard import Issue

BATCH = 500
LONGEST_FAILURE = 300
UNFORESEEN = "Une erreur imprévue a tout arrêté. Rien n’a été importé."
DROP = "Des lieux ont disparu depuis la lecture du fichier\u202f: vérifiez, puis confirmez."
log = logging.getLogger(__name__)


class LostRunError(Exception):
    """Another worker has the run, or somebody gave it up."""


class DropError(Exception):
    """More places would disappear than somebody said was right."""


def start(run: ImportRun) -> None:
    """Ask a worker to carry the run, in the caller's transaction."""
    carry_on.enqueue(str(run.pk))


@task
def carry_on(run_id: str) -> bool:
    """Take a run one step further, from where it stands; False when there is nothing to do."""
    run, key = ImportRun.objects.filter(pk=run_id).first(), uuid4()
    if run is None or not run.claim(key):
        return False
    run.refresh_from_db()
    if run.attempts > MAX_ATTEMPTS:
        _fail(run, TOO_MANY_ATTEMPTS)
        return False
    try:
        _step(run, key)
    except (LostRunError, StepRefused):
        return False
    except UnreadableFileError as error:
        _fail(run, str(error))
    except (OperationalError, InterfaceError):
        # The database went away: the lease ends, and another worker goes on from here.
        raise
    except Exception as error:
        # Never the error's own words: they may quote a cell.
        log.error("import %s stopped by %s", run.pk, type(error).__name__)
        _fail(run, UNFORESEEN)
    return True


def _fail(run: ImportRun, words: str) -> None:
    """End the run, unless somebody gave it up meanwhile."""
    with suppress(StepRefused):
        run.move(ImportRun.Status.FAILED, failure=words[:LONGEST_FAILURE])


def resume() -> int:
    """Queue again the runs that a dead worker left behind; how many."""
    keys = list(ImportRun.objects.stalled(timezone.now()).values_list("pk", flat=True))
    for pk in keys:
        carry_on.enqueue(str(pk))
    return len(keys)


@collector_at_rest()
def _step(run: ImportRun, key: UUID) -> None:
    if run.status == ImportRun.Status.STAGING:
        with standard_file(run) as file:
            Staging(run, key).work(file)
    else:
        swap(run)


class Staging:
    """The rows of a file becoming batches, each committed with how far the run went."""

    def __init__(self, run: ImportRun, key: UUID) -> None:
        self.run, self.key = run, key
        self.report = Report()
        self.reading = Reading(Gazetteer.load(), self.report, run.source)
        self.foreign = foreign_ids(run)
        self.seen = FirstLines()
        self.number = 0
        for batch in run.batches.iterator(chunk_size=1):
            self.number = batch.number + 1
            for line, candidate in unpacked(batch.candidates):
                self.seen.first(candidate.record.source_id, line)

    def work(self, file: SourceFile) -> None:
        """Go on after the rows already read, then say that the run is ready."""
        if not self.number:
            self.report.issues += file.issues
        rows = islice(file.rows, self.run.rows_read, None)
        while batch := list(islice(rows, BATCH)):
            self.stage(batch)
        absent = absent_from(self.run.source, self.seen)
        self.run.refresh_from_db()
        self.run.move(
            ImportRun.Status.READY,
            known=absent.known,
            missing=absent.missing,
            missing_names=absent.names,
        )

    def stage(self, rows: list[SourceRow]) -> None:
        candidates = list(self.candidates(rows))
        counts = counts_of(self.run.source, [item for _line, item in candidates])
        counts["rejected"] = self.report.rejected
        counts["warned"] = len(warned_lines(self.report.issues))
        with transaction.atomic():
            self.advance(len(rows), counts)
            ImportBatch.objects.create(
                run=self.run,
                number=self.number,
                candidates=packed(candidates),
                issues=packed_issues(self.report.issues),
                kinds=kinds_of(self.report.issues),
            )
        self.number += 1
        self.report.issues.clear()
        self.report.rejected = 0

    def advance(self, rows: int, counts: Counter[str]) -> None:
        """Say how far the run went, and that its worker is alive."""
        mine = ImportRun.objects.filter(
            pk=self.run.pk, status=ImportRun.Status.STAGING, lease_key=self.key
        )
        added: dict[str, Any] = {name: F(name) + count for name, count in counts.items()}
        alive = {"lease_until": timezone.now() + LEASE, "attempts": 0}
        if not mine.update(rows_read=F("rows_read") + rows, **added, **alive):
            raise LostRunError

    def candidates(self, rows: Iterable[SourceRow]) -> Iterator[tuple[int, Candidate]]:
        for row in rows:
            record = self.reading.record(row)
            if record is None:
                continue
            first = self.seen.first(record.source_id, row.line)
            if first != row.line:
                self.reject(row, record.source_id, f"identifiant déjà vu ligne {first}")
            elif record.source_id in self.foreign:
                self.reject(row, record.source_id, FOREIGN)
            else:
                yield row.line, self.reading.located(self.run.source, record, row.line)

    def reject(self, row: SourceRow, identifier: str, reason: str) -> None:
        self.report.reject(Issue(row.line, "id", reason, identifier, is_fatal=True))


def warned_lines(issues: Iterable[Issue]) -> set[int]:
    """Lines with a remark that rejected nothing."""
    issues = list(issues)
    no_places = {i.line for i in issues if i.is_fatal or i.is_left_out}
    return {i.line for i in issues} - no_places


def swap(run: ImportRun) -> None:
    """Bring every staged candidate into the directory, in one transaction: all, or nothing."""
    try:
        with transaction.atomic():
            _write(run)
    except DropError:
        run.move(ImportRun.Status.READY, failure=DROP)


def _write(run: ImportRun) -> None:
    held = ImportRun.objects.select_for_update().get(pk=run.pk)
    if held.status != ImportRun.Status.SWAPPING:
        raise LostRunError
    report = Report()
    store = Store(_staged(run, foreign_ids(run)), is_confirmed=run.is_drop_confirmed)
    store.write(report)
    if run.organisation_id:
        new = Place.objects.filter(source=run.source, created_at__gte=store.now)
        new.update(organisation=run.organisation_id)
    lost = lost_at(run.source, store.now)
    run.missing, run.known = len(lost), len(lost) + report.modified + report.unchanged
    if run.is_large_drop and not run.is_drop_confirmed:
        raise DropError
    run.move(
        ImportRun.Status.DONE,
        created=report.created,
        modified=report.modified,
        unchanged=report.unchanged,
        known=run.known,
        missing=run.missing,
        missing_names=lost[:MOST_NAMES],
    )
    refining.ask()


def _staged(run: ImportRun, foreign: frozenset[str]) -> Iterator[Candidate]:
    """The candidates that wait, one batch in memory at a time."""
    for batch in run.batches.order_by("number").iterator(chunk_size=1):
        for _line, candidate in unpacked(batch.candidates):
            if candidate.record.source_id not in foreign:
                yield candidate
