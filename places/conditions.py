"""Conditions on places that no column holds alone, for the filters."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, Q
from django.db.models.sql.compiler import SQLCompiler

from places.models import Place, Term

# What sources write in their hours when one must call first.
APPOINTMENT_WORDS = ("rendez-vous", "rdv", "appointment")
DISABILITIES = ("surdite", "handicaps-moteurs", "handicaps-mentaux", "deficience-visuelle")


class Linked(Func):
    """The place has one of the terms whose keys are given.

    One expression with its own SQL: composed by Django, a subquery costs more than it runs.
    """

    output_field = BooleanField()
    template = (
        "EXISTS(SELECT 1 FROM {links} linked"
        " WHERE linked.place_id = {place} AND linked.term_id IN ({terms}){end})"
    )

    def __init__(self, terms: Iterable[int]) -> None:
        super().__init__("pk")
        # No term has the key 0.
        self.terms = ", ".join(f"{int(term)}" for term in terms) or "0"

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, end: str = ""
    ) -> tuple[str, list[Any]]:
        place, _ = compiler.compile(self.source_expressions[0])
        links = connection.ops.quote_name(Place.terms.through._meta.db_table)
        return self.template.format(links=links, place=place, terms=self.terms, end=end), []

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        # Else it joins all the links of the country to a few places.
        return self.as_sql(compiler, connection, end=" OFFSET 0")


def has_term(vocabulary: str, *codes: str) -> Linked:
    """A condition: the place has one of these terms, or any of the vocabulary.

    The terms are fetched first: PostgreSQL plans well for keys it is given, badly for a join.
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
    return Q(has_term("access_mode", "rdv-en-ligne")) | ~Q(booking_url="") | asks_appointment()


def opens_its_door() -> Q:
    """Places that say one may simply come, and whose hours do not ask to call first."""
    return Q(has_term("access_mode", "se-presenter")) & ~asks_appointment()


def tells_its_access() -> Q:
    """Places that describe their building, or a welcome adapted to a disability."""
    return ~Q(accessibility_url="") | Q(has_term("accommodation", *DISABILITIES))
