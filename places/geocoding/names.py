"""The names of communes as people write them, brought to one spelling."""

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset({"le", "la", "les", "l"})
# Words from which nobody starts to look a name up (« sur-Yon », « de-la-Mer »).
LINKS = ARTICLES | frozenset({"de", "du", "des", "d", "en", "sur", "sous", "et", "a", "au", "aux"})
WRITTEN_OUT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
DISTRICT_WORDS = frozenset({"arrondissement", "arrondissements", "arr", "ardt", "arrdt"})
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})
OVER_OR_UNDER = re.compile(r"\bs/s\b|\bs/")
# Combining marks, which NFKD sets apart from their letters.
MARKS = re.compile("[\u0300-\u036f]")
WORD = re.compile(r"[a-z0-9]+")
ORDINAL = re.compile(r"([0-9]{1,2})(?:er|ere|e|eme|nd|nde)?")
ALPHABET = "abcdefghijklmnopqrstuvwxyz "


def normalise(text: str) -> str:
    """Bring a name to lower-case ASCII words parted by one space.

    « ST-MAUR s/ Loire » → « saint maur sur loire », « Paris 15ᵉ arrondissement » and « PARIS 15 »
    → « paris 15 », « LILLE CEDEX 9 » → « lille ». Doing it twice changes nothing; text without a
    letter or a figure gives the empty string.
    """
    return " ".join(_written_out(_words(text)))


def _words(text: str) -> list[str]:
    bare = text.lower() if text.isascii() else _without_accents(text)
    return WORD.findall(OVER_OR_UNDER.sub(_over_or_under, bare) if "/" in bare else bare)


def _without_accents(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold().translate(LIGATURES)
    return MARKS.sub("", unicodedata.normalize("NFKD", folded))


def _over_or_under(match: re.Match[str]) -> str:
    return " sous " if match[0] == "s/s" else " sur "


def _written_out(words: list[str]) -> list[str]:
    kept: list[str] = []
    in_cedex = False
    for word in words:
        numeral = ORDINAL.fullmatch(word)
        if word == "cedex" or (in_cedex and numeral):
            in_cedex = word == "cedex"
            continue
        in_cedex = False
        if numeral:
            kept.append(str(int(numeral[1])))
        elif not (word in DISTRICT_WORDS and kept and kept[-1].isdigit()):
            kept.append(WRITTEN_OUT.get(word, word))
    return kept


@lru_cache(maxsize=50_000)
def name_key(text: str) -> str:
    """A name by which two spellings are the same: normalised, without its leading article."""
    return without_article(normalise(text))


def without_article(name: str) -> str:
    """« la souterraine » → « souterraine »; a name that is but an article stays (« les »)."""
    first, _, rest = name.partition(" ")
    return rest if first in ARTICLES and rest else name


def with_articles(key: str) -> list[str]:
    """The names whose key may be this one: itself, and behind each article."""
    return [key, *(f"{article} {key}" for article in sorted(ARTICLES))]


def main_words(name: str) -> str:
    """« saint andre d allas » → « saint andre allas »: a normalised name without its link words."""
    return " ".join(word for word in name.split() if word not in LINKS)


def ways_in(name: str) -> tuple[list[str], list[str]]:
    """What a normalised name may be looked up by: whole, and from each later word that counts.

    « la roche sur yon » → [« la roche sur yon », « roche sur yon »], [« yon »].
    """
    whole = list(dict.fromkeys([name, without_article(name)]))
    words = name.split(" ")
    later = [
        " ".join(words[position:])
        for position in range(1, len(words))
        if words[position] not in LINKS and not words[position].isdigit()
    ]
    return whole, [text for text in later if text not in whole]


def one_fault_away(name: str) -> set[str]:
    """Every text at one typing fault of a name: a sign too many, missing, wrong, or two swapped."""
    cuts = [(name[:i], name[i:]) for i in range(len(name) + 1)]
    dropped = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    replaced = {left + sign + right[1:] for left, right in cuts if right for sign in ALPHABET}
    inserted = {left + sign + right for left, right in cuts for sign in ALPHABET}
    return (dropped | swapped | replaced | inserted) - {name}


def is_one_fault_away(name: str, other: str) -> bool:
    """Whether `one_fault_away` of a name holds another, without making all that it holds."""
    longer = len(other) - len(name)
    if name == other or abs(longer) > 1:
        return False
    pairs = enumerate(zip(name, other, strict=False))
    start = next((n for n, (a, b) in pairs if a != b), min(len(name), len(other)))
    if longer < 0:
        return name[start + 1 :] == other[start:]
    if not longer and name[start : start + 2] == other[start : start + 2][::-1]:
        return name[start + 2 :] == other[start + 2 :]
    return other[start] in ALPHABET and name[start + 1 - longer :] == other[start + 1 :]
