"""Take one cell to pieces: a point, an address with its town, a list of values."""

import re
from collections.abc import Callable, Collection
from functools import lru_cache

from places.standard.cells import line_of
from places.standard.values import folded

_NUMBER = r"[-+]?[0-9]{1,7}(?:[.,][0-9]+)?"
# « 42.35, 9.04 », « 42,35 ; 9,04 », « [42.35, 9.04] »: latitude first, as people write it.
_PAIR = re.compile(rf"\D{{0,3}}?({_NUMBER})(?:\s*[;/|]\s*|\s*,\s+|(?<=\.\d)\d*,|\s+)({_NUMBER})\D?")
_TIGHT_PAIR = re.compile(r"\W{0,3}?([-+]?[0-9]{1,7}\.[0-9]+)\s*,\s*([-+]?[0-9]{1,7}\.[0-9]+)\W?")
# Well-known text says longitude first.
_WKT = re.compile(rf"(?:SRID=\d+;)?POINT\s*Z?\s*\(\s*({_NUMBER})\s+({_NUMBER})[^)]*\)", re.I)
_ADDRESS = re.compile(
    r"(?P<street>.*?)[\s,;-]*(?<![0-9])(?P<code>[0-9]{2} ?[0-9]{3})(?![0-9])"
    r"[\s,-]*(?P<town>[^0-9,]*)(?P<more>.*)",
    re.DOTALL,
)
_SEPARATORS = (r"[|;\n]+", r",(?![^()]*\))", r" / |(?<=\S)/ | /(?=\S)", r"-")
_KEPT = 50_000


def pair_of(text: str) -> tuple[str, str] | None:
    """Latitude and longitude written in one cell, as written, or None."""
    text = text.strip()
    if found := _WKT.match(text):
        return found.group(2), found.group(1)
    if found := _TIGHT_PAIR.fullmatch(text) or _PAIR.fullmatch(text):
        return found.group(1), found.group(2)
    return None


@lru_cache(maxsize=_KEPT)
def address_of(text: str) -> tuple[str, str, str]:
    """Street, postal code and town of an address written in one cell.

    Without a postal code everything is the street: nothing is guessed.
    """
    line = line_of(text.replace("\n", ", "))
    found = _ADDRESS.fullmatch(line)
    if not found:
        return line, "", ""
    street = found["street"].strip(" ,;-")
    town = found["town"].strip(" ,;-()")
    return street, found["code"].replace(" ", ""), town


def pieces_of(text: str, known: Collection[str]) -> list[str]:
    """The values of a cell: whole when it is known, else cut by the first separator that helps.

    Args:
        known: folded values that are known; a comma inside one of them does not cut it.
    """
    return _pieces(text.strip(), known, 0)


def _pieces(text: str, known: Collection[str], depth: int) -> list[str]:
    if not text or folded(text) in known or depth == len(_SEPARATORS):
        return [text] if text else []
    cut = [piece.strip() for piece in re.split(_SEPARATORS[depth], text) if piece.strip()]
    found = [piece for part in cut for piece in _pieces(part, known, depth + 1)]
    is_helped = depth == 0 or any(folded(piece) in known for piece in found)
    return found if is_helped else [text]


def _latitude(text: str) -> str:
    pair = pair_of(text)
    return pair[0] if pair else ""


def _longitude(text: str) -> str:
    pair = pair_of(text)
    return pair[1] if pair else ""


PARTS: dict[str, Callable[[str], str]] = {
    "latitude": _latitude,
    "longitude": _longitude,
    "adresse": lambda text: address_of(text)[0],
    "code_postal": lambda text: address_of(text)[1],
    "commune": lambda text: address_of(text)[2],
}
