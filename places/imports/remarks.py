"""The remarks of a run: counted by kind, read a page at a time, whatever their number."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from places.imports.kinds import Gravity, kind_of, words_of
from places.imports.labels import in_words, label_of
from places.imports.staging import unpacked_issues
from places.models import ImportBatch, ImportRun
from places.standard import Issue

TITLES = {
    Gravity.REJECTED: "Lignes rejetées",
    Gravity.REPAIRED: "Réparations",
    Gravity.WARNED: "À vérifier",
    Gravity.LEFT_OUT: "Lignes écartées par la règle",
}
# How many remarks of each kind are shown beside its count.
EXAMPLES = 3


class Kind(NamedTuple):
    """One sort of remarks: how to ask for them, its words, how many, and the first ones."""

    key: str
    words: str
    times: int
    examples: list[tuple[str, Issue]]


class Group(NamedTuple):
    """Remarks of one gravity, the most frequent kind first."""

    gravity: str
    title: str
    times: int
    kinds: list[Kind]


def groups_of(run: ImportRun) -> list[Group]:
    """Every kind of remark of a run with its count and its first examples: two queries."""
    batches = dict(run.batches.order_by("number").values_list("pk", "kinds"))
    total: Counter[str] = Counter()
    for kinds in batches.values():
        total.update(kinds)
    examples = _examples(batches)
    groups = []
    for gravity, title in TITLES.items():
        kinds = [
            Kind(key, words_of(key), count, examples.get(key, []))
            for key, count in total.most_common()
            if key.startswith(f"{gravity}|")
        ]
        if kinds:
            groups.append(Group(gravity, title, sum(kind.times for kind in kinds), kinds))
    return groups


def _examples(batches: dict[int, dict[str, int]]) -> dict[str, list[tuple[str, Issue]]]:
    """Kind → its first remarks, each with the words for its column: few batches are read."""
    wanted: Counter[str] = Counter()
    keys = []
    for pk, kinds in batches.items():
        if any(wanted[kind] < EXAMPLES for kind in kinds):
            keys.append(pk)
            wanted.update(kinds)
    found: dict[str, list[tuple[str, Issue]]] = {}
    for text in _texts(keys) if keys else ():
        for issue in unpacked_issues(text):
            shown = found.setdefault(kind_of(issue), [])
            if len(shown) < EXAMPLES:
                shown.append((label_of(issue.column), in_words(issue)))
    return found


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
