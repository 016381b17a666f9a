"""Which pairs are worth a score: those that share something rare, in near-linear time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import cos, floor, radians

from places.doubles.names import COMMON
from places.doubles.scoring import EMAIL_DOMAINS_OF_ALL, Print, site_of

# Some two hundred metres: two sheets at less than that share a corner of their squares.
SQUARE_DEGREES = 0.002
# In a larger block each is only compared with those that sort next to it.
LARGEST_BLOCK = 40
WINDOW = 12
Pair = tuple[int, int]


def pairs_of(prints: Sequence[Print]) -> Iterator[tuple[Print, Print]]:
    """Each pair that shares a square, a word in a postal code, a number or an address, once."""
    seen: set[Pair] = set()
    blocks: dict[object, list[int]] = defaultdict(list)
    for rank, print_ in enumerate(prints):
        for key in keys_of(print_):
            blocks[key].append(rank)
    for ranks in blocks.values():
        for pair in _within(ranks, prints):
            if pair not in seen:
                seen.add(pair)
                yield prints[pair[0]], prints[pair[1]]


def keys_of(print_: Print) -> set[tuple[object, ...]]:
    """What a place shares with its doubles."""
    keys: set[tuple[object, ...]] = set()
    if print_.point:
        keys |= set(_squares(*print_.point))
    keys |= {("name", print_.postal_code, word) for word in print_.words if word not in COMMON}
    if print_.street.words:
        keys.add(("street", print_.postal_code, print_.street.number, min(print_.street.words)))
    keys |= {("email", email) for email in print_.emails}
    keys |= {("site", print_.postal_code, domain) for domain in _domains(print_)}
    if print_.phone:
        keys.add(("phone", print_.phone))
    if print_.pivot:
        keys.add(("pivot", print_.postal_code, print_.pivot))
    return keys


def _squares(latitude: float, longitude: float) -> Iterator[tuple[object, ...]]:
    """The corners around a point: two points at less than a square share one of them."""
    width = SQUARE_DEGREES / max(0.2, cos(radians(round(latitude))))
    row, column = floor(latitude / SQUARE_DEGREES), floor(longitude / width)
    for down in (0, 1):
        for right in (0, 1):
            yield "square", row + down, column + right


def _domains(print_: Print) -> set[str]:
    domains = {site_of(site).split("/")[0] for site in print_.sites}
    domains |= {email.rsplit("@", 1)[-1] for email in print_.emails}
    return domains - EMAIL_DOMAINS_OF_ALL


def _within(ranks: Sequence[int], prints: Sequence[Print]) -> Iterable[Pair]:
    if len(ranks) <= LARGEST_BLOCK:
        return ((a, b) for i, a in enumerate(ranks) for b in ranks[i + 1 :])
    ordered = sorted(ranks, key=lambda rank: (sorted(prints[rank].words), rank))
    return (
        (min(a, b), max(a, b))
        for i, a in enumerate(ordered)
        for b in ordered[i + 1 : i + 1 + WINDOW]
    )
