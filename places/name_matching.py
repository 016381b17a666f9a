"""Find places by words of their name or commune, whatever accents, capitals and ligatures."""

import re
import unicodedata

from django.db.models import Q

from places.geocoding.names import LIGATURES

WORD = re.compile(r"[^\W_]+")
# Letters of French with their accents, in both cases: databases fold them differently.
ACCENTED = ("aàâä", "cç", "dđ", "eéèêë", "iîï", "lł", "oôöø", "uùûü", "yÿ")
SPELLINGS = {letters[0]: letters[1:] for letters in ACCENTED}
# Two letters that may be written as one, and that one in both cases; what was typed may end with
# the first of the two.
JOINED = {"oe": "œŒ", "ae": "æÆ"}
LETTERS = re.compile(r"oe|ae|.", re.DOTALL)


def words_of(text: str) -> list[str]:
    """« L’Espace ZÉPHYR » → « l », « espace », « zephyr »."""
    return [fold(word) for word in WORD.findall(text)]


def fold(text: str) -> str:
    """Lower case, without accents nor ligatures."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
        if not unicodedata.combining(letter)
    )


def ways_to_write(word: str) -> list[str]:
    """« oeuvre » → « oeuvre », « œuvre », and the other way round: for an index of whole words."""
    parted = word.lower().translate(LIGATURES)
    joined = parted.replace("oe", "œ").replace("ae", "æ")
    return list(dict.fromkeys([word, parted, joined])) if joined != parted else [word]


def named(word: str) -> Q:
    """A condition: the name or the commune of the place holds a folded word."""
    pattern = spelt(word)
    return Q(name__iregex=pattern) | Q(commune_name__iregex=pattern)


def spelt(word: str) -> str:
    """A pattern that meets a folded word however it is written; only letters and figures enter."""
    letters = LETTERS.findall(word)
    begun = "".join(JOINED[two] for two in JOINED if letters[-1:] == [two[0]])
    return "".join(map(_spelt, letters[:-1])) + "".join(_spelt(x, begun) for x in letters[-1:])


def _spelt(letters: str, more: str = "") -> str:
    if letters in JOINED:
        return f"(?:{''.join(map(_spelt, letters))}|[{JOINED[letters]}])"
    others = SPELLINGS.get(letters, "")
    return f"[{letters}{others}{others.upper()}{more}]" if others else letters
