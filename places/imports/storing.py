"""Write candidates to the database: what is new, what changed, nothing else, in batches."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import count
from typing import TypeVar

from django.utils.text import slugify

from places import vocabulary
from places.imports.candidates import Candidate
from places.imports.reports import Report
from places.models import Place, Term
from places.models.places import POINT
from places.standard import NATIONAL_LABELS, PlaceRecord

BATCH = 500
LONGEST_SLUG = 100
# Fields that a file decides; ours (status, organisation, availability…) are never touched.
FIELDS = tuple(
    item.name for item in fields(PlaceRecord) if item.name not in ("source_id", "terms", "raw")
)
UPDATED = (*FIELDS, "commune", "raw", "changed_at")
Link = Place.terms.through
T = TypeVar("T")


class Store:
    """What the database holds of the sources of one file, and the writing of what differs."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = candidates
        self.places = self._existing()
        self.links = self._existing_links()
        self.term_ids = _term_ids()
        self.slugs = Slugs()
        self.created: list[Place] = []
        self.modified: list[Place] = []
        self.wanted: list[tuple[Place, set[int]]] = []

    def write(self, report: Report) -> None:
        """Write every candidate and count what became of it.

        The number of queries grows with the batches, not with the rows.
        """
        for candidate in self.candidates:
            self.compare(candidate)
        Place.objects.bulk_create(self.created, batch_size=BATCH)
        # An upsert by key: far quicker than one CASE per column and row.
        Place.objects.bulk_create(
            self.modified,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=UPDATED,
        )
        self.link()
        report.created += len(self.created)
        report.modified += len(self.modified)
        report.unchanged += len(self.candidates) - len(self.wanted)

    def compare(self, candidate: Candidate) -> None:
        """Sort a candidate: new, changed in its fields or its terms, or nothing to do."""
        term_ids = {self.term_ids[key] for key in candidate.record.terms}
        place = self.places.get((candidate.source, candidate.record.source_id))
        if place is None:
            place = self.new(candidate)
            self.created.append(place)
        elif apply(candidate, place) | (self.links[place.pk].keys() != term_ids):
            self.modified.append(place)
        else:
            return
        self.wanted.append((place, term_ids))

    def new(self, candidate: Candidate) -> Place:
        record = candidate.record
        place = Place(
            source=candidate.source,
            source_id=record.source_id,
            slug=self.slugs.take(record.name, record.commune_name),
        )
        apply(candidate, place)
        return place

    def link(self) -> None:
        """Bring the terms of these places to what is wanted, touching only what differs."""
        stale: list[int] = []
        missing = []
        for place, term_ids in self.wanted:
            links = self.links.get(place.pk, {})
            stale += [pk for term_id, pk in links.items() if term_id not in term_ids]
            missing += [
                Link(place_id=place.pk, term_id=term_id)
                for term_id in sorted(term_ids - links.keys())
            ]
        for keys in batches(stale):
            Link.objects.filter(pk__in=keys).delete()
        Link.objects.bulk_create(missing, batch_size=BATCH)

    def _existing(self) -> dict[tuple[str, str], Place]:
        sources = sorted({candidate.source for candidate in self.candidates})
        return {
            (place.source, place.source_id): place
            for names in batches(sources)
            for place in Place.objects.filter(source__in=names).order_by()
        }

    def _existing_links(self) -> dict[int, dict[int, int]]:
        """Place → term → link, for the places that are already there."""
        links: dict[int, dict[int, int]] = defaultdict(dict)
        sources = sorted({source for source, _source_id in self.places})
        for names in batches(sources):
            rows = Link.objects.filter(place__source__in=names)
            for pk, place_id, term_id in rows.values_list("pk", "place_id", "term_id"):
                links[place_id][term_id] = pk
        return links


class Slugs:
    """Readable and unique ends of addresses: « nom-commune », with a number on a clash."""

    def __init__(self) -> None:
        self.taken = set(Place.objects.order_by().values_list("slug", flat=True))
        self.numbers: dict[str, Iterator[int]] = {}

    def take(self, name: str, commune: str) -> str:
        words, town = slugify(name), slugify(commune)
        whole = words if town in words else f"{words}-{town}"
        base = whole[:LONGEST_SLUG].strip("-") or "lieu"
        numbers = self.numbers.setdefault(base, count(2))
        slug = base
        while slug in self.taken:
            slug = f"{base}-{next(numbers)}"
        self.taken.add(slug)
        return slug


def apply(candidate: Candidate, place: Place) -> bool:
    """Set on a place what its file says; whether anything changed.

    `raw` is an archive: what a later file no longer says stays in it.
    """
    record = candidate.record
    raw = {**place.raw, **record.raw}
    if POINT not in record.raw:
        raw.pop(POINT, None)
    wanted = {name: getattr(record, name) for name in FIELDS}
    wanted |= {"commune_id": candidate.commune_id, "raw": raw}
    changed = {name: value for name, value in wanted.items() if getattr(place, name) != value}
    for name, value in changed.items():
        setattr(place, name, value)
    return bool(changed)


def _term_ids() -> dict[tuple[str, str], int]:
    def stored() -> dict[tuple[str, str], int]:
        rows = Term.objects.order_by().values_list("vocabulary", "code", "pk")
        return {(name, code): pk for name, code, pk in rows}

    terms = stored()
    if NATIONAL_LABELS.keys() - terms.keys():
        vocabulary.seed()
        terms = stored()
    return terms


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
