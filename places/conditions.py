"""Conditions on places that no column holds alone, for the filters."""

from django.db.models import Exists, OuterRef, Q

from places.models import Place, Term

# What sources write in their hours when one must call first.
APPOINTMENT_WORDS = ("rendez-vous", "rdv", "appointment")
DISABILITIES = ("surdite", "handicaps-moteurs", "handicaps-mentaux", "deficience-visuelle")


def has_term(vocabulary: str, *codes: str) -> Exists:
    """A condition: the place has one of these terms, or any of the vocabulary.

    The terms are fetched first: PostgreSQL plans well for keys it is given, badly for a join.
    """
    terms = Term.objects.filter(vocabulary=vocabulary)
    keys = list((terms.filter(code__in=codes) if codes else terms).values_list("pk", flat=True))
    return Exists(Place.terms.through.objects.filter(place=OuterRef("pk"), term__in=keys))


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
