"""The remarks of a run: counted by kind, read a page at a time, whatever their number."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from places.imports.staging import Gravity, kind_of, unpacked_issues
from places.models import ImportBatch, ImportRun
from places.standard import Issue

TITLES = {
    Gravity.REJECTED: "Lignes rejetées",
    Gravity.REPAIRED: "Réparations",
    Gravity.WARNED: "À vérifier",
}


class Kind(NamedTuple):
    key: str
    words: str
    times: int


class Group(NamedTuple):
    """Remarks of one gravity, the most frequent kind first."""

    title: str
    times: int
    kinds: list[Kind]


def groups_of(run: ImportRun) -> list[Group]:
    """Every kind of remark of a run with its count: one query."""
    total: Counter[str] = Counter()
    for kinds in run.batches.order_by().values_list("kinds", flat=True):
        total.update(kinds)
    groups = []
    for gravity, title in TITLES.items():
        kinds = [
            Kind(key, key.partition("|")[2], count)
            for key, count in total.most_common()
            if key.startswith(f"{gravity}|")
        ]
        if kinds:
            groups.append(Group(title, sum(kind.times for kind in kinds), kinds))
    return groups


class Remarks:
    """The remarks of a run as a sequence that a paginator slices: two queries a page."""

    def __init__(self, run: ImportRun, kind: str = "") -> None:
        self.kind = kind
        rows = run.batches.order_by("number").values_list("pk", "kinds")
        self.sizes = [
            (pk, kinds.get(kind, 0) if kind else sum(kinds.values())) for pk, kinds in rows
        ]

    def __len__(self) -> int:
        return sum(size for _pk, size in self.sizes)

    def __getitem__(self, wanted: slice) -> list[Issue]:
        start, stop, _step = wanted.indices(len(self))
        keys, passed, skipped = [], 0, 0
        for pk, size in self.sizes:
            if passed + size <= start:
                skipped = passed + size
            elif passed < stop:
                keys.append(pk)
            passed += size
        found = [issue for text in _texts(keys) for issue in self.among(text)]
        return found[start - skipped : stop - skipped]

    def __iter__(self) -> Iterator[Issue]:
        """All of them, one batch in memory at a time."""
        for pk, size in self.sizes:
            if size:
                for text in _texts([pk]):
                    yield from self.among(text)

    def among(self, text: str) -> list[Issue]:
        issues = unpacked_issues(text)
        return [i for i in issues if kind_of(i) == self.kind] if self.kind else issues


def _texts(keys: list[int]) -> Iterator[str]:
    batches = ImportBatch.objects.filter(pk__in=keys).order_by("number")
    yield from batches.values_list("issues", flat=True).iterator(chunk_size=2)
