"""Take one cell to pieces: a point, an address with its town, a list of values."""

import re
from collections.abc import Callable, Collection
from functools import lru_cache

from places.standard import AddressParts, split_address, split_point
from places.standard.values import folded

# Tried one after the other; a comma inside brackets is part of the words.
SEPARATORS = (r"[|;\n]+", r",(?![^()]*\))", r" / |(?<=\S)/ | /(?=\S)", r"-")
# Beyond, a cell is a text and no list of values.
LONGEST_LIST = 4_000
_LONGEST_CONTACT = 1_000
_KEPT = 10_000
_split_point = lru_cache(maxsize=_KEPT)(split_point)
_split_address = lru_cache(maxsize=_KEPT)(split_address)


def pieces_of(text: str, known: Collection[str]) -> list[str]:
    """The values of a cell: whole when it is known, else cut by the first separator that helps.

    Args:
        known: folded values that are known; a comma inside one of them does not cut it.
    """
    text = text.strip()
    return _pieces(text, known, 0) if len(text) <= LONGEST_LIST else [text]


def unquoted(piece: str) -> str:
    """A value without the marks of a list that was cut badly: « Surdité"," Handicap mental »."""
    bare = piece.strip('" ')
    return bare if '"' not in bare else piece


def _pieces(text: str, known: Collection[str], depth: int) -> list[str]:
    text = unquoted(text)
    if not text or folded(text) in known or depth == len(SEPARATORS):
        return [text] if text else []
    cut = [piece.strip() for piece in re.split(SEPARATORS[depth], text) if piece.strip()]
    found = [piece for part in cut for piece in _pieces(part, known, depth + 1)]
    is_helped = depth == 0 or any(folded(piece) in known for piece in found)
    return found if is_helped else [text]


def _degrees(rank: int) -> Callable[[str], str]:
    def part(text: str) -> str:
        point = _split_point(text)
        return str(point[rank]) if point else ""

    return part


def _address_part(read: Callable[[AddressParts], str]) -> Callable[[str], str]:
    return lambda text: read(_split_address(text))


def _found(pattern: str) -> Callable[[str], str]:
    """What of a cell is like this, each once: « Tél. 05 55 00 00 01, contact@lieu.fr »."""
    search = re.compile(pattern, re.IGNORECASE)
    return lambda text: "|".join(dict.fromkeys(search.findall(text[:_LONGEST_CONTACT])))


# The columns that one cell of contacts may give, and what of it each takes.
CONTACTS = {
    "telephone": _found(r"(?:\+[0-9]{2,3} ?(?:\(0\) ?)?|\b0)[1-9](?:[ .-]?[0-9]{2}){4}(?![0-9])"),
    "courriels": _found(r"[a-z0-9._+-]+@[a-z0-9.-]+\.[a-z]{2,}"),
    "site_web": _found(r"(?:https?://|www\.)[^\s|;,<>]+"),
}
PARTS: dict[str, Callable[[str], str]] = {
    "latitude": _degrees(0),
    "longitude": _degrees(1),
    "adresse": _address_part(lambda parts: parts.address),
    "code_postal": _address_part(lambda parts: parts.postal_code),
    "commune": _address_part(lambda parts: parts.commune),
    **CONTACTS,
}
