"""The nearest rows in circles that widen, without measuring every row of the country."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Any, overload

from django.core.exceptions import EmptyResultSet
from django.db.models import prefetch_related_objects

from places.density import DENSITY, SAFETY, SHARES
from places.nearness import box_around, kilometres_to
from places.reading import MANY, Reading

LAST_CIRCLE = 400.0  # kilometres
WHOLE_EARTH = 20_100.0
# Hours are text, read one by one: a question about them looks at no more rows than this.
MOST_HOURS_READ = 20_000
# After a circle that was too small, the next should hold this many times what is wanted.
PROVISION = 1.5
LEAST, MOST = 1.3, 8.0
# Each row whose hours are read costs more than one that an index holds: fewer are provided.
HOURS_SAFETY = 1.5


@dataclass(frozen=True)
class NearestFirst(Sequence[Any]):
    """Places sorted by their `distance`, read by slices from the start, as a paginator does.

    `places` is a queryset of conditions, of which no column is asked beside its own; latitude and
    longitude are degrees, `limit` is in kilometres, None for the whole earth; `related` names what
    to prefetch for the rows given, once, and not for those of circles that were too small.
    `moments` (`places.models.opening_moments`) are when the places must be open.
    """

    places: Any
    latitude: float
    longitude: float
    limit: float | None = None
    related: tuple[Any, ...] = ()
    moments: tuple[Any, ...] = ()

    def __len__(self) -> int:
        return len(self.open_ones) if self.moments else int(self.near(self.limit).count())

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
        try:
            return self._first_open(count) if self.moments else self._first(count)
        except EmptyResultSet:
            return []

    def _first(self, count: int) -> list[Any]:
        reading = self.reading
        rows = self._widening(reading.where, count, lambda km: self._within(km, reading, count))
        if rows is None:
            return list(self.near(self.limit)[:count])
        return _measured(reading.objects(rows), rows)

    def _first_open(self, count: int) -> list[Any]:
        found = None
        if "open_ones" not in vars(self):
            criteria = (self.candidates.where, *map(type, self.moments))
            found = self._widening(criteria, count, self._open_within, HOURS_SAFETY)
        rows = (self.open_ones if found is None else found)[:count]
        places = self.reading.of(row[0] for row in rows)
        # One may have been deleted since its hours were read.
        rows = [row for row in rows if row[0] in places]
        return _measured([places[row[0]] for row in rows], rows)

    def _widening(
        self,
        criteria: Hashable,
        count: int,
        within: Callable[[float], list[Any]],
        safety: float = SAFETY,
    ) -> list[Any] | None:
        """At least `count` rows, from circles wider and wider; None when the last has too few."""
        last = LAST_CIRCLE if self.limit is None else min(self.limit, LAST_CIRCLE)
        provision = SHARES.provision(criteria, safety)
        first = circle = DENSITY.circle_of(self.latitude, self.longitude, provision * count)
        while circle < last:
            rows = within(circle)
            if len(rows) >= count:
                SHARES.learn(criteria, provision * (rows[count - 1][-1] / first) ** 2)
                return rows
            circle *= growth(len(rows), count)
        return None

    def _within(
        self, circle: float, reading: Reading, count: int, **how: str
    ) -> list[tuple[Any, ...]]:
        # Nothing outside the box is nearer than its circle's rim: the database need not measure
        # twice, once to keep and once to sort.
        inside = box_around(self.latitude, self.longitude, circle).condition()
        measure = kilometres_to(self.latitude, self.longitude)
        rows = reading.sorted_by(measure, inside, count, **how)
        return [row for row in rows if row[-1] <= circle]

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.places)

    @cached_property
    def candidates(self) -> Reading:
        """Those that may be open: key, commune and hours, in the order of the columns."""
        conditions = (each for moment in self.moments for each in moment.conditions)
        return self.reading.narrowed(conditions, "commune", "opening_hours")

    @cached_property
    def open_ones(self) -> list[tuple[Any, ...]]:
        """Key and measure of all those that are open, the nearest first."""
        try:
            return self._open_within(WHOLE_EARTH if self.limit is None else self.limit)
        except EmptyResultSet:
            return []

    def _open_within(self, circle: float) -> list[tuple[Any, ...]]:
        rows = self._within(circle, self.candidates, MOST_HOURS_READ, statement=MANY)
        return [(row[0], row[-1]) for row in kept_by(self.moments, rows)]


def _measured(places: list[Any], rows: list[tuple[Any, ...]]) -> list[Any]:
    for place, row in zip(places, rows, strict=True):
        place.distance = row[-1]
    return places


def kept_by(moments: Sequence[Any], rows: Sequence[Any]) -> Sequence[Any]:
    """The rows (key, commune, hours…) that all these moments keep, in their order."""
    for moment in moments:
        rows = moment.kept(rows)
    return rows


def growth(found: int, wanted: int) -> float:
    """How many times wider the next circle is, after one that held `found` rows of `wanted`."""
    expected = sqrt(PROVISION * wanted / max(found, 0.5))
    return max(LEAST, min(MOST, expected))
