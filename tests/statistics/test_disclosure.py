"""Whatever the cells, what is published counts nobody, or at least K people."""

from hypothesis import given
from hypothesis import strategies as st

from mediation.statistics.disclosure import (
    YEAR,
    Breakdown,
    Cell,
    K,
    Reason,
    Release,
    Withheld,
    protect,
    release,
    residual,
)

KEYS = [("a",), ("b",), ("c",)]
counts = st.integers(min_value=0, max_value=12)
tables = st.tuples(counts, counts, counts)
years = st.dictionaries(st.sampled_from([1, 2, 3, 4]), tables, min_size=1, max_size=4)


def breakdown(numbers):
    return Breakdown(tuple(Cell(key, (n,), n) for key, n in zip(KEYS, numbers, strict=True)))


def summed(quarters):
    return breakdown(map(sum, zip(*quarters.values(), strict=True)))


@given(tables, st.integers(min_value=1, max_value=11))
def test_a_published_table_has_only_safe_cells(numbers, k):
    answer = protect(breakdown(numbers), k)
    is_safe = all(n == 0 or n >= k for n in numbers)
    assert answer == (breakdown(numbers) if is_safe else Withheld(Reason.SMALL_CELL))


@given(years)
def test_no_published_period_has_a_small_cell(quarters):
    released = release({q: breakdown(n) for q, n in quarters.items()}, summed(quarters))
    for answer in released.answers.values():
        if isinstance(answer, Breakdown):
            assert all(cell.persons == 0 or cell.persons >= K for cell in answer.cells)


@given(years)
def test_subtracting_the_published_quarters_never_leaves_a_few_people(quarters):
    released = release({q: breakdown(n) for q, n in quarters.items()}, summed(quarters))
    if not released.publishes(YEAR):
        return
    for place in range(len(KEYS)):
        rest = sum(n[place] for q, n in quarters.items() if not released.publishes(q))
        assert rest == 0 or rest >= K


@given(years)
def test_one_hidden_quarter_hides_the_year(quarters):
    released = release({q: breakdown(n) for q, n in quarters.items()}, summed(quarters))
    if len(quarters) - len(released.published_quarters()) == 1:
        assert not released.publishes(YEAR)


def test_an_implied_cell_is_judged_but_not_shown():
    shown, implied = Cell(("yes",), (9,), 9), Cell(("no",), (2,), 2, is_implied=True)
    assert protect(Breakdown((shown, implied))) == Withheld(Reason.SMALL_CELL)
    assert Breakdown((shown, implied)).shown() == (shown,)


def test_a_report_without_anybody_is_no_secret():
    meeting = Breakdown((Cell(("coordination",), (3,), 0),))
    assert protect(meeting) == meeting


def test_a_detail_is_withheld_where_the_whole_is():
    wider = Release({1: Withheld(Reason.SMALL_CELL), 2: breakdown((9, 9, 9))})
    both = {1: breakdown((6, 6, 6)), 2: breakdown((6, 6, 6))}
    released = release(both, None, wider=[wider])
    assert released.answer(1) == Withheld(Reason.WIDER_WITHHELD)
    assert released.publishes(2)


def test_an_open_year_is_withheld():
    released = release({1: breakdown((6, 6, 6))}, None)
    assert released.answer(YEAR) == Withheld(Reason.OPEN)


def test_the_residual_counts_persons_at_least_as_low_as_they_are():
    # Three people in each hidden quarter, perhaps the same three.
    quarters = {1: breakdown((3, 0, 0)), 2: breakdown((3, 0, 0)), 3: breakdown((9, 9, 9))}
    year = Breakdown((Cell(("a",), (15,), 11), Cell(("b",), (9,), 9), Cell(("c",), (9,), 9)))
    rest = residual(year, quarters, {1, 2})
    assert [cell.persons for cell in rest.cells] == [3, 0, 0]
