"""The words of a head: apart, bare of accents and links, even where a tool ran them together."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

LINKS = frozenset(
    "de du des la le les l d et ou a au aux en un une of the sur par pour ma mon sa son ses".split()
)
_SHORTEST, _LONGEST = 7, 120
_EXACT, _WITHOUT_NOISE, _INSIDE, _MORE_INSIDE = 0.98, 0.88, 0.45, 0.4
_RANK_COST = 0.004
_WORD = re.compile(r"[a-z]+|[0-9]+")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u00b4]")  # that plain letters would lose


@lru_cache(maxsize=8192)
def words_of(header: str) -> tuple[str, ...]:
    """The words of a header: no accents, no case, no link words; « codePostal » is two."""
    spaced = _APOSTROPHES.sub(" ", header.replace("MaJ", "maj"))
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", spaced)
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().lower()
    words = _WORD.findall(plain)
    return tuple(word for word in words if word not in LINKS) or tuple(words)


def is_geocoded(header: str) -> bool:
    """Whether a geocoder added this column beside the producer's own: « result_label »."""
    return words_of(header)[:1] == ("result",)


def parted(words: Iterable[str], known: frozenset[str]) -> tuple[str, ...]:
    """Each word, or the known ones that it is made of: « Nomdelastructure », « datemaj ».

    Args:
        words: in small letters, without accents.
        known: the words that may stand in another; nothing else may be left of it.
    """
    return tuple(part for word in words for part in _parts(word, known))


def singular(word: str) -> str:
    """A word without the mark of its plural, to compare; « accès » loses its s on both sides."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word  # noqa: PLR2004


@lru_cache(maxsize=4096)
def _parts(word: str, known: frozenset[str]) -> tuple[str, ...]:
    if word in known or not _SHORTEST <= len(word) <= _LONGEST:
        return (word,)
    # End of a part → the fewest parts that lead there.
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(1, len(word) + 1):
        ways = [
            (*best[start], word[start:end])
            for start in range(end)
            if start in best and word[start:end] in known
        ]
        if ways:
            best[end] = min(ways, key=len)
    return best.get(len(word), (word,))


def likeness(
    words: tuple[str, ...], heads: Sequence[tuple[str, ...]], noise: frozenset[str]
) -> float:
    """How surely words are one of the heads of a column, 0 to 1.

    Args:
        words: at least one, apart.
        heads: in the singular, the surest first.
        noise: words that say of what a column speaks, and not what it holds.
    """
    best = 0.0
    # « c_nom »: a letter before all the heads of a table says nothing either.
    bare = words[1:] if len(words[0]) == 1 and len(words) > 1 else words
    bare = tuple(singular(word) for word in bare if word not in noise)
    words = tuple(map(singular, words))
    for rank, phrase in enumerate(heads):
        if phrase == words:
            best = max(best, _EXACT - rank * _RANK_COST)
        elif phrase == bare:
            best = max(best, _WITHOUT_NOISE - rank * _RANK_COST)
        elif len(phrase) < len(words) and _is_inside(phrase, words):
            share = len(phrase) / len(words)
            best = max(best, _INSIDE + _MORE_INSIDE * share - rank * _RANK_COST)
    return best


def _is_inside(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    if len(phrase) == 1 and len(phrase[0]) < 3:  # noqa: PLR2004
        return phrase == words[-1:] == ("id",)  # « Data pass ID »
    return any(words[i : i + len(phrase)] == phrase for i in range(len(words) - len(phrase) + 1))
