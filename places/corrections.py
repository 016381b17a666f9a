"""Corrections by hand: a record of our own source, on top of every file, undone field by field."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from places.composing import LONE, SPOT, VOCABULARIES, WHERE
from places.models import Commune, Place, Source, SourceRecord, Term
from places.models.places import POINT
from places.models.records import CORRECTION, OWN_SOURCE
from places.sheets import recompose

# What is corrected, and withdrawn, together.
TOWN = ("postal_code", "commune_name", "insee_code", "commune_id")
GROUPS = dict.fromkeys(SPOT, SPOT) | dict.fromkeys((*TOWN, "commune"), TOWN)
CORRECTED = (*LONE, *WHERE, "latitude", "longitude")


@transaction.atomic
def correct(place: Place, changes: Mapping[str, Any], by: str) -> None:
    """Write on a place what somebody who knows it says, above every source until withdrawn.

    Only what differs from the stored place is noted; an empty value empties the field. A change
    of the sheet makes it updated today. The place given is read again at the end.

    Args:
        place: a stored place.
        changes: values under the names of fields (and `point`: « commune » when the coordinates
            are the town's), terms under the name of their vocabulary, which they replace.
        by: who says it in a word (« manager », « editor »), never a person's name.
    """
    stored = Place.objects.select_for_update().get(pk=place.pk)
    said = {"commune_id" if n == "commune" else n: pk_of(value) for n, value in changes.items()}
    chosen = {name: list(said.pop(name)) for name in changes if name in Term.Vocabulary.values}
    values, terms = different_values(stored, said), different_terms(stored, chosen)
    if values or terms:
        record_of(stored)
        record = own_record(stored)
        record.fields |= values
        record.terms |= terms
        record.said_on, record.seen_at, record.said_by = timezone.localdate(), timezone.now(), by
        record.save()
        recompose([place.pk])
    write_ours(stored, said, chosen)
    place.refresh_from_db()


def pk_of(value: Any) -> Any:
    return value.pk if isinstance(value, Commune) else value


def write_ours(place: Place, said: Mapping[str, Any], chosen: Mapping[str, Iterable[Term]]) -> None:
    """Write what no source ever says (capacity, arrangements…): it needs no record."""
    ours = {name: value for name, value in said.items() if name not in (*CORRECTED, POINT)}
    ours.pop("updated_on", None)
    if ours:
        for name, value in ours.items():
            setattr(place, name, value)
        place.save(update_fields=[*ours, "changed_at"])
    for name, terms in chosen.items():
        if name not in VOCABULARIES:
            place.terms.remove(*place.terms.filter(vocabulary=name))
            place.terms.add(*terms)


@transaction.atomic
def withdraw(place: Place, field: str) -> None:
    """Give a field, or a vocabulary, back to the sources; what goes with it is given back too."""
    names = GROUPS.get(field, (field,))
    for record in place.records.corrections().select_for_update():
        kept = {name: value for name, value in record.fields.items() if name not in names}
        terms = {name: codes for name, codes in record.terms.items() if name not in names}
        if not (kept or terms):
            record.delete()
        elif (kept, terms) != (record.fields, record.terms):
            record.fields, record.terms = kept, terms
            record.save(update_fields=["fields", "terms"])
    recompose([place.pk])
    place.refresh_from_db()


def corrected_fields(place: Place) -> set[str]:
    """The fields and vocabularies that somebody corrected, over what a file says."""
    names: set[str] = set()
    for record in place.records.corrections():
        names |= record.fields.keys() | record.terms.keys()
    return names


def record_of(place: Place) -> None:
    """Note what a place says as its source's record, when it has none: written by a program."""
    if not place.records.exists():
        create_record(place)


def create_record(place: Place) -> SourceRecord:
    """Store the record that a place would come from."""
    record = record_made_from(place)
    record.source, _ = Source.objects.get_or_create(name=place.source)
    record.save()
    return record


def record_made_from(place: Place) -> SourceRecord:
    """The record that a place would come from, as the place stands; it is not stored."""
    fields = {name: getattr(place, name) for name in CORRECTED}
    raw = dict(place.raw)
    fields |= {POINT: raw.pop(POINT, None), "raw": raw}
    codes: dict[str, list[str]] = {}
    for vocabulary, code in sorted(place.terms.values_list("vocabulary", "code")):
        if vocabulary in VOCABULARIES:
            codes.setdefault(vocabulary, []).append(code)
    return SourceRecord(
        source=Source(name=place.source),
        identifier=place.source_id,
        place=place,
        fields={name: value for name, value in fields.items() if value not in ("", None, {})},
        terms=codes,
        said_on=place.updated_on,
        seen_at=timezone.now(),
    )


def own_record(place: Place) -> SourceRecord:
    """The record of what people say of this place, which may still be empty.

    What was said by hand on a sheet joined to this one is copied in, so that the last word of
    one field never brings back an old word on another.
    """
    source, _ = Source.objects.get_or_create(name=OWN_SOURCE)
    identifier = place.source_id if place.source == OWN_SOURCE else f"{CORRECTION}{place.pk}"
    records = list(place.records.by_hand().order_by("seen_at", "pk"))
    own = next((record for record in records if record.identifier == identifier), None)
    record = own or SourceRecord(source=source, identifier=identifier, place=place)
    fields: dict[str, object] = {}
    terms: dict[str, list[str]] = {}
    for said in records:
        fields |= said.fields
        terms |= said.terms
    record.fields, record.terms = fields, terms
    return record


def different_values(place: Place, values: Mapping[str, Any]) -> dict[str, Any]:
    """What of `values` is not what the place already says; a point is said whole."""
    changed = {
        name: value
        for name, value in values.items()
        if name in CORRECTED and getattr(place, name) != value
    }
    is_borrowed = values.get(POINT) or None
    was_borrowed = place.raw.get(POINT)
    has_moved = {"latitude", "longitude"} & changed.keys()
    if "latitude" in values and (has_moved or is_borrowed != was_borrowed):
        changed |= {name: values[name] for name in ("latitude", "longitude")}
        changed[POINT] = is_borrowed
    return changed


def different_terms(place: Place, chosen: Mapping[str, Iterable[Term]]) -> dict[str, list[str]]:
    wanted = {
        name: sorted(term.code for term in terms)
        for name, terms in chosen.items()
        if name in VOCABULARIES
    }
    stored: dict[str, list[str]] = {name: [] for name in wanted}
    for vocabulary, code in place.terms.order_by("code").values_list("vocabulary", "code"):
        if vocabulary in stored:
            stored[vocabulary].append(code)
    return {name: codes for name, codes in wanted.items() if codes != sorted(stored[name])}
