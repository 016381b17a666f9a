"""How much the head of a producer's column is like one of those that are known."""

# Words that say of what a column speaks, and not what it holds.
NOISE = frozenset(
    """
    structure struc struct lieu etablissement fiche votre vos ma mon sa son ses bf med result
    """.split()
)
_WITHOUT_NOISE = 0.88
_CUT_SHORT = 0.92
_INSIDE = 0.45
_MORE_INSIDE = 0.4
_RANK_COST = 0.004
Words = tuple[str, ...]


def likeness(words: Words, heads: tuple[Words, ...], *, is_cut: bool = False) -> float:
    """How surely (0 to 1) some words are one of the heads of a column.

    Args:
        words: those of a header, as `words_of` gives them.
        heads: those known, the surest first.
        is_cut: whether the header may be one that its software cut short.
    """
    best = 0.0
    # « c_nom »: a letter before all the heads of a table says nothing either.
    bare = words[1:] if len(words) > 1 and len(words[0]) == 1 else words
    bare = tuple(word for word in bare if word not in NOISE)
    for rank, phrase in enumerate(heads):
        if phrase == words:
            best = max(best, 0.98 - rank * _RANK_COST)
        elif phrase == bare:
            best = max(best, _WITHOUT_NOISE - rank * _RANK_COST)
        elif is_cut and _is_cut_short(phrase, words):
            best = max(best, _CUT_SHORT - rank * _RANK_COST)
        elif len(phrase) < len(words) and _is_inside(phrase, words):
            share = len(phrase) / len(words)
            best = max(best, _INSIDE + _MORE_INSIDE * share - rank * _RANK_COST)
    return best


def _is_cut_short(phrase: Words, words: Words) -> bool:
    """« SITE_INTER », « CODE_POSTA »: all the words, the last one without its end."""
    is_long_enough = bool(words) and len(words[-1]) > 1 and len(phrase) == len(words)
    return is_long_enough and phrase[:-1] == words[:-1] and phrase[-1].startswith(words[-1])


def _is_inside(phrase: Words, words: Words) -> bool:
    if len(phrase) == 1 and len(phrase[0]) < 3:  # noqa: PLR2004
        return phrase == words[-1:] == ("id",)  # « Data pass ID »
    return any(words[i : i + len(phrase)] == phrase for i in range(len(words) - len(phrase) + 1))
