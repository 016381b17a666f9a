"""How long an import is kept: its content a day, its report a year."""

from typing import NamedTuple

from django.utils import timezone

from places.models import ImportRun
from places.models.imports import StepRefused


class Purged(NamedTuple):
    abandoned: int
    emptied: int
    deleted: int


def purge() -> Purged:
    """Give up the runs nobody came back to, empty the ended ones, delete the old reports."""
    now = timezone.now()
    abandoned = sum(_give_up(run) for run in ImportRun.objects.abandoned(now))
    to_empty = list(ImportRun.objects.to_be_emptied(now))
    for run in to_empty:
        run.forget()
    outdated = list(ImportRun.objects.outdated(now))
    for run in outdated:
        run.forget()
        run.delete()
    return Purged(abandoned, len(to_empty), len(outdated))


def _give_up(run: ImportRun) -> bool:
    try:
        run.cancel()
    except StepRefused:
        return False
    return True
