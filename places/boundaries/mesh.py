"""Merge polygons that share their edges into larger ones, and thin their outlines together.

An outline that two neighbours share is one arc, thinned once: no gap opens between them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TypeVar

from places.territory_sources import Point, Polygon, Ring

Key = TypeVar("Key", bound=Hashable)
Edge = tuple[Point, Point]
Arc = tuple[Point, ...]
Thin = Callable[[Arc], Arc]


def merge(grounds: Mapping[Key, Iterable[Polygon]], thin: Thin) -> dict[Key, list[Ring]]:
    """The closed rings of each ground, its inner edges gone and its outline thinned.

    Outer rings turn counter-clockwise and holes clockwise, as GeoJSON wants them.
    """
    outlines = {key: _outline(polygons) for key, polygons in grounds.items()}
    every = {edge for edges in outlines.values() for edge in edges}
    nodes = _nodes(every)
    thinned: dict[Arc, Arc] = {}
    merged = {}
    for key, edges in outlines.items():
        rings = [ring for ring in _rings(edges) if not _is_nothing(ring, every)]
        arcs_of_rings = (_arcs(ring, nodes) for ring in rings)
        merged[key] = [_joined(arcs, thin, thinned) for arcs in arcs_of_rings]
    return merged


def _outline(polygons: Iterable[Polygon]) -> set[Edge]:
    """The directed edges that no other polygon of the same ground walks the other way."""
    edges: set[Edge] = set()
    for polygon in polygons:
        for position, ring in enumerate(polygon):
            is_outer = position == 0
            turned = ring if (signed_area(ring) > 0) == is_outer else ring[::-1]
            for start, end in pairwise(turned):
                if (end, start) in edges:
                    edges.remove((end, start))
                else:
                    edges.add((start, end))
    return edges


def signed_area(ring: Iterable[Point]) -> float:
    """A closed ring's area in square degrees, positive when it turns counter-clockwise."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) / 2


def _nodes(edges: Iterable[Edge]) -> set[Point]:
    """The points where outlines meet or part: more than two edges end there."""
    ends = Counter(point for edge in {tuple(sorted(edge)) for edge in edges} for point in edge)
    return {point for point, count in ends.items() if count > 2}  # noqa: PLR2004


def _rings(edges: set[Edge]) -> Iterator[Ring]:
    """Chain edges into closed rings."""
    following: dict[Point, list[Point]] = defaultdict(list)
    for start, end in sorted(edges):
        following[start].append(end)
    for first in sorted(following):
        while following[first]:
            ring = [first, following[first].pop()]
            while ring[-1] != first:
                ring.append(following[ring[-1]].pop())
            yield ring


def _is_nothing(ring: Ring, every: set[Edge]) -> bool:
    """A hole that no other ground fills is a commune missing from the source, not a lake."""
    is_hole = signed_area(ring) < 0
    return is_hole and not any((end, start) in every for start, end in pairwise(ring))


def _arcs(ring: Ring, nodes: set[Point]) -> list[Arc]:
    """Cut a ring at its nodes; without one, it is a single arc from its lowest point."""
    body = ring[:-1]
    cuts = [position for position, point in enumerate(body) if point in nodes]
    first = cuts[0] if cuts else body.index(min(body))
    turned = [*body[first:], *body[:first], body[first]]
    stops = [cut - first for cut in cuts] or [0]
    return [tuple(turned[a : b + 1]) for a, b in pairwise([*stops, len(body)])]


def _joined(arcs: list[Arc], thin: Thin, thinned: dict[Arc, Arc]) -> Ring:
    ring: Ring = []
    for arc in arcs:
        same_way = min(arc, arc[::-1])
        if same_way not in thinned:
            thinned[same_way] = thin(same_way)
        points = thinned[same_way]
        ring.extend((points if arc == same_way else points[::-1])[:-1])
    return [*ring, ring[0]]
