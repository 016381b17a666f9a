"""What a row of a file has that is not as it should be, and what was done about it."""

from dataclasses import dataclass

# Kinds of remarks that are counted too, though nothing was changed.
DOUBTS = frozenset(
    """
    far_point future_date hours_kept_as_text mobile_number no_date point_absent short_number
    siret_key siret_scientific siret_zeros
    """.split()
)


@dataclass(frozen=True, slots=True)
class Issue:
    """A remark on a cell of a row; a fatal one rejects the row alone.

    `reason` is the French sentence people read, the same for all remarks of one sort; `kind` the
    stable code (English) by which they are counted, empty for a remark about one cell alone.
    """

    line: int
    column: str
    reason: str
    value: str = ""
    is_fatal: bool = False
    kind: str = ""

    @property
    def is_repair(self) -> bool:
        """Whether something was mended, or set aside, rather than only remarked."""
        return bool(self.kind) and self.kind not in DOUBTS
