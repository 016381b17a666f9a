"""Bring places that have only their commune's point to their own address, in the background."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic, sleep

from django.conf import settings
from django.db import transaction
from django_tasks import task

from places.geocoding import FAR_KM, distance_km, refine
from places.models import Place, SourceRecord
from places.models.places import FROM_ADDRESS, FROM_COMMUNE, POINT, PlaceQuerySet
from places.sheets import recompose

BATCH = 100


@dataclass
class Refined:
    """What became of the places that were asked about."""

    found: int = 0
    unknown: int = 0
    far: int = 0

    def __str__(self) -> str:
        return f"affinés {self.found} · introuvables {self.unknown} · trop loin {self.far}"

    def __iadd__(self, other: "Refined") -> "Refined":
        self.found += other.found
        self.unknown += other.unknown
        self.far += other.far
        return self


class Pace:
    """Never more than so many requests a second, whoever waits."""

    def __init__(self, a_second: int, wait: Callable[[float], None] = sleep) -> None:
        self.gap = 1 / max(1, a_second)
        self.wait = wait
        self.next_at = 0.0

    def keep(self) -> None:
        """Wait until the next request may leave."""
        now = monotonic()
        if now < self.next_at:
            self.wait(self.next_at - now)
        self.next_at = max(now, self.next_at) + self.gap


def to_refine(after: int = 0) -> PlaceQuerySet:
    """Public places with an address whose point is their commune's, in the order of their keys."""
    return (
        Place.objects.published()
        .filter(pk__gt=after, commune__isnull=False, **{f"raw__{POINT}": FROM_COMMUNE})
        .exclude(address="")
        .select_related("commune")
        .order_by("pk")
    )


def ask(*, unless: bool = False) -> None:
    """Ask a worker to refine what waits, when an address base is configured."""
    if settings.BAN_HOST and not unless:
        refine_points.enqueue(0)


@task
def refine_points(after: int) -> int:
    """Refine a batch, then ask for the next one; how many were found."""
    places = list(to_refine(after)[:BATCH])
    if not (places and settings.BAN_HOST):
        return 0
    done = refine_places(places, Pace(settings.BAN_REQUESTS_A_SECOND))
    if len(places) == BATCH:
        refine_points.enqueue(places[-1].pk)
    return done.found


def refine_places(places: Sequence[Place], pace: Pace) -> Refined:
    """Ask the address base about each place; no transaction is open while it answers."""
    done = Refined()
    for place in places:
        pace.keep()
        point = refine(place.address, place.postal_code, place.commune_name)
        if point is None:
            done.unknown += 1
        elif is_far(place, point):
            done.far += 1
        else:
            move(place, point)
            done.found += 1
    return done


def is_far(place: Place, point: tuple[float, float]) -> bool:
    commune = place.commune
    return commune is None or distance_km(*point, commune.latitude, commune.longitude) > FAR_KM


def move(place: Place, point: tuple[float, float]) -> None:
    """Give a place the point of its address, in what its sources say; a file's own point wins."""
    latitude, longitude = point
    said = {"latitude": latitude, "longitude": longitude, POINT: FROM_ADDRESS}
    with transaction.atomic():
        records = SourceRecord.objects.select_for_update().filter(
            place=place, **{f"fields__{POINT}": FROM_COMMUNE}
        )
        for record in records:
            record.fields |= said
            record.save(update_fields=["fields"])
        if not recompose([place.pk]):
            place.latitude, place.longitude = point
            place.raw = {**place.raw, POINT: FROM_ADDRESS}
            place.save(update_fields=["latitude", "longitude", "raw", "changed_at"])
