"""Nothing that third parties are told, alone or combined, isolates one to four people."""

from itertools import product

import pytest

from mediation.statistics import disclosure
from mediation.statistics.disclosure import YEAR, Breakdown, Cell, K, release
from mediation.statistics.figures import grids
from mediation.statistics.figures import released_activities as released_activities_module
from mediation.statistics.figures.grids import Scope
from mediation.statistics.figures.released_activities import ACTIVITIES, released_activities
from tests.statistics import counting
from tests.statistics.attack import Universe, subsets

pytestmark = pytest.mark.django_db

QUARTERS = (1, 2, 3, 4)
KINDS = ("individual", "workshop")


def published_groups(universe, topics):
    """Every count that is published, as a group of atoms; the categories absent count zero."""
    released = released_activities(Scope("23", 2025, QUARTERS))
    tables = {
        "totals": ([""], lambda atom, code: True),
        "kinds": (KINDS, lambda atom, code: atom[2] == code),
        "topics": (topics, lambda atom, code: code in atom[3]),
    }
    for name, (codes, matches) in tables.items():
        levels = getattr(released, name)
        for period, is_by_part in product((*QUARTERS, YEAR), (False, True)):
            answer = (levels.parts if is_by_part else levels.departement).answer(period)
            if isinstance(answer, disclosure.Withheld):
                continue
            counts = {cell.key: cell.measures[ACTIVITIES] for cell in answer.shown()}
            for part, code in product(counting.PARTS if is_by_part else [None], codes):
                group = universe.group(
                    lambda atom, part=part, period=period, code=code, matches=matches: (
                        part in {None, atom[0]}
                        and period in {YEAR, atom[1]}
                        and matches(atom, code)
                    )
                )
                yield group, counts.get((part, code) if part else (code,), 0)


def isolated(reports):
    """The groups that can be computed and hold one to four people."""
    topics = sorted({topic for report in reports for topic in report.topics})
    sets = [chosen for chosen in subsets(topics) if len(chosen) <= 2]
    universe = Universe(counting.PARTS, QUARTERS, KINDS, sets)
    persons = {}
    for report in reports:
        quarter = (report.day.month - 1) // 3 + 1
        atom = (report.part, quarter, report.kind, frozenset(report.topics))
        persons.setdefault(universe.atoms.index(atom), set()).update(report.persons)
    crowded = sum(1 << index for index, people in persons.items() if len(people) >= K)

    def is_small(group):
        if group & crowded:
            return False
        inside = (people for index, people in persons.items() if group >> index & 1)
        return 0 < len(set().union(*inside)) < K

    suspects = filter(is_small, universe.boxes())
    return list(universe.known(list(published_groups(universe, topics)), suspects))


def reports_of(seed):
    reports = counting.at_random(seed, 40 + 30 * (seed % 4))
    counting.make(reports)
    return reports


@pytest.mark.parametrize("seed", range(12))
def test_no_combination_of_answers_isolates_a_few_people(seed):
    assert isolated(reports_of(seed)) == []


def _without_wider_tables(monkeypatch):
    whole = grids.release
    monkeypatch.setattr(
        grids, "release", lambda *tables, wider, crossed: whole(*tables, crossed=crossed)
    )


def _without_small_cells(monkeypatch):
    monkeypatch.setattr(disclosure, "is_safe", lambda cell, k: True)


def _without_subtraction(monkeypatch):
    monkeypatch.setattr(disclosure, "residual", lambda *tables: disclosure.Breakdown(()))


def _without_complements(monkeypatch):
    monkeypatch.setattr(grids.Grid, "complements", lambda *args: [])


def _without_several_topics(monkeypatch):
    tables = released_activities_module._topic_tables
    monkeypatch.setattr(
        released_activities_module,
        "_topic_tables",
        lambda scope, topics, numbers, totals: tables(scope, topics, grids.Grid(3), totals),
    )


@pytest.mark.parametrize(
    ("fault", "seed"),
    [
        (_without_small_cells, 0),
        (_without_subtraction, 2),
        (_without_wider_tables, 20),
        (_without_complements, 7),
        (_without_several_topics, 1),
    ],
)
def test_the_attack_finds_people_as_soon_as_one_rule_is_missing(monkeypatch, fault, seed):
    reports = reports_of(seed)
    assert isolated(reports) == []
    fault(monkeypatch)
    assert isolated(reports) != []


def test_the_attack_finds_people_in_a_cycle_of_tables():
    """Without the rule of crossings, three honest tables give the fourth away."""
    cells = {
        # part, quarter, kind: persons (one activity each).
        ("A", 1, "i"): 3,
        ("A", 1, "c"): 10,
        ("B", 1, "i"): 10,
        ("B", 1, "c"): 10,
        ("A", 3, "i"): 3,
        ("A", 3, "w"): 10,
        ("B", 3, "i"): 10,
        ("B", 3, "w"): 10,
    }
    universe = Universe("AB", (1, 3), "iwc")

    def table(keep, periods):
        counts = {}
        for (part, quarter, kind), number in cells.items():
            if quarter in periods:
                key = keep(part, kind)
                counts[key] = counts.get(key, 0) + number
        return Breakdown(tuple(Cell(key, (n,), n) for key, n in counts.items()))

    def tables(keep):
        return {number: table(keep, {number}) for number in (1, 3)}, table(keep, {1, 3})

    totals = release(*tables(lambda part, kind: (part,)))
    kinds = release(*tables(lambda part, kind: (kind,)))
    both = tables(lambda part, kind: (part, kind))
    careless = release(*both, wider=[kinds, totals])
    careful = release(*both, wider=[kinds, totals], crossed=kinds)
    assert careful.answer(YEAR) == disclosure.Withheld(disclosure.Reason.CROSSING)

    def groups(release_, position):
        for period in (1, 3, YEAR):
            if not release_.publishes(period):
                continue
            counts = {cell.key: cell.measures[0] for cell in release_.answer(period).shown()}
            for key in product(*position.values()):
                held = dict(zip(position, key, strict=True))
                group = universe.group(
                    lambda atom, held=held, period=period: (
                        period in {YEAR, atom[1]}
                        and all(atom[place] == value for place, value in held.items())
                    )
                )
                yield group, counts.get(key, 0)

    known = [*groups(totals, {0: "AB"}), *groups(kinds, {2: "iwc"})]
    suspect = universe.group(lambda atom: atom == ("A", 1, "i"))
    by_both = {0: "AB", 2: "iwc"}
    assert list(universe.known([*known, *groups(careless, by_both)], [suspect])) == [suspect]
    assert list(universe.known([*known, *groups(careful, by_both)], [suspect])) == []
