"""The standard's own wordings where they are not whole: strung together, or cut by a form."""

from places.standard.columns import VOCABULARIES
from places.standard.values import NATIONAL_LABELS, OLDER_VALUES, folded

_LONG_ENOUGH = 15


def _labels(column: str) -> dict[str, str]:
    """Folded wording → national value, of the wordings too long to be found by chance."""
    labels = {}
    for vocabulary in VOCABULARIES[column]:
        own = {label: code for (name, code), label in NATIONAL_LABELS.items() if name == vocabulary}
        for words, code in (own | OLDER_VALUES.get(vocabulary, {})).items():
            if len(folded(words)) >= _LONG_ENOUGH:
                labels[folded(words)] = NATIONAL_LABELS[vocabulary, code]
    return labels


_LABELS = {column: _labels(column) for column in VOCABULARIES}


def said_inside(column: str, piece: str) -> str:
    """The values whose whole wordings stand one after the other, without a separator."""
    text = folded(piece)
    said = [value for words, value in _LABELS[column].items() if words in text]
    return "|".join(dict.fromkeys(said)) if len(said) > 1 else ""


def cut_short(column: str, piece: str) -> str:
    """The value whose wording a form cut at so many signs: « Devenir_autonome_dans_les_démar »."""
    text = folded(piece)
    if len(text) < _LONG_ENOUGH:
        return ""
    return next((value for words, value in _LABELS[column].items() if words.startswith(text)), "")
