"""What a row of a file has that is not as it should be, and what was done about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """A remark on a cell of a row; a fatal one rejects the row alone.

    `reason` is the French sentence people read; `kind` the stable code (English) by which repairs
    are counted, empty for a remark that repairs nothing.
    """

    line: int
    column: str
    reason: str
    value: str = ""
    is_fatal: bool = False
    kind: str = ""
