"""Write candidates as records of their sources, batch by batch, and recompose what changed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b

from django.db import transaction
from django.utils import timezone

from places.composing import LONE, SPOT, WHERE, compose
from places.doubles.finding import look_for_doubles
from places.imports.candidates import Candidate
from places.imports.reports import Report
from places.inserting import insert
from places.models import Edition, Place, Source, SourceRecord
from places.models.places import POINT
from places.models.records import OWN_SOURCE
from places.sheets import (
    BATCH,
    batches,
    bring,
    ids_of_terms,
    link,
    recompose,
    records_by_place,
)
from places.slugs import Slugs
from places.standard import Issue

TOLD = (*LONE, *(name for name in (*WHERE, *SPOT) if name not in ("commune_id", POINT)))
SAID = ("fields", "terms", "digest", "said_on", "seen_at", "missing_since", "kept_at", "asked_at")
STORED = ("source_id", "identifier", "place_id", *SAID)
# A file that lacks more than half of what its source listed is a part of it, not its news.
FEW = 20
Key = tuple[str, str]
encoded = json.JSONEncoder(sort_keys=True, default=str).encode


class Store:
    """The writing of one file: memory and queries grow with the batch, not with the file.

    Nothing is kept open: the caller gives the transaction.
    """

    def __init__(
        self,
        candidates: Iterable[Candidate],
        *,
        is_complete: bool = True,
        is_confirmed: bool = False,
    ) -> None:
        self.candidates = candidates
        self.is_complete = is_complete
        # Somebody said that what the file lacks has really gone, however much it is.
        self.is_confirmed = is_confirmed
        self.now = timezone.now()
        self.term_ids = ids_of_terms()
        self.sources: dict[str, Source] = {}

    def write(self, report: Report) -> None:
        """Write every candidate, count what became of it, then note what the file lacks."""
        for batch in batches(self.candidates):
            self.write_batch([said_by(candidate, self.now) for candidate in batch], report)
        if self.is_complete:
            for source in self.sources.values():
                self.note_absent(source, report)
        keys = [source.pk for source in self.sources.values()]
        Source.objects.filter(pk__in=keys).update(last_imported_at=self.now)
        Edition.objects.renew()
        # Once the file is in: a pair that is missed waits for the nightly look.
        transaction.on_commit(look_for_doubles.enqueue)

    def write_batch(self, said: Sequence[tuple[str, SourceRecord]], report: Report) -> None:
        """Sort a batch: known and the same, known and different, new."""
        self.find_sources({name for name, _record in said})
        for name, record in said:
            record.source = self.sources[name]
        records = [record for _name, record in said]
        known = self.known(records)
        new, changed, same = [], [], []
        for record in records:
            stored = known.get((record.source_id, record.identifier))
            if stored is None:
                new.append(record)
            elif stored.digest == record.digest and stored.missing_since is None:
                same.append(stored.pk)
            else:
                record.pk, record.place_id = stored.pk, stored.place_id
                changed.append(record)
        SourceRecord.objects.filter(pk__in=same).update(seen_at=self.now)
        modified = self.update(changed)
        self.add(new, report)
        report.modified += modified
        report.unchanged += len(same) + len(changed) - modified

    def find_sources(self, names: set[str]) -> None:
        missing = names - self.sources.keys()
        if missing:
            rows = [Source(name=name) for name in sorted(missing)]
            Source.objects.bulk_create(rows, ignore_conflicts=True)
            found = Source.objects.filter(name__in=missing)
            self.sources |= {source.name: source for source in found}

    def known(self, records: Sequence[SourceRecord]) -> dict[tuple[int, str], SourceRecord]:
        """(source, identifier) → what is stored, without its contents."""
        rows = SourceRecord.objects.filter(
            source__in={record.source_id for record in records},
            identifier__in=[record.identifier for record in records],
        ).only("source_id", "identifier", "digest", "missing_since", "place_id")
        return {(row.source_id, row.identifier): row for row in rows.order_by()}

    def update(self, changed: Sequence[SourceRecord]) -> int:
        """Write what sources now say, and compose their places again; how many differ."""
        groups = records_by_place([record.place_id for record in changed])
        stored = {record.pk: record for group in groups.values() for record in group}
        modified = sum(differs(record, stored[record.pk]) for record in changed)
        SourceRecord.objects.bulk_create(
            changed,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=SAID,
        )
        fresh = {record.pk: record for record in changed}
        self.compose(
            {pk: [fresh.get(record.pk, record) for record in g] for pk, g in groups.items()}
        )
        return modified

    def add(self, records: Sequence[SourceRecord], report: Report) -> None:
        """Make the places of new records; one that stood without its record finds it."""
        orphans = self.orphans(records)
        adopted = [r for r in records if (r.source.name, r.identifier) in orphans]
        fresh = [r for r in records if (r.source.name, r.identifier) not in orphans]
        for record in adopted:
            record.place = orphans[record.source.name, record.identifier]
        self.create(fresh)
        insert(SourceRecord, [{name: getattr(r, name) for name in STORED} for r in records])
        changed = self.compose(records_by_place([record.place_id for record in adopted]))
        report.created += len(fresh)
        report.modified += len(changed)
        report.unchanged += len(adopted) - len(changed)

    def orphans(self, records: Sequence[SourceRecord]) -> dict[Key, Place]:
        """(source, identifier) → the place that already bears it."""
        places = Place.objects.filter(
            source__in={record.source.name for record in records},
            source_id__in=[record.identifier for record in records],
        )
        return {(place.source, place.source_id): place for place in places.order_by()}

    def create(self, records: Sequence[SourceRecord]) -> None:
        """Write the places that these records alone make, and tell each record its own."""
        names = [(r.fields["name"], r.fields.get("commune_name", "")) for r in records]
        free = Slugs(names)
        slugs = [free.take(*pair) for pair in names]
        sheets = [compose([record]) for record in records]
        insert(
            Place,
            [
                sheet.values
                | {"source": record.source.name, "source_id": record.identifier, "slug": slug}
                | {"provenance": sheet.provenance, "created_at": self.now, "changed_at": self.now}
                for record, slug, sheet in zip(records, slugs, sheets, strict=True)
            ],
        )
        keys = dict(Place.objects.filter(slug__in=slugs).values_list("slug", "pk"))
        for record, slug in zip(records, slugs, strict=True):
            record.place_id = keys[slug]
        terms = {keys[slug]: sheet.terms for slug, sheet in zip(slugs, sheets, strict=True)}
        link(terms, {}, self.term_ids)

    def compose(self, groups: Mapping[int, Sequence[SourceRecord]]) -> set[int]:
        places = Place.objects.in_bulk(list(groups))
        sheets = [(place, compose(groups[pk])) for pk, place in places.items()]
        return bring(sheets, self.term_ids)

    def note_absent(self, source: Source, report: Report) -> None:
        """Note the records that this file no longer has; people decide what becomes of them."""
        records = SourceRecord.objects.filter(source=source)
        absent = records.seen().filter(seen_at__lt=self.now)
        count, known = absent.count(), records.seen().count()
        if not count:
            return
        if known > FEW and count * 2 > known and not self.is_confirmed:
            reason = (
                f"{count} lieux sur {known} de «\u00a0{source.name}\u00a0» manquent dans ce fichier"
                "\u202f: pris pour un fichier partiel, aucun n’est proposé à la fermeture"
            )
        else:
            keys = list(absent.values_list("place_id", flat=True))
            absent.update(missing_since=self.now)
            recompose(keys)
            reason = (
                f"{count} lieu(x) de «\u00a0{source.name}\u00a0» ne sont plus dans ce fichier"
                "\u202f: voir «\u00a0À fermer\u202f?\u00a0» dans la gestion du site"
            )
        report.issues.append(Issue(1, "", reason))


def differs(record: SourceRecord, stored: SourceRecord) -> bool:
    """Whether a record says something new, once it holds the archive of what it said before.

    `raw` is an archive: what a later file no longer says stays in it.
    """
    if raw := stored.fields.get("raw", {}) | record.fields.get("raw", {}):
        record.fields["raw"] = raw
    return any(getattr(record, n) != getattr(stored, n) for n in ("fields", "terms", "said_on"))


def said_by(candidate: Candidate, now: datetime) -> tuple[str, SourceRecord]:
    """What a candidate's file says, under the name of its source; neither is stored yet."""
    record = candidate.record
    raw = dict(record.raw)
    fields: dict[str, object] = {name: getattr(record, name) for name in TOLD}
    fields |= {"commune_id": candidate.commune_id, POINT: raw.pop(POINT, None), "raw": raw}
    # A row that names no producer is of the one whose file it stands in.
    fields["origin"] = record.origin or candidate.source
    fields = {name: value for name, value in fields.items() if value not in ("", None, {})}
    terms: dict[str, list[str]] = {}
    for vocabulary, code in sorted(record.terms):
        terms.setdefault(vocabulary, []).append(code)
    said = encoded([fields, terms, record.updated_on])
    # What people write here is above every file: no file may pass for it.
    name = f"{OWN_SOURCE} (fichier)" if candidate.source == OWN_SOURCE else candidate.source
    return name, SourceRecord(
        identifier=record.source_id,
        fields=fields,
        terms=terms,
        digest=blake2b(said.encode(), digest_size=16).hexdigest(),
        said_on=record.updated_on,
        seen_at=now,
    )
