"""The closed vocabularies of places and activities, as they are seeded."""

from typing import Any

from places.mediation_terms import ARRANGEMENTS, EQUIPMENT, PROCEDURES, REDIRECTIONS, TOPICS
from places.models import Term
from places.place_types import PLACE_TYPES
from places.standard_terms import (
    ACCESS_MODES,
    ACCOMMODATIONS,
    AUDIENCES,
    FEES,
    ITINERANCIES,
    LABELS,
    PROGRAMMES,
    SERVICES,
    SUPPORT_MODES,
    TermData,
)

# vocabulary → (code, national label, plain label, hint), in the order people read them.
TERMS: dict[str, tuple[TermData, ...]] = {
    "service": SERVICES,
    "audience": AUDIENCES,
    "accommodation": ACCOMMODATIONS,
    "fee": FEES,
    "programme": PROGRAMMES,
    "label": LABELS,
    "access_mode": ACCESS_MODES,
    "support_mode": SUPPORT_MODES,
    "itinerancy": ITINERANCIES,
    "place_type": PLACE_TYPES,
    "arrangement": ARRANGEMENTS,
    "topic": TOPICS,
    "procedure": PROCEDURES,
    "equipment": EQUIPMENT,
    "redirection": REDIRECTIONS,
}


def seed(term_model: Any = Term) -> None:
    """Write every term that is missing and bring the others up to date, keeping their keys.

    Args:
        term_model: the model to write; a migration gives its historical one.
    """
    rows = [
        term_model(vocabulary=name, code=code, label=label, plain_label=plain, hint=hint, rank=rank)
        for name, terms in TERMS.items()
        for rank, (code, label, plain, hint) in enumerate(terms)
    ]
    term_model._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["vocabulary", "code"],
        update_fields=["label", "plain_label", "hint", "rank"],
    )
