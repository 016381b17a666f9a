"""Carry an import: read its file into batches, then write them at once, whoever dies on the way."""

import logging
from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import closing, suppress
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from places import refining
from places.files import SourceFile, UnreadableFileError, unfinished
from places.geocoding import Gazetteer
from places.imports.ahead import ahead
from places.imports.comparing import (
    MOST_NAMES,
    absent_from,
    counts_of,
    foreign_ids,
    is_unknown,
    lost_at,
)
from places.imports.identities import Identities, named
from places.imports.kinds import kinds_of
from places.imports.opening import standard_file
from places.imports.reading import Lot, Reading
from places.imports.reports import Report
from places.imports.resting import collector_at_rest
from places.imports.sayings import Saying, make_ready
from places.imports.staging import packed, packed_issues, unpacked
from places.imports.storing import Store, heard_sources
from places.models import ImportBatch, ImportRun, Place
from places.models.imports import LEASE, MAX_ATTEMPTS, TOO_MANY_ATTEMPTS, StepRefused
from places.sheets import batches
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
        self.identities = Identities(foreign_ids(run))
        # Told before anything is written: what another run writes meanwhile is seen by the swap.
        self.is_new = is_unknown(run.source)
        self.number = 0
        for batch in run.batches.iterator(chunk_size=1):
            self.number = batch.number + 1
            for line, record in unpacked(batch.said):
                self.identities.seen.first(named(record.name, record.identifier), line)

    def work(self, file: SourceFile) -> None:
        """Go on after the rows already read, then say that the run is ready."""
        about_file = [] if self.number else list(file.issues)
        rows, finish = unfinished(file.rows)
        reading = Reading(Gazetteer.load(), finish, self.run.source)
        further = batches(islice(rows, self.run.rows_read, None), BATCH)
        with closing(ahead(reading.read, further, takes_part=True)) as lots:
            for lot in lots:
                self.stage(self.identities.sorted_out(lot), about_file)
                about_file = []
        absent = absent_from(self.run.source, self.identities.seen)
        self.run.refresh_from_db()
        self.run.move(
            ImportRun.Status.READY,
            known=absent.known,
            missing=absent.missing,
            missing_names=absent.names,
        )

    def stage(self, lot: Lot, about_file: list[Issue]) -> None:
        issues = about_file + lot.issues
        counts = Counter(created=len(lot.said))
        if not self.is_new:
            counts = counts_of(self.run.source, lot.sayings)
        counts["rejected"] = lot.rejected
        counts["warned"] = len(warned_lines(issues))
        with transaction.atomic():
            self.advance(lot.rows, counts)
            ImportBatch.objects.create(
                run=self.run,
                number=self.number,
                said=packed((said.line, said.saying) for said in lot.said),
                issues=packed_issues(issues),
                kinds=kinds_of(issues),
            )
        self.number += 1

    def advance(self, rows: int, counts: Counter[str]) -> None:
        """Say how far the run went, and that its worker is alive."""
        mine = ImportRun.objects.filter(
            pk=self.run.pk, status=ImportRun.Status.STAGING, lease_key=self.key
        )
        added: dict[str, Any] = {name: F(name) + count for name, count in counts.items()}
        alive = {"lease_until": timezone.now() + LEASE, "attempts": 0}
        if not mine.update(rows_read=F("rows_read") + rows, **added, **alive):
            raise LostRunError


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
    store = Store(is_confirmed=run.is_drop_confirmed)
    # Closed whatever happens: its cursor may not outlive the transaction.
    with closing(_staged(run)) as said:
        store.write(said, report)
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


def _staged(run: ImportRun) -> Generator[list[Saying]]:
    """What waits, a few batches in memory at a time."""
    foreign, heard = foreign_ids(run), heard_sources()

    def ready(texts: Iterable[str]) -> list[Saying]:
        said = [record for text in texts for _line, record in unpacked(text)]
        kept = [record for record in said if record.identifier not in foreign]
        make_ready(kept, heard)
        return kept

    texts = run.batches.order_by("number").values_list("said", flat=True)
    yield from ahead(ready, batches(texts.iterator(chunk_size=1), 1))
