"""What is doubtful in an OSM expression, said in French with the correction to copy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """Something doubtful in opening hours.

    `words` is a French sentence for the screen, `proposal` the whole expression corrected, None
    when only its author knows; `is_certain` says that the proposal is surely what was meant.
    """

    words: str
    proposal: str | None = None
    is_certain: bool = False


def lint(text: str, departement: str | None = None) -> tuple[Remark, ...]:
    """Say what is doubtful in an OSM expression."""
    return ()
