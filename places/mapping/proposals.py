"""Propose the mapping of a file that nobody has described yet."""

from dataclasses import dataclass

from places.files import SourceFile
from places.mapping.mappings import Mapping
from places.mapping.rules import Column, Rule
from places.standard import COLUMNS
from places.standard.synonyms import meanings_of


@dataclass(frozen=True, slots=True)
class Choice:
    """What is proposed for one column: a rule, how surely (0 to 1), and why, in French."""

    column: str
    rule: Rule
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping to accept or to correct, its choices, and the columns that nothing reads."""

    mapping: Mapping
    choices: tuple[Choice, ...]
    unmapped: tuple[str, ...]


def propose(file: SourceFile) -> Proposal:
    """Propose where each column of the standard comes from.

    Args:
        file: the producer's file; its first rows are looked at.

    Returns:
        The proposal; a person decides.
    """
    scores = sorted(
        (
            (score, column, header)
            for header in file.headers
            for column, score in meanings_of(header).items()
        ),
        key=lambda found: -found[0],
    )
    chosen: dict[str, Choice] = {}
    taken: set[str] = set()
    for score, column, header in scores:
        if column not in chosen and header not in taken:
            reason = f"son en-tête «\u00a0{header}\u00a0» le dit"
            chosen[column] = Choice(column, Column(header), score, reason)
            taken.add(header)
    choices = tuple(chosen[column] for column in COLUMNS if column in chosen)
    mapping = Mapping({choice.column: choice.rule for choice in choices})
    unmapped = tuple(header for header in file.headers if header not in mapping.sources)
    return Proposal(mapping, choices, unmapped)
