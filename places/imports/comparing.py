"""What a run would change, told before anything is written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from places.imports.first_lines import FirstLines
from places.imports.identities import named
from places.imports.sayings import Saying
from places.imports.storing import differs
from places.models import ImportRun, Place, SourceRecord

MOST_NAMES = 20


def is_unknown(source: str) -> bool:
    """Whether nothing was ever said by a source: all that it says is new."""
    return not (
        SourceRecord.objects.filter(source__name=source).exists()
        or Place.objects.filter(source=source).exists()
    )


def counts_of(source: str, said: Sequence[Saying]) -> Counter[str]:
    """How many of these would be created, modified, unchanged: two queries."""
    keys = [record.identifier for record in said]
    of_source = SourceRecord.objects.filter(source__name=source).order_by()
    stored = {record.identifier: record for record in of_source.filter(identifier__in=keys)}
    places = Place.objects.filter(source=source, source_id__in=keys).order_by()
    known = stored.keys() | set(places.values_list("source_id", flat=True))
    return Counter(
        _fate(record, stored.get(record.identifier)) if record.identifier in known else "created"
        for record in said
    )


def _fate(record: Saying, stored: SourceRecord | None) -> str:
    """What becomes of a place that is known; one without its record is written again."""
    if stored is None:
        return "modified"
    is_same = stored.digest == record.digest or not differs(record, stored)
    return "unchanged" if is_same else "modified"


def foreign_ids(run: ImportRun) -> frozenset[str]:
    """Identifiers of the source that a manager may not touch: another organisation has them."""
    if run.organisation_id is None:
        return frozenset()
    records = SourceRecord.objects.filter(source__name=run.source)
    others = records.filter(place__organisation__isnull=False)
    others = others.exclude(place__organisation=run.organisation_id)
    return frozenset(others.order_by().values_list("identifier", flat=True))


@dataclass
class Absent:
    """How many places the source listed, and those that its new file no longer has."""

    known: int = 0
    missing: int = 0
    names: list[str] = field(default_factory=list)


def absent_from(source: str, seen: FirstLines) -> Absent:
    """What the last file of a source listed and its new one does not: one query, streamed."""
    absent = Absent()
    records = SourceRecord.objects.filter(source__name=source).seen()
    rows = records.order_by("place__name", "pk").values_list("identifier", "place__name")
    for identifier, name in rows.iterator(chunk_size=2000):
        absent.known += 1
        if named(source, identifier) not in seen:
            absent.missing += 1
            absent.names += [name] if absent.missing <= MOST_NAMES else []
    return absent


def lost_at(source: str, now: datetime) -> list[str]:
    """The names of the places that the file written at `now` was the first to lack."""
    records = SourceRecord.objects.filter(source__name=source, seen_at__lt=now)
    lost = records.filter(Q(missing_since=None) | Q(missing_since=now))
    return list(lost.order_by("place__name", "pk").values_list("place__name", flat=True))
