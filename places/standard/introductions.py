"""Somebody whom no list of names holds, told by what introduces them alone in a cell.

« Mme OUHADDOU », « Contact : Zyad Ouhaddou », « Animé par Maëlig Kerbrat » name somebody;
« Contact : Croix Rouge », « Animé par Emmaüs Connect » do not.
"""

import re
from string import ascii_uppercase
from typing import NamedTuple

from places.standard.namesakes import NAMESAKES, NOT_FAMILY_NAMES, ORGANISATIONS
from places.standard.persons import is_office, plain

LONGEST = 120
_CIVILITIES = "m mr mme mlle monsieur madame mademoiselle".split()
_CIVILITY = r"(?P<civility>(?:mademoiselle|mlle|mme|madame|monsieur|mr|m)\b\.?)\s+"
_LABEL = (
    r"(?:votre\s+)?(?:contact|r[ée]f[ée]rente?)s?(?:\s+num[ée]riques?)?\s*:\s*|"
    r"(?:(?:permanence|atelier|accueil)s?\s+)?(?:anim|assur)[ée]e?s?\s+par\s+"
)
_INTRODUCTION = re.compile(
    rf"(?:(?P<label>{_LABEL})(?:{_CIVILITY})?|{_CIVILITY.replace('civility', 'alone')})",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_](?:[^\W\d_]|(?<=\w)['’-](?=\w))*"
_NAME = re.compile(rf"{_WORD}(?:\s+{_WORD}){{0,3}}")
_FIRST = (*"con réf ref ani ass per ate acc vot mr. mme mll mon mad".split(), "mr ", "m. ")
# The first letters of all of these, by which other texts need no closer look.
BEGINNINGS = frozenset(
    [written for each in _FIRST for written in (each, each.capitalize(), each.upper())]
    + [f"M {letter}" for letter in ascii_uppercase]
)
# What may follow: a telephone, an address.
_REST = re.compile(r"[\s.,;:/(–-]*(?:$|t[ée]l|[+0-9(]|\S+@)", re.IGNORECASE)
_PARTICLES = frozenset("de du le la el al ben van da dos".split())
_ACRONYM = 4
_FEWEST, _SHORTEST = 2, 2


class Introduced(NamedTuple):
    """Where the name of somebody stands in a text; `is_labelled` after « contact : »."""

    start: int
    end: int
    is_labelled: bool


def introduced(text: str, own: frozenset[str] = frozenset()) -> Introduced | None:
    """The name that a text gives after « Mme », « contact : », « animé par », and nothing else.

    Args:
        text: a cell.
        own: words that name nobody here, in lower-case ASCII: those of the commune.
    """
    if text[:3] not in BEGINNINGS or len(text) > LONGEST:
        return None
    found = _INTRODUCTION.match(text)
    name = _NAME.match(text, found.end()) if found else None
    if not found or not name or not _REST.match(text, name.end()):
        return None
    is_told = bool(found["civility"] or found["alone"])
    words = name[0].split()
    if not _is_somebody(words, own, is_told=is_told):
        return None
    return Introduced(name.start(), name.end(), bool(found["label"]))


def _is_somebody(words: list[str], own: frozenset[str], *, is_told: bool) -> bool:
    """Whether words may be a name: two of them at least, but after « Mme »."""
    keys = [plain(word) for word in words]
    telling = [word for word, key in zip(words, keys, strict=True) if key not in _PARTICLES]
    if keys[0] in _PARTICLES or keys[-1] in _PARTICLES or " ".join(keys) in NAMESAKES:
        return False
    if len(telling) < (1 if is_told else _FEWEST):
        return False
    return all(_may_be_name(word, own, is_told=is_told) for word in telling)


def _may_be_name(word: str, own: frozenset[str], *, is_told: bool) -> bool:
    key = plain(word)
    is_written_so = is_told or (
        word[:1].isupper() and not (word.isupper() and len(word) <= _ACRONYM)
    )
    return (
        is_written_so
        and len(key) >= _SHORTEST
        and not is_office(key)
        and not is_office(key.partition("-")[0])
        and key not in own
        and key not in NOT_FAMILY_NAMES
        and key not in ORGANISATIONS
        and key not in _CIVILITIES
    )
