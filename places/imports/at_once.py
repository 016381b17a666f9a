"""Bring a file of the national standard into the database in one transaction."""

from collections.abc import Generator, Iterable
from contextlib import closing
from pathlib import Path

from django.db import transaction

from places import refining
from places.files import SourceFile, SourceRow, read_rows, unfinished
from places.geocoding import Gazetteer
from places.imports.ahead import ahead
from places.imports.conformity import standard_file
from places.imports.identities import Identities
from places.imports.issue_logs import IssueLog
from places.imports.reading import Lot, Reading
from places.imports.reports import Report
from places.imports.resting import collector_at_rest
from places.imports.sayings import Saying, make_ready
from places.imports.storing import Store, heard_sources
from places.mapping import Mapping
from places.sheets import batches
from places.standard import Issue


@collector_at_rest()
def import_places(
    path: Path,
    source: str = "",
    *,
    rows: SourceFile | None = None,
    dry_run: bool = False,
    mapping: Mapping | None = None,
    is_complete: bool = True,
) -> Report:
    """Import the places of a file, in one transaction.

    Args:
        path: a CSV, XLSX, JSON or GeoJSON file of the standard, or of what the mapping expects.
        source: whose places they are; by default each row's own source, else the file's name.
        rows: what the file holds, when it was already read.
        dry_run: do everything, then undo it.
        mapping: how the file is brought to the standard, when it does not follow it.
        is_complete: the file lists all that its sources know; what it lacks may have closed.

    Returns: what became of the rows, with every remark; a bad row is rejected alone.
    Raises: UnreadableFileError when the file is not one of places; nothing was written.
    """
    file = standard_file(rows or read_rows(path), mapping)
    report = Report(issues=IssueLog(file.issues))
    with transaction.atomic(), closing(_said(file, source, path.stem, report)) as said:
        Store(is_complete=is_complete).write(said, report)
        transaction.set_rollback(dry_run)
    refining.ask(unless=dry_run)
    return report


def _said(file: SourceFile, source: str, file_name: str, report: Report) -> Generator[list[Saying]]:
    rows, finish = unfinished(file.rows)
    reading, heard = Reading(_gazetteer(report), finish, source, file_name), heard_sources()

    def read(some: Iterable[SourceRow]) -> Lot:
        lot = reading.read(some)
        make_ready(lot.sayings, heard)
        return lot

    identities = Identities()
    for lot in map(identities.sorted_out, ahead(read, batches(rows), takes_part=True)):
        report.note(lot)
        yield lot.sayings


def _gazetteer(report: Report) -> Gazetteer:
    gazetteer = Gazetteer.load()
    if not gazetteer.by_code:
        reason = "territoires absents\u202f: lancez d’abord load_territories"
        report.issues.append(Issue(1, "commune", reason))
    return gazetteer
