"""The rows of a producer's file, read as often as needed and never held all at once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from places.standard import Issue


class UnreadableFileError(Exception):
    """A file that is not one of places; its text is a French sentence for whoever gave it."""


class SourceRow(NamedTuple):
    """A row as its file gives it: where it stands (line, or rank in JSON), header → cell."""

    line: int
    cells: dict[str, object]
    issues: tuple[Issue, ...] = ()

    @property
    def is_left_out(self) -> bool:
        """Whether a rule leaves it out: it is told, and read no further."""
        return any(issue.is_left_out for issue in self.issues)


Finish = Callable[[SourceRow], SourceRow]


@dataclass(frozen=True, slots=True)
class Stream:
    """Rows read anew from their file each time they are asked for, one in memory at a time.

    `finish` is what is done to each row by itself, last of all: see `unfinished`.
    """

    read: Callable[[], Iterator[SourceRow]]
    finish: Finish | None = None

    def __iter__(self) -> Iterator[SourceRow]:
        return map(self.finish, self.read()) if self.finish else self.read()


def unfinished(rows: Iterable[SourceRow]) -> tuple[Iterable[SourceRow], Finish]:
    """Rows as their file gives them, and what makes each what it should be.

    Whoever shares rows among processes lets each of them finish its own.
    """
    if isinstance(rows, Stream) and rows.finish:
        return Stream(rows.read), rows.finish
    return rows, _as_it_is


def _as_it_is(row: SourceRow) -> SourceRow:
    return row


@dataclass(frozen=True)
class SourceFile:
    """The rows of a file, its headers in their order, and what was noticed while reading it."""

    headers: tuple[str, ...]
    rows: Iterable[SourceRow]
    issues: list[Issue] = field(default_factory=list)
    name: str = ""
