"""Conditions on places that no column holds alone, for the filters."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, Q
from django.db.models.sql.compiler import SQLCompiler

from places.models import Term
from places.models.linking import noted

# What sources write in their hours when one must call first.
APPOINTMENT_WORDS = ("rendez-vous", "rdv", "appointment")
DISABILITIES = ("surdite", "handicaps-moteurs", "handicaps-mentaux", "deficience-visuelle")


class Linked(Func):
    """The place has one of the terms whose keys are given, as its own row notes.

    One expression with its own SQL: composed by Django, it takes longer than it runs.
    """

    output_field = BooleanField()
    template = "STRPOS({noted}, '{key}') > 0"

    def __init__(self, terms: Iterable[int]) -> None:
        super().__init__("term_keys")
        self.keys = [noted([int(term)]) for term in terms]

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, one: str = template
    ) -> tuple[str, list[Any]]:
        column, _ = compiler.compile(self.source_expressions[0])
        found = " OR ".join(one.format(noted=column, key=key) for key in self.keys)
        return f"({found or '1 = 0'})", []

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        return self.as_sql(compiler, connection, one="INSTR({noted}, '{key}') > 0")


class Filled(Func):
    """A text is not empty; as SQL without a parameter, quicker to compose and to send."""

    output_field = BooleanField()
    template = "(%(expressions)s <> '')"


def has_term(vocabulary: str, *codes: str) -> Linked:
    """A condition: the place has one of these terms, or any of the vocabulary.

    The terms are fetched first: what a row notes is their keys.
    """
    terms = Term.objects.filter(vocabulary=vocabulary)
    asked = terms.filter(code__in=codes) if codes else terms
    return Linked(list(asked.values_list("pk", flat=True)))


def asks_appointment() -> Q:
    """Hours that say, in words, that one calls before coming."""
    condition = Q()
    for word in APPOINTMENT_WORDS:
        condition |= Q(opening_hours__icontains=word)
    return condition


def takes_appointments() -> Q:
    """Places where a time can be booked: on line, or as their hours say."""
    return (
        Q(has_term("access_mode", "rdv-en-ligne")) | Q(Filled("booking_url")) | asks_appointment()
    )


def opens_its_door() -> Q:
    """Places that say one may simply come, and whose hours do not ask to call first."""
    return Q(has_term("access_mode", "se-presenter")) & ~asks_appointment()


def tells_its_access() -> Q:
    """Places that describe their building, or a welcome adapted to a disability."""
    return Q(Filled("accessibility_url")) | Q(has_term("accommodation", *DISABILITIES))
