"""Find where to send someone: near, offering what is needed, and with room."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from places.conditions import Linked
from places.models import Commune, Place, Term
from places.models.places import PlaceQuerySet

SHOWN = 6
ALTERNATIVES = 3
# Looked at before the full ones are put last.
LOOKED_AT = 12


def accepting() -> PlaceQuerySet:
    """The places that take referrals: open, willing, and run by somebody who can answer."""
    return Place.objects.filter(
        status=Place.Status.PUBLISHED, accepts_referrals=True, organisation__isnull=False
    )


def offering(places: PlaceQuerySet, services: Iterable[Term]) -> PlaceQuerySet:
    """Those that offer all of these services; a need that is no service asks nothing."""
    for service in services:
        if service.vocabulary == Term.Vocabulary.SERVICE:
            places = places.filter(Linked([service.pk]))
    return places


def nearest_places(
    commune: Commune, services: Iterable[Term], count: int = SHOWN, without: Place | None = None
) -> list[Place]:
    """At most `count` places, nearest to the commune first, those that are full at the end.

    Each has its `distance` in kilometres; a place that is not on the map is not proposed.
    """
    places = offering(accepting(), services)
    if without is not None:
        places = places.exclude(pk=without.pk)
    found = places.nearest(commune.latitude, commune.longitude, max(count, LOOKED_AT))
    prefetch_related_objects(found, "commune")
    return sorted(found, key=is_full)[:count]


def is_full(place: Place) -> bool:
    return place.availability == Place.Availability.FULL
