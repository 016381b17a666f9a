"""The nearest rows in circles that widen, without measuring every row of the country."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, overload

from django.db.models import prefetch_related_objects

from places.density import circle_of
from places.nearness import Box, box_around, kilometres_to

LAST_CIRCLE = 400.0  # kilometres
# The first box should hold this many times what is wanted, for its corners are no part of the
# circle; and this many when criteria will leave some places out.
BARE_PROVISION, FIRST_PROVISION = 2, 8
# And the next ones this many times, if the country around is alike.
PROVISION = 1.5
LEAST, MOST = 2.0, 8.0


@dataclass(frozen=True)
class NearestFirst(Sequence[Any]):
    """Places sorted by their `distance`, read by slices from the start, as a paginator does.

    `places` is a queryset without distances yet; latitude and longitude are degrees, `limit` is in
    kilometres, None for the whole earth; `related` names what to prefetch for the rows given,
    once, and not for those of circles that were too small.
    """

    places: Any
    latitude: float
    longitude: float
    limit: float | None = None
    related: tuple[Any, ...] = ()

    def __len__(self) -> int:
        return int(self.near(self.limit).count())

    @overload
    def __getitem__(self, wanted: int) -> Any: ...

    @overload
    def __getitem__(self, wanted: slice) -> list[Any]: ...

    def __getitem__(self, wanted: int | slice) -> Any:
        if isinstance(wanted, int):
            return self.first(wanted + 1)[wanted]
        rows = self.first(wanted.stop)[wanted.start or 0 :]
        prefetch_related_objects(rows, *self.related)
        return rows

    @property
    def has_criteria(self) -> bool:
        """Whether more is asked than to be published: a hint, it changes no result."""
        return len(self.places.query.where.children) > 1

    def near(self, km: float | None) -> Any:
        return self.places.near(self.latitude, self.longitude, km)

    def measured(self, box: Box) -> Any:
        distance = kilometres_to(self.latitude, self.longitude)
        inside = self.places.filter(box.condition()).annotate(distance=distance)
        return inside.order_by("distance", "pk")

    def first(self, count: int) -> list[Any]:
        """The `count` nearest, or all when there are fewer: the same as `near(limit)[:count]`."""
        last = LAST_CIRCLE if self.limit is None else min(self.limit, LAST_CIRCLE)
        provision = FIRST_PROVISION if self.has_criteria else BARE_PROVISION
        circle = circle_of(self.latitude, self.longitude, provision * count)
        while circle < last:
            # Nothing outside the box is nearer than its circle's rim: the database need not
            # measure twice, once to keep and once to sort.
            around = self.measured(box_around(self.latitude, self.longitude, circle))[:count]
            found = [place for place in around if place.distance <= circle]
            if len(found) == count:
                return found
            circle *= growth(len(found), count)
        return list(self.near(self.limit)[:count])


def growth(found: int, wanted: int) -> float:
    """How many times wider the next circle is, after one that held `found` rows of `wanted`."""
    expected = sqrt(PROVISION * wanted / max(found, 0.5))
    return max(LEAST, min(MOST, expected))
