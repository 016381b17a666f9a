"""The words of a head: apart, bare of accents and links, even where a tool ran them together."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LINKS = frozenset("de du des la le les l d et ou a au aux en un une of the sur par pour".split())
_SHORTEST, _LONGEST = 7, 120
_WORD = re.compile(r"[a-z]+|[0-9]+")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u00b4]")  # that plain letters would lose


@lru_cache(maxsize=8192)
def words_of(header: str) -> tuple[str, ...]:
    """The words of a header: no accents, no case, no link words; « codePostal » is two."""
    spaced = _APOSTROPHES.sub(" ", header.replace("MaJ", "maj").replace("°", " "))
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
