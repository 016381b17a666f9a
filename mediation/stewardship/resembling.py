"""Which sheets a proposed place may already have, told to who proposes and to who publishes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from mediation.stewardship.models import NewPlace
from places.doubles.finding import prints_of
from places.doubles.scoring import WORTH_A_LOOK, Print, print_of, score
from places.models import Organisation, Place
from places.models.places import PlaceQuerySet
from places.nearness import box_around

MOST = 5
# What is proposed is compared with every place of its postal code, its commune or its surroundings.
NEAR_KM = 1


@dataclass(frozen=True, slots=True)
class Resembling:
    """A sheet that may be the same place, and why: names, street, distance, phone…"""

    place: Place
    reasons: tuple[str, ...]


def seen_or_proposed_by(organisation: Organisation) -> PlaceQuerySet:
    """What the public sees, and what the organisation proposed already."""
    own = NewPlace.objects.open().filter(organisation=organisation).values("place")
    return Place.objects.standing().filter(
        Q(pk__in=Place.objects.published().values("pk")) | Q(pk__in=own)
    )


def resembling(places: Sequence[Place], among: PlaceQuerySet) -> list[list[Resembling]]:
    """The likeliest sheets of each place, in the order of the places.

    Args:
        places: as a form made them, stored or not.
        among: the sheets they are compared with; each is read once, for all the places.
    """
    around = Q()
    for place in places:
        around |= _around(place)
    others = prints_of(among.filter(around)) if places else []
    found = [_likeliest(place, others) for place in places]
    sheets = Place.objects.select_related("commune").in_bulk({key for row in found for key in row})
    return [[Resembling(sheets[key], reasons) for key, reasons in row.items()] for row in found]


def _likeliest(place: Place, others: list[Print]) -> dict[int, tuple[str, ...]]:
    """The keys of the sheets worth a look, the likeliest first, each with its reasons."""
    mine = _print(place)
    scores = {other.pk: score(mine, other) for other in others if other.pk != place.pk}
    alike = [key for key, result in scores.items() if result.value >= WORTH_A_LOOK]
    alike.sort(key=lambda key: (-scores[key].value, key))
    return {key: scores[key].reasons for key in alike[:MOST]}


def _print(place: Place) -> Print:
    return print_of(
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


def _around(place: Place) -> Q:
    where = Q(postal_code=place.postal_code) | Q(commune=place.commune)
    if place.has_own_point:
        where |= box_around(place.latitude, place.longitude, NEAR_KM).condition()
    return where
