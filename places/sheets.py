"""Bring places to what their records say, in batches, touching only what differs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django_tasks import task

from places import vocabulary
from places.composing import LONE, VOCABULARIES, WHERE, Sheet, compose
from places.inserting import insert
from places.models import Place, SourceRecord, Term
from places.models.linking import noted
from places.standard import NATIONAL_LABELS

BATCH = 500
# Ours (status, organisation, availability…) are never touched.
WRITTEN = (*LONE, *(name.removesuffix("_id") for name in WHERE), "latitude", "longitude")
UPDATED = (*WRITTEN, "updated_on", "raw", "provenance", "changed_at")
Link = Place.terms.through
Key = tuple[str, str]
T = TypeVar("T")


def recompose(place_ids: Iterable[int]) -> int:
    """Compose these places again from their records; how many changed.

    A place without any record stays as it is.
    """
    term_ids = ids_of_terms()
    changed = 0
    for keys in batches(place_ids):
        records = records_by_place(keys)
        places = Place.objects.in_bulk(list(records))
        sheets = [(place, compose(records[pk])) for pk, place in places.items()]
        changed += len(bring(sheets, term_ids))
    return changed


@task
def recompose_source(source_id: int) -> int:
    """Compose again every place that a source tells of: its rank changed."""
    rows = SourceRecord.objects.filter(source_id=source_id).order_by("place_id")
    with transaction.atomic():
        return recompose(dict.fromkeys(rows.values_list("place_id", flat=True)))


def records_by_place(place_ids: Sequence[int]) -> dict[int, list[SourceRecord]]:
    """Place → its records, each with its source."""
    groups: dict[int, list[SourceRecord]] = defaultdict(list)
    rows = SourceRecord.objects.filter(place_id__in=place_ids).select_related("source")
    for record in rows.order_by():
        groups[record.place_id].append(record)
    return groups


def bring(sheets: Sequence[tuple[Place, Sheet]], term_ids: Mapping[Key, int]) -> set[int]:
    """Write these sheets on their stored places; the keys of those that changed."""
    places = [place for place, sheet in sheets if apply(sheet, place)]
    # An upsert by key: far quicker than one CASE per column and row.
    Place.objects.bulk_create(
        places,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=UPDATED,
    )
    terms = {place.pk: ids_of(sheet.terms, term_ids) for place, sheet in sheets}
    relinked = link(terms, links_of(list(terms)))
    note(relinked)
    return {place.pk for place in places} | relinked


def apply(sheet: Sheet, place: Place) -> bool:
    """Set on a place what its sheet says; whether anything changed."""
    wanted = sheet.values | {"provenance": sheet.provenance}
    changed = {name: value for name, value in wanted.items() if getattr(place, name) != value}
    for name, value in changed.items():
        setattr(place, name, value)
    return bool(changed)


def ids_of(terms: Mapping[str, Sequence[str]], term_ids: Mapping[Key, int]) -> set[int]:
    """The keys of terms given as vocabulary → codes."""
    return {term_ids[name, code] for name, codes in terms.items() for code in codes}


def link(terms: Mapping[int, set[int]], stored: Mapping[int, Mapping[int, int]]) -> set[int]:
    """Bring places (key → keys of terms) to these terms; which of them changed.

    `stored` says what they have: place → term → link.
    """
    stale: list[int] = []
    missing: list[dict[str, int]] = []
    changed = set()
    for pk, wanted in terms.items():
        links = stored.get(pk, {})
        old = [link_id for term_id, link_id in links.items() if term_id not in wanted]
        new = [{"place_id": pk, "term_id": term_id} for term_id in sorted(wanted - links.keys())]
        stale += old
        missing += new
        if old or new:
            changed.add(pk)
    for keys in batches(stale):
        Link.objects.filter(pk__in=keys).delete()
    insert(Link, missing)
    return changed


def note(place_ids: Iterable[int]) -> None:
    """Write on these places the keys of the terms that they are linked to."""
    for keys in batches(place_ids):
        linked: dict[int, list[int]] = {pk: [] for pk in keys}
        rows = Link.objects.filter(place_id__in=keys)
        for pk, term_id in rows.values_list("place_id", "term_id"):
            linked[pk].append(term_id)
        alike: dict[str, list[int]] = defaultdict(list)
        for pk, term_ids in linked.items():
            alike[noted(term_ids)].append(pk)
        for text, some in alike.items():
            Place._base_manager.filter(pk__in=some).update(term_keys=text)


def links_of(place_ids: Sequence[int]) -> dict[int, dict[int, int]]:
    """Place → term → link, for the vocabularies that sources fill."""
    links: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Link.objects.filter(place_id__in=place_ids, term__vocabulary__in=VOCABULARIES)
    for pk, place_id, term_id in rows.values_list("pk", "place_id", "term_id"):
        links[place_id][term_id] = pk
    return links


def ids_of_terms() -> dict[Key, int]:
    """(vocabulary, code) → key of every term; the vocabularies are seeded when they are absent."""
    terms = _stored_terms()
    if NATIONAL_LABELS.keys() - terms.keys():
        vocabulary.seed()
        terms = _stored_terms()
    return terms


def _stored_terms() -> dict[Key, int]:
    rows = Term.objects.order_by().values_list("vocabulary", "code", "pk")
    return {(name, code): pk for name, code, pk in rows}


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items, `size` at a time."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
