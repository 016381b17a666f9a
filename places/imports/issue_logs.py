"""Every remark of an import in its order, however many: memory holds the last, a file the rest."""

import json
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Self
from weakref import finalize

from places.standard import Issue

# Beyond so many remarks, those so far go to a file that has no name and goes with the import.
MOST_HELD = 5_000


class IssueLog:
    """Remarks to add to, to count and to read again; it grows on disk, not in memory."""

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        self.clear()
        self.extend(issues)

    def clear(self) -> None:
        """Forget everything, counts as well."""
        self.kinds: Counter[str] = Counter()
        self.fatal = 0
        self._held: deque[Issue] = deque()
        self._file: IO[str] | None = None
        # How many remarks the file holds, and on how many lines.
        self._written = self._lines = 0

    def append(self, issue: Issue) -> None:
        self.fatal += issue.is_fatal
        if issue.kind:
            self.kinds[issue.kind] += 1
        self._held.append(issue)
        if len(self._held) > MOST_HELD:
            self._spill()

    def extend(self, issues: Iterable[Issue]) -> None:
        for issue in issues:
            self.append(issue)

    def __iadd__(self, issues: Iterable[Issue]) -> Self:
        self.extend(issues)
        return self

    def __len__(self) -> int:
        return self._written + len(self._held)

    def __iter__(self) -> Iterator[Issue]:
        """All of them in their order; none may be added meanwhile."""
        if self._file is not None:
            self._file.seek(0)
            for line in islice(self._file, self._lines):
                yield from (Issue(*values) for values in json.loads(line))
        yield from self._held

    def __getitem__(self, rank: int) -> Issue:
        """One remark by its rank, counted from the end when negative."""
        wanted = rank + len(self) if rank < 0 else rank
        if not 0 <= wanted < len(self):
            raise IndexError(rank)
        return next(islice(self, wanted, None))

    def _spill(self) -> None:
        """Write all that is held at the end of the file, on one line: one by one is slow."""
        if self._file is None:
            self._file = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 — closed with the log
            finalize(self, self._file.close)
        self._file.seek(0, 2)
        self._file.write(json.dumps(list(self._held)) + "\n")
        self._lines += 1
        self._written += len(self._held)
        self._held.clear()
