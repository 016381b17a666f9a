"""The nearest rows in circles that widen, without measuring every row of the country."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, overload

from django.core.exceptions import EmptyResultSet
from django.db.models import prefetch_related_objects

from places.density import DENSITY, SHARES
from places.nearness import box_around, kilometres_to
from places.reading import Reading

LAST_CIRCLE = 400.0  # kilometres
# After a circle that was too small, the next should hold this many times what is wanted.
PROVISION = 1.5
LEAST, MOST = 1.3, 8.0


@dataclass(frozen=True)
class NearestFirst(Sequence[Any]):
    """Places sorted by their `distance`, read by slices from the start, as a paginator does.

    `places` is a queryset of conditions, of which no column is asked beside its own; latitude and
    longitude are degrees, `limit` is in kilometres, None for the whole earth; `related` names what
    to prefetch for the rows given, once, and not for those of circles that were too small.
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

    def near(self, km: float | None) -> Any:
        return self.places.near(self.latitude, self.longitude, km)

    def first(self, count: int) -> list[Any]:
        """The `count` nearest, or all when there are fewer: the same as `near(limit)[:count]`."""
        if not count:
            return []
        last = LAST_CIRCLE if self.limit is None else min(self.limit, LAST_CIRCLE)
        try:
            reading = Reading(self.places)
        except EmptyResultSet:
            return []
        provision = SHARES.provision(reading.where)
        first = circle = DENSITY.circle_of(self.latitude, self.longitude, provision * count)
        while circle < last:
            rows = self._within(circle, reading, count)
            if len(rows) == count:
                SHARES.learn(reading.where, provision * (rows[-1][-1] / first) ** 2)
                return _measured(reading.objects(rows), rows)
            circle *= growth(len(rows), count)
        return list(self.near(self.limit)[:count])

    def _within(self, circle: float, reading: Reading, count: int) -> list[tuple[Any, ...]]:
        # Nothing outside the box is nearer than its circle's rim: the database need not measure
        # twice, once to keep and once to sort.
        inside = box_around(self.latitude, self.longitude, circle).condition()
        measure = kilometres_to(self.latitude, self.longitude)
        return [row for row in reading.sorted_by(measure, inside, count) if row[-1] <= circle]


def _measured(places: list[Any], rows: list[tuple[Any, ...]]) -> list[Any]:
    for place, row in zip(places, rows, strict=True):
        place.distance = row[-1]
    return places


def growth(found: int, wanted: int) -> float:
    """How many times wider the next circle is, after one that held `found` rows of `wanted`."""
    expected = sqrt(PROVISION * wanted / max(found, 0.5))
    return max(LEAST, min(MOST, expected))
