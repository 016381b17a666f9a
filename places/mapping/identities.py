"""Propose what identifies a place in a file, and which rows are the same place."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from places.files import SourceRow
from places.mapping.profiles import LOOKED_AT, Profile
from places.mapping.rules import Column, Generated, Rule
from places.standard.cells import text_of
from places.standard.values import folded

# Above this share of rows that repeat another's name and address, a row is a service.
_REPEATED = 0.15
_SURELY_REPEATED = 0.3
_SAME = 1.0


@dataclass(frozen=True, slots=True)
class Identity:
    """The rule that makes the identifier, how surely, why, and what groups rows."""

    rule: Rule
    score: float
    reason: str
    group_by: tuple[str, ...] = ()


def identity_of(
    own: str, key: Sequence[str], profiles: Mapping[str, Profile], rows: Iterable[SourceRow]
) -> Identity:
    """Choose how places are told apart.

    Args:
        own: the header that looks like an identifier, or nothing.
        key: the headers of the name and of the address.
        profiles: what the columns look like.
        rows: the rows of the file.
    """
    repeated = _repeated(rows, key)
    profile = profiles.get(own)
    is_repeated = profile is not None and profile.distinct < 1 - _REPEATED
    if profile and profile.fill == _SAME and (is_repeated or repeated < _SURELY_REPEATED):
        return _by_its_own(own, profile, profiles, key)
    groups = tuple(key) if repeated else ()
    reason = "calculé du nom et de l’adresse"
    if groups:
        reason += f"\u202f; {repeated:.0%} des lignes répètent un lieu".replace("%", "\u00a0%")
    return Identity(Generated(tuple(key)), 0.7, reason, groups)


def _by_its_own(
    own: str, profile: Profile, profiles: Mapping[str, Profile], key: Sequence[str]
) -> Identity:
    named = f"en-tête «\u00a0{own}\u00a0»"
    if profile.distinct == _SAME:
        return Identity(Column(own), 0.95, f"{named}, différent à chaque ligne")
    names = len(profiles[key[0]].values) if key else 0
    if profile.distinct < 1 - _REPEATED and names <= len(profile.values) * 1.2:
        reason = f"{named}, répété\u202f: plusieurs lignes par lieu"
        return Identity(Column(own), 0.8, reason, (own,))
    return Identity(Column(own), 0.75, f"{named}, presque toujours différent")


def _repeated(rows: Iterable[SourceRow], key: Sequence[str]) -> float:
    """The share of rows whose name and address were seen already."""
    if len(key) < 2:  # noqa: PLR2004
        return 0.0
    seen: Counter[tuple[str, ...]] = Counter(
        tuple(folded(text_of(row.cells.get(header))) for header in key)
        for row in islice(rows, LOOKED_AT)
    )
    complete = {words: count for words, count in seen.items() if words[0] and any(words[1:])}
    total = seen.total()
    return (sum(complete.values()) - len(complete)) / total if total else 0.0
