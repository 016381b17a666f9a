"""An attacker with every answer in hand: which groups of people can be computed from them?

Atoms are the finest categories anybody could think of: part × quarter × kind × set of topics. Each
published count is a sum of atoms. A published zero empties its atoms. A group is known when its
indicator is a linear combination of the published sums: checked with random projections of the
orthogonal complement, modulo a large prime.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from itertools import combinations, product

PRIME = (1 << 61) - 1

Atom = tuple[object, ...]
# A group of atoms, as the bits of a number.
Group = int


class Universe:
    """The atoms an attacker thinks of, and the groups they make."""

    def __init__(self, *dimensions: Iterable[object]) -> None:
        self.dimensions = [list(values) for values in dimensions]
        self.atoms: list[Atom] = list(product(*self.dimensions))

    def group(self, holds: Callable[[Atom], bool]) -> Group:
        return sum(1 << index for index, atom in enumerate(self.atoms) if holds(atom))

    def boxes(self) -> Iterator[Group]:
        """Every group that says, of each dimension, which of its values it takes."""
        choices = []
        for place, values in enumerate(self.dimensions):
            single = {
                value: self.group(lambda atom, p=place, v=value: atom[p] == v) for value in values
            }
            choices.append([sum(single[value] for value in taken) for taken in subsets(values)])
        for chosen in product(*choices):
            yield reduce(int.__and__, chosen)

    def known(
        self, published: list[tuple[Group, int]], suspects: Iterable[Group]
    ) -> Iterator[Group]:
        """The suspects whose count follows from the published ones."""
        empty = reduce(int.__or__, (group for group, count in published if not count), 0)
        support = [index for index in range(len(self.atoms)) if not empty >> index & 1]
        rows = [[group >> index & 1 for index in support] for group, count in published if count]
        marks = _projections(rows, len(support))
        for suspect in suspects:
            picked = [place for place, index in enumerate(support) if suspect >> index & 1]
            if picked and all(sum(mark[p] for p in picked) % PRIME == 0 for mark in marks):
                yield suspect


def subsets(values: Iterable[object]) -> list[frozenset[object]]:
    """Every subset of a few values, but the empty one."""
    values = list(values)
    sizes = range(1, len(values) + 1)
    return [frozenset(chosen) for size in sizes for chosen in combinations(values, size)]


def _projections(rows: list[list[int]], width: int, number: int = 2) -> list[list[int]]:
    """Random vectors orthogonal to every row."""
    basis = _reduced(rows, width)
    dice = random.Random(7)
    found = []
    for _ in range(number):
        vector = [0 if column in basis else dice.randrange(1, PRIME) for column in range(width)]
        for pivot, row in basis.items():
            vector[pivot] = -sum(a * b for a, b in zip(row, vector, strict=True) if a) % PRIME
        found.append(vector)
    return found


def _reduced(rows: list[list[int]], width: int) -> dict[int, list[int]]:
    """The reduced row echelon form, by pivot column."""
    basis: dict[int, list[int]] = {}
    for values in rows:
        row = values
        for pivot, other in basis.items():
            row = _minus(row, other, row[pivot])
        pivot = next((column for column in range(width) if row[column]), None)
        if pivot is None:
            continue
        inverse = pow(row[pivot], -1, PRIME)
        row = [value * inverse % PRIME for value in row]
        for key, other in basis.items():
            basis[key] = _minus(other, row, other[pivot])
        basis[pivot] = row
    return basis


def _minus(row: list[int], other: list[int], factor: int) -> list[int]:
    if not factor:
        return row
    return [(a - factor * b) % PRIME for a, b in zip(row, other, strict=True)]
