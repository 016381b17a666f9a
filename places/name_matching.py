"""Find places by words of their name or commune, whatever the accents and the capitals."""

import re
import unicodedata

from django.db.models import Q

WORD = re.compile(r"[^\W_]+")
# Letters of French with their accents, in both cases: databases fold them differently.
SPELLINGS = {"a": "àâä", "c": "ç", "e": "éèêë", "i": "îï", "o": "ôö", "u": "ùûü", "y": "ÿ"}


def words_of(text: str) -> list[str]:
    """« L’Espace ZÉPHYR » → « l », « espace », « zephyr »."""
    return [fold(word) for word in WORD.findall(text)]


def fold(text: str) -> str:
    """Lower case, without accents."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )


def named(word: str) -> Q:
    """A condition: the name or the commune of the place holds a folded word."""
    pattern = spelt(word)
    return Q(name__iregex=pattern) | Q(commune_name__iregex=pattern)


def spelt(word: str) -> str:
    """A pattern that meets a word whatever its accents; only letters and figures enter it."""
    return "".join(
        f"[{letter}{SPELLINGS[letter]}{SPELLINGS[letter].upper()}]"
        if letter in SPELLINGS
        else letter
        for letter in word
    )
