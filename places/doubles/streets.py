"""How much two addresses say the same: their number, the words of their street."""

import re
from dataclasses import dataclass
from functools import lru_cache

from places.doubles.names import similarity
from places.geocoding.names import LINKS, normalise

WAYS = {
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "boul": "boulevard",
    "blvd": "boulevard",
    "pl": "place",
    "r": "rue",
    "rte": "route",
    "che": "chemin",
    "chem": "chemin",
    "imp": "impasse",
    "all": "allee",
    "sq": "square",
    "fg": "faubourg",
    "fbg": "faubourg",
    "gal": "general",
    "mal": "marechal",
    "dr": "docteur",
    "pdt": "president",
    "cdt": "commandant",
}
TYPES = frozenset(WAYS.values()) | {"quai", "cours", "esplanade", "mail", "lotissement", "rond"}
# What an address says beside its street.
ASIDE = frozenset({"bis", "ter", "quater", "cs", "bp", "batiment", "bat", "etage", "lieu", "dit"})
NUMBER = re.compile(r"^(\d{1,4})(?: |$)")
POST_BOX = re.compile(r"\b(?:bp|cs|cidex|tsa) ?\d+")


@dataclass(frozen=True, slots=True)
class Street:
    """A number, when there is one, and the words of the street without its type."""

    number: str
    words: frozenset[str]


@lru_cache(maxsize=4096)  # beyond, a whole country would be held
def street_of(address: str) -> Street:
    """« 8 bis, av. du Gal-de-Gaulle, BP 12 » → 8, {general, gaulle}."""
    text = POST_BOX.sub(" ", normalise(address)).strip()
    number = NUMBER.match(text)
    words = [WAYS.get(word, word) for word in (text[number.end() :] if number else text).split()]
    kept = [w for w in words if w not in LINKS and w not in TYPES and w not in ASIDE]
    return Street(number[1] if number else "", frozenset(kept or words))


def street_similarity(one: Street, other: Street) -> float | None:
    """From 0 to 1; None when one of them says no street."""
    if not (one.words and other.words):
        return None
    shared = similarity(one.words, other.words)
    smaller = min(one.words, other.words, key=len)
    # « Place de l’Église, La Poste » contains « Place de l’Église ».
    is_inside = smaller <= one.words and smaller <= other.words
    return max(shared, 0.85) if is_inside else shared
