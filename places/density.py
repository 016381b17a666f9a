"""How wide a circle should be to hold some places, from a coarse count and from former searches.

Both are kept by each process, and grow old: they are hints, and whoever asks for one checks what
the circle holds. No answer depends on them, only the time it takes.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from math import cos, pi, radians, sqrt
from time import monotonic

from django.db import connection

from places.nearness import EARTH_RADIUS_KM
from places.statuses import LITERALS

# Cells of a twentieth of a degree: a few kilometres.
CELLS_A_DEGREE = 20
CELL_KM = 2 * pi * EARTH_RADIUS_KM / 360 / CELLS_A_DEGREE
# How many rings of cells are looked at around a point's own, before the country is said empty.
MOST_RINGS = 40
WIDEST_KM = MOST_RINGS * CELL_KM
SECONDS_KEPT = 600
# Before anything is known of some criteria, a box holds this many places for one that meets them;
# and it should hold this many times the average, for towns are not the country around them.
UNKNOWN, SAFETY = 4.0, 2.0
NEW = (UNKNOWN, 0.5)
# The first searches teach most; later ones this much, for places come and go.
LEAST_WEIGHT = 0.1
MOST_CRITERIA = 1_000
# Near a pole a degree of longitude is nothing: no division by zero.
NARROWEST = 0.01
CELL = "CAST(ROUND({column} * {cells}) AS INTEGER)"
LINE = CELL.format(column="latitude", cells=CELLS_A_DEGREE)
COLUMN = CELL.format(column="longitude", cells=CELLS_A_DEGREE)
COUNT = "SELECT {line}, {column}, COUNT(*) FROM places_place WHERE {kept} GROUP BY 1, 2"
KEPT = f"status IN ({LITERALS}) AND latitude IS NOT NULL"


@dataclass
class Density:
    """How many published places each cell of the earth holds; made again once it is old."""

    cells: dict[tuple[int, int], int] = field(default_factory=dict)
    until: float = 0.0  # monotonic seconds

    def circle_of(self, latitude: float, longitude: float, wanted: float) -> float:
        """Kilometres of a circle whose box holds about `wanted` places, if the ground is alike.

        Latitude and longitude are degrees.
        """
        if self.until < monotonic():
            self.count()
        line, column = round(latitude * CELLS_A_DEGREE), round(longitude * CELLS_A_DEGREE)
        flattening = max(cos(radians(latitude)), NARROWEST)
        found = 0
        for ring in range(MOST_RINGS):
            found += self._on_ring(line, column, ring)
            if found >= wanted:
                side = (2 * ring + 1) * CELL_KM
                return side / 2 * sqrt(flattening * wanted / found)
        return WIDEST_KM

    def count(self) -> None:
        """Ask the database, in one statement that reads an index and nothing else."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT.format(line=LINE, column=COLUMN, kept=KEPT))
            self.cells = {(line, column): count for line, column, count in cursor.fetchall()}
        self.until = monotonic() + SECONDS_KEPT

    def _on_ring(self, line: int, column: int, ring: int) -> int:
        known = self.cells.get
        if not ring:
            return known((line, column), 0)
        top, bottom, left, right = line + ring, line - ring, column - ring, column + ring
        found = 0
        for j in range(left, right + 1):
            found += known((top, j), 0) + known((bottom, j), 0)
        for i in range(bottom + 1, top):
            found += known((i, left), 0) + known((i, right), 0)
        return found


class Shares:
    """How many places were looked at for one that met some criteria, on an average of searches."""

    def __init__(self) -> None:
        # Criteria → the average, and the weight of the next search in it.
        self.known: dict[Hashable, tuple[float, float]] = {}

    def provision(self, criteria: Hashable, safety: float = SAFETY) -> float:
        """How many times what is wanted a box should hold for its circle to be enough."""
        return self.known.get(criteria, NEW)[0] * safety

    def learn(self, criteria: Hashable, looked_at: float) -> None:
        """Note that `looked_at` places were needed for one, that time."""
        if len(self.known) >= MOST_CRITERIA:
            self.known.clear()
        before, weight = self.known.get(criteria, NEW)
        average = before + (looked_at - before) * weight
        self.known[criteria] = average, max(weight / (1 + weight), LEAST_WEIGHT)


DENSITY, SHARES = Density(), Shares()
