"""What a row of a file has that is not as it should be, and what was done about it."""

from typing import NamedTuple

# Kinds of remarks that are counted too, though nothing was changed.
DOUBTS = frozenset(
    """
    far_point future_date hours_kept_as_text hours_told mobile_number no_date
    place_named_after_person point_absent short_number siret_key siret_scientific siret_zeros
    """.split()
)

# The kind of the remark on a row that its producer's rule leaves out: nothing is wrong with it.
LEFT_OUT = "left_out"


class Issue(NamedTuple):
    """A remark on a cell of a row; a fatal one rejects the row alone.

    `reason` is the French sentence people read, the same for all remarks of one sort; `kind` the
    stable code (English) by which they are counted, empty for a remark about one cell alone.
    `value` is what was written, `after` what the place has instead, when it has something.
    """

    line: int
    column: str
    reason: str
    value: str = ""
    is_fatal: bool = False
    kind: str = ""
    after: str = ""

    @property
    def is_repair(self) -> bool:
        """Whether something was mended, or set aside, rather than only remarked."""
        return bool(self.kind) and self.kind not in DOUBTS and not self.is_left_out

    @property
    def is_left_out(self) -> bool:
        """Whether the row was left out by a rule: neither a place nor a fault."""
        return self.kind == LEFT_OUT
