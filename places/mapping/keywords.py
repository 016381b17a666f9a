"""Recognise, in a producer's own words, the value of the standard's lists that they mean."""

import re
from functools import lru_cache

from places.mapping.labels import cut_short, said_inside
from places.mapping.parts import LONGEST_LIST, SEPARATORS, unquoted
from places.mapping.patterns import PATTERNS
from places.standard.cells import line_of
from places.standard.columns import VOCABULARIES
from places.standard.head_words import words_of
from places.standard.values import NATIONAL_LABELS, terms_of

# Nothing to say in the standard: known, and no value.
NOTHING = ""
Key = tuple[str, str]
_COMPILED = {
    vocabulary: tuple((code, re.compile(pattern)) for code, pattern in patterns)
    for vocabulary, patterns in PATTERNS.items()
}
_EVERYBODY = re.compile(
    r"^(tou[ts] (types? )?(publics?|habitants?|ages?|usagers?)\b|grand public$|"
    r"((plus |partir )?1[68] ans( plus)?|tout|tous|toute personne|adultes?|public majeur)$)"
)
_NOBODY = re.compile(
    r"^(aucune?s?( \w+)?|neant|nc|n a|non (renseigne|concerne)|indefini|sans objet|inconnue?|"
    r"sais pas)$"
)
# What says nothing unless a pattern knows it: « Numérique » above its own themes, a box of a form.
_SAYS_NOTHING = frozenset("non numerique other autre autres delegation".split())
# « numerique--acceder-a-du-materiel », « Numérique : … »: a theme before what is said of it.
_THEME = re.compile(
    r"^[a-z]+(?:-[a-z]+)*--(?=[a-z])|num[ée]rique ?(?:--|[/:>]) ?(?=\w)", re.IGNORECASE
)
_AND = re.compile(r"\s(?:et/ou|et|ou)\s|[/&+]", re.IGNORECASE)
_WITH_OR_WITHOUT = re.compile(r"\bavec\s?(?:ou|et|/)\s?sans\s(rendez[- ]vous|rdv)", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)?")
_AGES = re.compile(r"^(?:de )?([0-9]{1,2})(?: ans)? (?:[0-9]{1,2}) ans$")
_YOUNG = 26
_LONGEST_VALUE = 400
_DEEPEST_CUT = 2  # never at hyphens: they are inside words


@lru_cache(maxsize=8192)
def value_of(column: str, piece: str) -> str | None:
    """The national value that a producer's words mean in a column, « » for none, None if unknown.

    Args:
        column: a column of the standard that holds values of closed lists.
        piece: one value, as the producer writes it.
    """
    if len(piece) > _LONGEST_VALUE:
        return None
    piece = _THEME.sub("", piece, 1).replace("€", " euros ")
    for written in dict.fromkeys((piece, _BRACKETS.sub(" ", piece))):
        known, unknown = terms_of(column, written)
        if known and not unknown:
            return "|".join(NATIONAL_LABELS[key] for key in sorted(known))
    if worded := said_inside(column, piece) or cut_short(column, piece):
        return worded
    # « Opérateur de service public (CAF, CPAM…) »: what brackets hold are but examples.
    words = " ".join(words_of(_BRACKETS.sub(" ", piece) if column == "typologie" else piece))
    if said := _of_several(column, piece):
        return "|".join(NATIONAL_LABELS[key] for key in said)
    return _of_words(column, words)


def _of_words(column: str, words: str) -> str | None:
    """What plain words mean, without accents or link words."""
    key = key_of(VOCABULARIES[column], words)
    if _NOBODY.match(words) and not (key and column == "frais_a_charge"):
        return NOTHING  # but no fee is a fee: « Aucun » is free
    if key:
        return NATIONAL_LABELS[key]
    if words in _SAYS_NOTHING:
        return NOTHING
    return _of_an_audience(words) if column == "publics_specifiquement_adresses" else None


def _of_several(column: str, piece: str) -> list[Key]:
    """The terms of « Individuel et collectif », when each of its parts has its own."""
    if column == "typologie":
        return []
    parts = _AND.split(_WITH_OR_WITHOUT.sub(r"sur \1 ou sans \1", piece))
    keys = [key_of(VOCABULARIES[column], " ".join(words_of(part))) for part in parts]
    found = list(dict.fromkeys(key for key in keys if key))
    return found if all(keys) and len(found) > 1 else []


def pieces_to_know(column: str, text: str, depth: int = 0) -> list[str]:
    """The values of a cell, cut as far as needed for the column to understand them."""
    found: list[str] = []
    for part in re.split(SEPARATORS[depth], text[:LONGEST_LIST]):
        piece = unquoted(line_of(part))
        known, unknown = terms_of(column, piece) if piece else (frozenset(), [])
        if not piece or (known and not unknown) or depth == _DEEPEST_CUT:
            found += [piece] if piece else []
        else:
            found += pieces_to_know(column, piece, depth + 1)
    return found


def _of_an_audience(words: str) -> str | None:
    """« Tout public » says nothing that the standard holds; « 8-15 ans » says young people."""
    ages = _AGES.match(words)
    if ages and int(ages[1]) < _YOUNG:
        return NATIONAL_LABELS["audience", "jeunes"]
    return NOTHING if _EVERYBODY.match(words) else None


def key_of(vocabularies: tuple[str, ...], words: str) -> Key | None:
    """The first term whose pattern is found in words (plain, without accents or link words)."""
    for vocabulary in vocabularies:
        for code, pattern in _COMPILED[vocabulary]:
            if pattern.search(words) and (vocabulary, code) in NATIONAL_LABELS:
                return vocabulary, code
    return None
