"""Submit changes of a place, show them beside what stands, and write them once approved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from places.corrections import correct, different_terms
from places.dates import say_day
from places.models import Organisation, Place, Proposal, Term
from places.models.opening import in_lines
from places.models.places import POINT
from places.phones import spaced

# What the form finds beside what is typed.
FOUND = ("commune_id", "insee_code", "latitude", "longitude")
RUN_BY = "organisation_id"


class Difference(NamedTuple):
    """One field of a proposal: what the sheet says, and what it would say."""

    label: str
    stored: str
    proposed: str


def must_wait(user: Any) -> bool:
    """Whether what this person writes in the CMS waits for a moderator on this installation."""
    is_asked: bool = settings.PLACES_NEED_APPROVAL
    return is_asked and user is not None and not user.has_perm("places.publish_place")


@transaction.atomic
def submit(
    written: Place, names: Iterable[str], chosen: Mapping[str, Iterable[Term]], user: Any
) -> Proposal | None:
    """Keep what a form wrote on a place, without touching the place; None when nothing differs.

    The same changes, sent again while they wait, are the same proposal.
    `written` is the place as the form made it, `names` the fields of the form.
    """
    stored = Place.objects.select_for_update().get(pk=written.pk)
    columns = [Place._meta.get_field(name).attname for name in names]
    changed = {
        name: as_json(getattr(written, name))
        for name in dict.fromkeys([*columns, *FOUND])
        if getattr(written, name) != getattr(stored, name)
    }
    has_moved = {"latitude", "longitude"} & changed.keys()
    if has_moved or written.raw.get(POINT) != stored.raw.get(POINT):
        changed |= {"latitude": written.latitude, "longitude": written.longitude}
        changed[POINT] = written.raw.get(POINT)
    terms = different_terms(stored, chosen)
    if not (changed or terms):
        return None
    own = Proposal.objects.submitted().filter(place=stored, asked_by=user)
    same = (waiting for waiting in own if (waiting.fields, waiting.terms) == (changed, terms))
    return next(same, None) or Proposal.objects.create(
        place=stored, fields=changed, terms=terms, asked_by=user
    )


def as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def decide(proposal: Proposal, user: Any, status: str, reason: str = "") -> bool:
    """Approve or reject, once, whoever comes first; what is approved is written on the place."""
    with transaction.atomic():
        place = Place.objects.select_for_update().get(pk=proposal.place_id)
        waiting = Proposal.objects.submitted().filter(pk=proposal.pk)
        decided = waiting.update(
            status=status, reason=reason, decided_by=user, decided_at=timezone.now()
        )
        if decided and status == Proposal.Status.APPROVED:
            correct(place, {**values_of(proposal), **terms_of(proposal)}, by="editor")
    proposal.refresh_from_db()
    return bool(decided)


def values_of(proposal: Proposal) -> dict[str, Any]:
    """The values as the place keeps them, under the names of its columns."""
    columns = {field.attname: field for field in Place._meta.concrete_fields}
    return {
        name: columns[name].to_python(value) if name in columns else value
        for name, value in proposal.fields.items()
    }


def terms_of(proposal: Proposal) -> dict[str, list[Term]]:
    return {
        name: list(Term.objects.filter(vocabulary=name, code__in=codes))
        for name, codes in proposal.terms.items()
    }


def read(proposals: Sequence[Proposal]) -> list[tuple[Proposal, list[Difference]]]:
    """Each proposal with its fields in words, in two queries for all of them."""
    keys = {key for p in proposals for key in (p.place.organisation_id, p.fields.get(RUN_BY))}
    names = dict(Organisation.objects.filter(pk__in=keys - {None}).values_list("pk", "name"))
    rows = Term.objects.values_list("vocabulary", "code", "plain_label")
    labels = {(vocabulary, code): label for vocabulary, code, label in rows}
    return [
        (proposal, [*_fields(proposal, names), *_vocabularies(proposal, labels)])
        for proposal in proposals
    ]


def _fields(proposal: Proposal, names: Mapping[int, str]) -> Iterator[Difference]:
    place = proposal.place
    for field in Place._meta.concrete_fields:
        name = field.attname
        if name not in proposal.fields or name in ("commune_id", "insee_code"):
            continue
        known = names if name == RUN_BY else dict(field.flatchoices)
        stored, proposed = getattr(place, name), field.to_python(proposal.fields[name])
        label = str(field.verbose_name)
        yield Difference(
            label[:1].upper() + label[1:], words(stored, known, name), words(proposed, known, name)
        )


def _vocabularies(
    proposal: Proposal, labels: Mapping[tuple[str, str], str]
) -> Iterator[Difference]:
    for name, codes in proposal.terms.items():
        stored = [term.plain_label for term in proposal.place.terms_by_vocabulary.get(name, [])]
        proposed = [labels[name, code] for code in codes if (name, code) in labels]
        label = str(Term.Vocabulary(name).label)
        yield Difference(label, ", ".join(stored), ", ".join(proposed))


def words(value: Any, known: Mapping[Any, Any], name: str = "") -> str:
    """A value as people read it; `known` gives the words of keys and codes."""
    if name == "phone":
        return spaced(value or "")
    if name == "opening_hours":
        return "\n".join(in_lines(value or ""))
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    return "" if value is None else str(known.get(value, value))
