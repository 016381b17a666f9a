"""Marks of the map: none touches another, none is lost."""

from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from places.clusters import PIXELS_APART, Mark, merge, pixel

points = st.lists(st.tuples(st.floats(-5, 9), st.floats(41, 51)), max_size=40)


@given(points, st.integers(0, 19))
def test_marks_stand_apart_and_their_counts_add_up(coordinates, zoom):
    kept = merge([Mark(x, y, members=[(f"{x}", f"{y}")]) for x, y in coordinates], zoom)
    assert sum(mark.count for mark in kept) == len(coordinates)
    assert sum(len(mark.members) for mark in kept) == len(coordinates)
    for one, other in combinations(kept, 2):
        a, b = (pixel(mark.longitude, mark.latitude, zoom) for mark in (one, other))
        assert hypot(a[0] - b[0], a[1] - b[1]) >= PIXELS_APART


def test_the_world_at_zoom_zero_is_one_tile():
    assert pixel(-180, 85.0511, 0) == (0, 0) or pixel(-180, 85.0511, 0)[1] < 0.01
    assert pixel(0, 0, 0) == (128, 128)
