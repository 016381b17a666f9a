"""Write what a file says as records of its sources, batch by batch, and recompose what changed."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from places.composing import Telling, compose
from places.doubles.finding import look_for_doubles
from places.imports.reports import Report
from places.imports.sayings import SAID, Saying
from places.inserting import insert
from places.models import Edition, Place, Source, SourceRecord
from places.models.linking import noted
from places.sheets import (
    BATCH,
    Link,
    bring,
    ids_of,
    ids_of_terms,
    recompose,
    records_by_place,
)
from places.slugs import Slugs
from places.standard import Issue

# A file that lacks more than half of what its source listed is a part of it, not its news.
FEW = 20
Key = tuple[str, str]


def heard_sources() -> frozenset[str]:
    """The sources that may have said something already."""
    return frozenset(Source.objects.order_by().values_list("name", flat=True))


class Store:
    """The writing of one file: memory and queries grow with the batch, not with the file.

    Nothing is kept open: the caller gives the transaction.
    """

    def __init__(self, *, is_complete: bool = True, is_confirmed: bool = False) -> None:
        self.is_complete = is_complete
        # Somebody said that what the file lacks has really gone, however much it is.
        self.is_confirmed = is_confirmed
        self.now = timezone.now()
        self.term_ids = ids_of_terms()
        self.sources: dict[str, Source] = {}
        # The keys of those that had records, the names of those that had places.
        self.told: set[int] = set()
        self.borne: set[str] = set()

    def write(self, lots: Iterable[Sequence[Saying]], report: Report) -> None:
        """Write all that was said, count what became of it, then note what the file lacks."""
        for records in lots:
            self.write_batch(records, report)
        if self.is_complete:
            for source in self.sources.values():
                self.note_absent(source, report)
        keys = [source.pk for source in self.sources.values()]
        Source.objects.filter(pk__in=keys).update(last_imported_at=self.now)
        Edition.objects.renew()
        # Once the file is in: a pair that is missed waits for the nightly look.
        transaction.on_commit(look_for_doubles.enqueue)

    def write_batch(self, records: Sequence[Saying], report: Report) -> None:
        """Sort a batch: known and the same, known and different, new."""
        self.find_sources({record.name for record in records})
        known = self.known(records)
        new, changed, same = [], [], []
        for record in records:
            record.source, record.seen_at = self.sources[record.name], self.now
            stored = known.get((record.source.pk, record.identifier))
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
            found = list(Source.objects.filter(name__in=missing))
            self.sources |= {source.name: source for source in found}
            self.find_known(found)

    def find_known(self, sources: Sequence[Source]) -> None:
        """Note which sources have records or places: of the others, nothing need be looked up."""
        keys, names = [source.pk for source in sources], [source.name for source in sources]
        told = SourceRecord.objects.filter(source__in=keys).order_by()
        self.told |= set(told.values_list("source", flat=True).distinct())
        borne = Place.objects.filter(source__in=names).order_by()
        self.borne |= set(borne.values_list("source", flat=True).distinct())

    def known(self, records: Sequence[Saying]) -> dict[tuple[int, str], SourceRecord]:
        """(source, identifier) → what is stored, without its contents."""
        sources = {self.sources[record.name].pk for record in records} & self.told
        if not sources:
            return {}
        rows = SourceRecord.objects.filter(
            source__in=sources,
            identifier__in=[record.identifier for record in records],
        ).only("source_id", "identifier", "digest", "missing_since", "place_id")
        return {(row.source_id, row.identifier): row for row in rows.order_by()}

    def update(self, changed: Sequence[Saying]) -> int:
        """Write what sources now say, and compose their places again; how many differ."""
        if not changed:
            return 0
        groups = records_by_place([record.place_id for record in changed if record.place_id])
        stored = {record.pk: record for group in groups.values() for record in group}
        modified = sum(differs(record, stored[record.pk]) for record in changed)
        SourceRecord.objects.bulk_create(
            [record.record() for record in changed],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=SAID,
        )
        fresh: dict[int | None, Saying] = {record.pk: record for record in changed}
        self.compose(
            {pk: [fresh.get(record.pk, record) for record in g] for pk, g in groups.items()}
        )
        return modified

    def add(self, records: Sequence[Saying], report: Report) -> None:
        """Make the places of new records; one that stood without its record finds it."""
        orphans = self.orphans(records)
        adopted = [r for r in records if (r.name, r.identifier) in orphans]
        fresh = [r for r in records if (r.name, r.identifier) not in orphans]
        for record in adopted:
            record.place_id = orphans[record.name, record.identifier]
        self.create(fresh)
        insert(SourceRecord, [record.row() for record in records])
        found = [orphans[record.name, record.identifier] for record in adopted]
        changed = self.compose(records_by_place(found)) if found else set()
        report.created += len(fresh)
        report.modified += len(changed)
        report.unchanged += len(adopted) - len(changed)

    def orphans(self, records: Sequence[Saying]) -> dict[Key, int]:
        """(source, identifier) → the place that already bears it, without its record."""
        names = {record.name for record in records} & self.borne
        if not names:
            return {}
        places = Place.objects.filter(
            source__in=names,
            source_id__in=[record.identifier for record in records],
        )
        rows = places.order_by().values_list("source", "source_id", "pk")
        return {(source, identifier): pk for source, identifier, pk in rows}

    def create(self, records: Sequence[Saying]) -> None:
        """Write the places that these records alone make, and tell each record its own."""
        new = [record.make_ready() for record in records]
        free = Slugs(place.base for place in new)
        slugs = [free.take(place.base) for place in new]
        linked = self.links_of(records)
        times = {"created_at": self.now, "changed_at": self.now}
        rows = [
            place.row | times | {"slug": slug, "term_keys": keys}
            for place, slug, (_, keys) in zip(new, slugs, linked, strict=True)
        ]
        insert(Place, rows)
        stored = dict(Place.objects.filter(slug__in=slugs).values_list("slug", "pk"))
        links = []
        for record, slug, (ids, _) in zip(records, slugs, linked, strict=True):
            record.place_id = pk = stored[slug]
            links += [{"place_id": pk, "term_id": term_id} for term_id in ids]
        insert(Link, links)

    def links_of(self, records: Sequence[Saying]) -> list[tuple[list[int], str]]:
        """The keys of the terms of each record, and the same as places note them."""
        linked: dict[str, tuple[list[int], str]] = {}
        for record in records:
            # Many places offer the same things.
            if (written := record.written[1]) not in linked:
                ids = ids_of(record.terms, self.term_ids)
                linked[written] = sorted(ids), noted(ids)
        return [linked[record.written[1]] for record in records]

    def compose(self, groups: Mapping[int, Sequence[Telling]]) -> set[int]:
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


def differs(record: Saying, stored: SourceRecord) -> bool:
    """Whether a record says something new, once it holds the archive of what it said before.

    `raw` is an archive: what a later file no longer says stays in it.
    """
    if raw := stored.fields.get("raw", {}) | record.fields.get("raw", {}):
        record.fields["raw"] = raw
    return any(getattr(record, n) != getattr(stored, n) for n in ("fields", "terms", "said_on"))
