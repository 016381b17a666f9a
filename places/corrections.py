"""What a person says of a place by hand: written here alone, so that no import takes it back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from places.models import Place, Term

VOCABULARIES = frozenset(Term.Vocabulary.values)


@transaction.atomic
def correct(place: Place, changes: Mapping[str, Any], by: str) -> None:
    """Write on a place what somebody who knows it says.

    `changes` holds values under the names of fields, and terms under the name of their vocabulary
    (« service », « fee »…), which they replace. `by` says who in a word (« manager »,
    « moderator »), never a person's name. A change of the sheet makes it updated today.
    """
    today = timezone.localdate()
    values = {name: value for name, value in changes.items() if name not in VOCABULARIES}
    values = {"updated_on": today} | values
    for name, value in values.items():
        setattr(place, name, value)
    place.save(update_fields=[*values, "changed_at"])
    chosen = {name: terms for name, terms in changes.items() if name in VOCABULARIES}
    if chosen:
        _set_terms(place, chosen)


def _set_terms(place: Place, chosen: Mapping[str, Iterable[Term]]) -> None:
    kept = place.terms.exclude(vocabulary__in=chosen)
    place.terms.set([*kept, *(term for terms in chosen.values() for term in terms)])
