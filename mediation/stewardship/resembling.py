"""Which sheets a place about to be proposed may already have."""

from django.db.models import Q

from mediation.stewardship.models import NewPlace
from places.doubles.finding import prints_of
from places.doubles.scoring import WORTH_A_LOOK, print_of, score
from places.models import Organisation, Place
from places.models.places import PlaceQuerySet
from places.nearness import box_around

MOST = 5
# What is typed is compared with every place of its postal code, its commune or its surroundings.
NEAR_KM = 1


def resembling(place: Place, organisation: Organisation) -> list[Place]:
    """The likeliest first, among what the public sees and what the organisation proposed already.

    Args:
        place: as a form made it, not stored.
        organisation: whose own proposals count too.
    """
    mine = print_of(
        name=place.name,
        commune=str(place.commune or place.commune_name),
        postal_code=place.postal_code,
        address=place.address,
        point=(place.latitude, place.longitude) if place.has_own_point else None,
        pivot=place.pivot,
        phone=place.phone,
        emails=place.emails,
        websites=place.websites,
    )
    found = {
        other.pk: score(mine, other).value for other in prints_of(_around(place, organisation))
    }
    alike = sorted((key for key in found if found[key] >= WORTH_A_LOOK), key=found.__getitem__)
    places = Place.objects.in_bulk(alike[-MOST:])
    return [places[key] for key in reversed(alike[-MOST:])]


def _around(place: Place, organisation: Organisation) -> PlaceQuerySet:
    where = Q(postal_code=place.postal_code) | Q(commune=place.commune)
    if place.has_own_point:
        where |= box_around(place.latitude, place.longitude, NEAR_KM).condition()
    own = NewPlace.objects.open().filter(organisation=organisation)
    seen = Place.objects.published().values("pk")
    return Place.objects.standing().filter(where, Q(pk__in=seen) | Q(pk__in=own.values("place")))
