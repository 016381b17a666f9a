"""Part what producers write in one cell: a point's two numbers, an address and its town."""

import re
from typing import NamedTuple

from places.standard.projections import degrees_of
from places.standard.territory_names import without_territories

LONGEST_POINT = 500
LONGEST_ADDRESS = 1000
_POLE, _DATE_LINE = 90.0, 180.0

_DOTTED = r"[+-]?[0-9]{1,8}(?:\.[0-9]{1,20})?"
_COMMAED = r"[+-]?[0-9]{1,8}(?:,[0-9]{1,20})?"
_WELL_KNOWN_TEXT = re.compile(rf"POINT ?Z? ?\( ?({_DOTTED}) ({_DOTTED})\b", re.IGNORECASE)
_MAP_PAIR = re.compile(rf"coordinates\W{{1,5}}({_DOTTED}) ?, ?({_DOTTED})\b", re.IGNORECASE)
_NAMED_LATITUDE = re.compile(rf"\blat(?:itude)?\W{{1,5}}({_DOTTED})\b", re.IGNORECASE)
_NAMED_LONGITUDE = re.compile(rf"\b(?:lon|lng|long|longitude)\W{{1,5}}({_DOTTED})\b", re.IGNORECASE)
_PAIRS = (
    re.compile(rf"({_DOTTED}) ?[,;|/ ] ?({_DOTTED})"),
    re.compile(rf"({_COMMAED}) ?[;|/ ] ?({_COMMAED})"),
    re.compile(r"([+-]?[0-9]{1,3},[0-9]{1,20}), ?([+-]?[0-9]{1,3},[0-9]{1,20})"),
)
# Other signs for minus and for a space.
_SIGNS = {"−": "-", "–": "-", "\u00a0": " ", "\u202f": " "}
_DEGREES = re.compile(
    r"([+-]?[0-9]{1,3}(?:[.,][0-9]{1,12})?) ?[°º] ?"
    r"(?:([0-9]{1,2}(?:[.,][0-9]{1,12})?) ?['’′] ?)?"
    r"(?:([0-9]{1,2}(?:[.,][0-9]{1,12})?) ?(?:\"|″|”|''|’’|′′) ?)?"
    r"([NSEWO](?![a-z]))?",
    re.IGNORECASE,
)

_COUNTRY = re.compile(r"[ ,;–\n-](?:france(?: m[ée]tropolitaine)?|fr)\.?", re.IGNORECASE)
_POSTAL_CODE = re.compile(
    r"(?<![0-9A-Za-z])(?:FR?[- ]?)?([0-9]{5}|[0-9]{2} [0-9]{3})(?![0-9A-Za-z])", re.IGNORECASE
)
# What makes of a number of five figures a letter box.
_LETTER_BOX = re.compile(r"\b(?:BP|CS|TSA|B\.P\.|C\.S\.) ?(?:n° ?)?$", re.IGNORECASE)
_DISTRICT = re.compile(
    r"(?P<street>(?:.*[,;\n-] ?)?)(?P<town>Paris|Lyon|Marseille)[ ,]{1,2}(?P<rank>[0-9]{1,2}) ?"
    r"(?:er|[èe](?:me)?)"
    r"(?: arr(?:ondissement|t|\.)?\.?)?",
    re.IGNORECASE | re.DOTALL,
)
# Town → the start of its postal codes, how many districts it has.
_DISTRICTS = {"paris": ("750", 20), "lyon": ("690", 9), "marseille": ("130", 16)}
# « 4 rue Molière 42300 » ends with a street, and names no town; « Rue (80120) » is one.
_STREET = re.compile(
    r"[0-9]|(?:rue|avenue|av|bd|boulevard|place|pl|chemin|all[ée]e|route|impasse|quai)\b\W*\w",
    re.IGNORECASE,
)
_LONGEST_COUNTRY, _LONGEST_BOX = 22, 12
_EDGES = " ,;:|/–—-\n()"
_PARTS = re.compile(r"[,;\n|]| [-–—] ")


class AddressParts(NamedTuple):
    """A street address, a postal code of five figures and a town; what is absent is empty."""

    address: str
    postal_code: str
    commune: str


def split_point(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees (WGS 84) of a cell that holds both, or None.

    « 44.2, 1.86 », « 44,2 ; 1,86 », « 44° 12' 30" N 1° 52' E », « POINT(1.86 44.2) »,
    « {"lat": 44.2, "lon": 1.86} », and metres (Lambert-93, CC). Latitude first unless the writing
    says otherwise or cannot stand so; whether two numbers that can were swapped, only the commune
    tells.
    """
    if len(text) > LONGEST_POINT:
        return None
    line = " ".join("".join(_SIGNS.get(sign, sign) for sign in text).split())
    pair = _longitude_first(line) or _named(line) or _pair_of_degrees(line) or _plain(line)
    return placed(*pair) if pair else None


def placed(latitude: float, longitude: float) -> tuple[float, float] | None:
    """Two numbers as a point of the Earth: as they are, swapped, or from metres; else None."""
    if latitude == longitude == 0:
        return None
    for point in ((latitude, longitude), (longitude, latitude)):
        if abs(point[0]) <= _POLE and abs(point[1]) <= _DATE_LINE:
            return point
    metres = next(iter(degrees_of(latitude, longitude)), None)
    return metres[:2] if metres else None


def angle_of(text: str) -> float | None:
    """The degrees of one angle written with its sign « ° » (« 44° 12' 30" N »), or None."""
    found = _DEGREES.fullmatch(" ".join(text[:LONGEST_POINT].split()))
    return _angle(found) if found else None


def _longitude_first(line: str) -> tuple[float, float] | None:
    found = _WELL_KNOWN_TEXT.search(line) or _MAP_PAIR.search(line)
    return (float(found[2]), float(found[1])) if found else None


def _named(line: str) -> tuple[float, float] | None:
    latitude, longitude = _NAMED_LATITUDE.search(line), _NAMED_LONGITUDE.search(line)
    return (float(latitude[1]), float(longitude[1])) if latitude and longitude else None


def _pair_of_degrees(line: str) -> tuple[float, float] | None:
    found = list(_DEGREES.finditer(line))
    if len(found) != 2:  # noqa: PLR2004
        return None
    first, second = _angle(found[0]), _angle(found[1])
    letters = [(angle[4] or "").upper() for angle in found]
    is_swapped = letters[0] in {"E", "W", "O"} or letters[1] in {"N", "S"}
    return (second, first) if is_swapped else (first, second)


def _angle(found: "re.Match[str]") -> float:
    whole, minutes, seconds = (
        float((part or "0").replace(",", ".")) for part in found.groups()[:3]
    )
    size = abs(whole) + minutes / 60 + seconds / 3600
    is_negative = found[1].startswith("-") or (found[4] or "").upper() in {"S", "W", "O"}
    return -size if is_negative else size


def _plain(line: str) -> tuple[float, float] | None:
    bare = line.strip("()[]{} ")
    for pattern in _PAIRS:
        if found := pattern.fullmatch(bare):
            first, second = (float(part.replace(",", ".")) for part in found.groups())
            # « 12 30 » says nothing of the Earth.
            is_precise = "." in line or "," in found[1] + found[2]
            return (first, second) if is_precise or degrees_of(first, second) else None
    return None


def split_address(text: str) -> AddressParts:
    """The parts of an address written in one cell; without a postal code all of it is the address.

    « 8 av. Fayolle, 23000 GUÉRET CEDEX 9 », « Guéret (23000) », « 8 av. Fayolle - 23 000 -
    Guéret », « 8 av. Fayolle, Guéret 23000, France ». A letter box (« BP 20123 ») is no code.
    """
    whole = _tidied(text)
    if len(text) > LONGEST_ADDRESS:
        return AddressParts(_on_a_line(whole), "", "")
    codes = [found for found in _POSTAL_CODE.finditer(whole) if not _is_letter_box(whole, found)]
    if not codes:
        return _of_a_district(whole)
    code = codes[-1]
    before, after = whole[: code.start()].strip(_EDGES), _without_country(whole[code.end() :])
    postal_code = code[1].replace(" ", "")
    if any(sign.isalpha() for sign in after):
        return _before_the_town(before, postal_code, after)
    *address, commune = _PARTS.split(before)
    if not address and _STREET.match(commune):
        return AddressParts(_on_a_line(before), postal_code, "")
    return AddressParts(_on_a_line(", ".join(address)), postal_code, _on_a_line(commune))


def _before_the_town(before: str, postal_code: str, after: str) -> AddressParts:
    """What follows a postal code: a town, and what software writes around it.

    « 51130, Vertus, Blancs-Coteaux, Marne, Grand Est, FRA »: what stands before the last town is
    of the address.
    """
    pieces = without_territories(after)
    is_town_last = len(pieces) <= after.count(",")
    address, town = (pieces[:-1], pieces[-1]) if is_town_last else ([], after)
    # « Saint-Leu (La Réunion »: its end went with the edges.
    town = _on_a_line(town.split(" (")[0])
    return AddressParts(_on_a_line("\n".join([before, *address])), postal_code, town)


def _of_a_district(whole: str) -> AddressParts:
    """« 12 bd Voltaire, Paris 11e »: the district says the code; else all is the address."""
    found = _DISTRICT.fullmatch(whole)
    if not found or not 1 <= int(found["rank"]) <= _DISTRICTS[found["town"].lower()][1]:
        return AddressParts(_on_a_line(whole), "", "")
    start = _DISTRICTS[found["town"].lower()][0]
    return AddressParts(
        _on_a_line(found["street"].strip(_EDGES)), f"{start}{int(found['rank']):02}", found["town"]
    )


def _tidied(text: str) -> str:
    """The text with single spaces, its lines kept apart."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line).strip(_EDGES)


def _without_country(text: str) -> str:
    start = max(0, len(text) - _LONGEST_COUNTRY)
    for found in _COUNTRY.finditer(text, start):
        if found.end() == len(text):
            return text[: found.start()].strip(_EDGES)
    return text.strip(_EDGES)


def _is_letter_box(text: str, code: "re.Match[str]") -> bool:
    return bool(_LETTER_BOX.search(text[max(0, code.start() - _LONGEST_BOX) : code.start()]))


def _on_a_line(text: str) -> str:
    pieces = (piece.strip(_EDGES) for piece in text.split("\n"))
    return ", ".join(piece for piece in pieces if piece)
