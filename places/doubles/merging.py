"""Join two sheets of one place, with all that points to them; part them again, as they were."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from places.corrections import record_of
from places.models import Double, MergeEvent, Place
from places.models.places import PUBLIC_STATUSES
from places.sheets import batches, recompose

# Rows that tell of the sheets themselves: they stay with theirs.
OWN_MODELS = (Place, Place.terms.through, Double, MergeEvent)


class MergeRefusedError(Exception):
    """Two sheets that cannot be joined, or parted; its text is a French sentence."""


@transaction.atomic
def merge(
    survivor: Place, loser: Place, by: Any = None, *, score: float | None = None
) -> MergeEvent:
    """Join `loser` to `survivor`: its records, its referrals, its activities, its address.

    The sheet that is left is composed of both; the other keeps its row, closed, and leads to it.
    Without anybody to answer for it (`by`), it is said to be automatic.

    Raises:
        MergeRefusedError: one of them is joined already, or each is run by another organisation.
    """
    survivor, loser = _locked(survivor.pk, loser.pk)
    _check(survivor, loser)
    for place in (survivor, loser):
        record_of(place)
    event = MergeEvent.objects.create(
        survivor=survivor,
        loser=loser,
        loser_status=loser.status,
        took_organisation=survivor.organisation_id is None and loser.organisation_id is not None,
        is_automatic=by is None,
        score=score,
        merged_by=by,
        moved={label: keys for label, keys in _moved(loser, survivor) if keys},
    )
    _close(loser, survivor, event)
    recompose([survivor.pk])
    decide(survivor, loser, Double.Decision.SAME, by)
    return event


def _close(loser: Place, survivor: Place, event: MergeEvent) -> None:
    if event.took_organisation:
        survivor.organisation_id = loser.organisation_id
        survivor.save(update_fields=["organisation", "changed_at"])
    loser.status, loser.merged_into = Place.Status.CLOSED, survivor
    loser.save(update_fields=["status", "merged_into", "changed_at"])


@transaction.atomic
def undo(event: MergeEvent, by: Any = None) -> None:
    """Part two sheets: what was moved goes back, the other sheet stands at its own address again.

    They are then known as two places, and never proposed nor joined again.

    Raises:
        MergeRefusedError: it was done already, or the sheet they made was itself joined to another.
    """
    survivor, loser = _locked(event.survivor_id, event.loser_id)
    event.refresh_from_db()
    if event.undone_at or loser.merged_into_id != survivor.pk:
        raise MergeRefusedError("Ces deux fiches sont déjà séparées.")
    if survivor.merged_into_id:
        raise MergeRefusedError(
            f"«\u00a0{survivor}\u00a0» a depuis été réuni à une autre fiche\u202f: "
            "séparez-les d’abord."
        )
    for field in _fields_to_places():
        for keys in batches(event.moved.get(_label(field), [])):
            rows = field.model._base_manager.filter(pk__in=keys, **{field.name: survivor})
            rows.update(**{field.name: loser})
    loser.status, loser.merged_into = event.loser_status, None
    loser.save(update_fields=["status", "merged_into", "changed_at"])
    if event.took_organisation and survivor.organisation_id == loser.organisation_id:
        survivor.organisation = None
        survivor.save(update_fields=["organisation", "changed_at"])
    event.undone_at, event.undone_by = timezone.now(), by
    event.save(update_fields=["undone_at", "undone_by"])
    recompose([survivor.pk, loser.pk])
    decide(survivor, loser, Double.Decision.DIFFERENT, by)


def decide(one: Place, other: Place, decision: Double.Decision, by: Any = None) -> None:
    """Remember what two sheets are to each other."""
    first, second = sorted((one.pk, other.pk))
    said = {"decision": decision, "decided_at": timezone.now(), "decided_by": by}
    Double.objects.update_or_create(first_id=first, second_id=second, defaults=said)


def survivor_of(one: Place, other: Place) -> tuple[Place, Place]:
    """Which of two sheets is best kept, and the other: run by somebody, public, the older."""

    def worth(place: Place) -> tuple[bool, bool, int]:
        return place.organisation_id is not None, place.status in PUBLIC_STATUSES, -place.pk

    best = max(one, other, key=worth)
    return best, (other if best is one else one)


def _locked(survivor_id: int, loser_id: int) -> tuple[Place, Place]:
    """Both rows, locked in the order of their keys so that two merges never wait on each other."""
    keys = [survivor_id, loser_id]
    rows = Place.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    places = {place.pk: place for place in rows}
    return places[survivor_id], places[loser_id]


def _check(survivor: Place, loser: Place) -> None:
    if survivor.pk == loser.pk:
        raise MergeRefusedError("C’est une seule et même fiche.")
    if survivor.merged_into_id or loser.merged_into_id:
        raise MergeRefusedError("L’une de ces fiches vient d’être réunie à une autre.")
    runners = {survivor.organisation_id, loser.organisation_id} - {None}
    if len(runners) > 1:
        # What people told one organisation would be read by the other.
        raise MergeRefusedError(
            "Ces deux fiches sont tenues par deux structures. Les orientations de l’une seraient "
            "lues par l’autre\u202f: mettez d’abord les deux fiches à la même structure."
        )


def _moved(loser: Place, survivor: Place) -> Iterator[tuple[str, list[Any]]]:
    """Point to the survivor all that points to the loser; which rows, for each field."""
    for field in _fields_pointing_to(loser):
        manager = field.model._base_manager
        keys = list(manager.filter(**{field.name: loser}).values_list("pk", flat=True))
        moved = [key for some in batches(keys) for key in _point(field, some, survivor)]
        yield _label(field), [key if isinstance(key, int) else str(key) for key in moved]


def _fields_pointing_to(place: Place) -> list[models.ForeignKey[Any, Any]]:
    """Those by which some row points to this place: one question for all, most have none."""
    fields = list(_fields_to_places())
    with connection.cursor() as cursor:
        cursor.execute(_are_there_rows(), [place.pk] * len(fields))
        answers = cursor.fetchone()
    return [field for field, is_used in zip(fields, answers, strict=True) if is_used]


@cache
def _are_there_rows() -> str:
    quote = connection.ops.quote_name
    asked = (
        f"EXISTS (SELECT 1 FROM {quote(field.model._meta.db_table)} "  # noqa: S608
        f"WHERE {quote(str(field.column))} = %s)"
        for field in _fields_to_places()
    )
    return f"SELECT {', '.join(asked)}"


def _point(field: Any, keys: list[Any], survivor: Place) -> list[Any]:
    """Point rows to the survivor; one that would double another (unique) stays where it is."""
    rows = field.model._base_manager.filter(pk__in=keys)
    try:
        with transaction.atomic():
            rows.update(**{field.name: survivor})
    except IntegrityError:
        if len(keys) == 1:
            return []
        return [key for one in keys for key in _point(field, [one], survivor)]
    return keys


def _fields_to_places() -> Iterator[models.ForeignKey[Any, Any]]:
    """Every foreign key to `Place`, of whatever app: this floor need not know them by name."""
    for relation in Place._meta.get_fields(include_hidden=True):
        points_here = relation.auto_created and not relation.concrete
        is_key = points_here and (relation.one_to_many or relation.one_to_one)
        if is_key and relation.related_model not in OWN_MODELS:
            yield relation.field


def _label(field: Any) -> str:
    return f"{field.model._meta.label}.{field.name}"
