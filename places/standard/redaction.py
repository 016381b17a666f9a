"""Take out of a text what is somebody's: a nominative address, a name, a private mobile number."""

import re
from typing import NamedTuple

from places.standard.introductions import BEGINNINGS, introduced
from places.standard.persons import is_first_name, is_nominative, plain, words_of

EMAIL_KIND, NAME_KIND, PHONE_KIND = "personal_email", "personal_name", "personal_phone"
# What stands instead, in a text that people read.
PLACEHOLDERS = {
    EMAIL_KIND: "[adresse retirée]",
    NAME_KIND: "[nom retiré]",
    PHONE_KIND: "[numéro retiré]",
}
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_MOBILE = re.compile(
    r"(?<![0-9])(?:(?:\+|00)(?:33|590|594|596|262)[ .]?(?:\(0\))?[ .]?|0)(?:[67])"
    r"(?:[ ./\u00a0-]?[0-9]){8}(?![0-9])"
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}"
_CIVILITY = re.compile(
    r"\b((?:M\.|Mr\.?|MM\.|Mme\.?|Mlle\.?|Monsieur|Madame|Mademoiselle)"
    rf"(?: et (?:Mme|Madame))?) ((?:{_CAPITAL}|[A-Z]\.)(?: (?:(?:de|du|le|la) )?{_CAPITAL}){{0,2}})"
)
_ROLE = re.compile(
    r"\b((?i:conseill(?:er|ère)s?|m[ée]diat(?:eur|rice)s?|animat(?:eur|rice)s?|formateur|formatrice|"
    r"aidante?|référente?|agente?|responsable|direct(?:eur|rice)|secrétaire|contact(?:er|ez)?|"
    r"interlocut(?:eur|rice)|avec|auprès de|demander|par)(?: numériques?| France [Ss]ervices?)?)"
    rf"( ?[:,–(-]? ?)({_CAPITAL}(?: {_CAPITAL}){{0,2}})"
)
# Names that are places' own: « rue de M. Seguin », « salle Mme de Sévigné ».
_STREET = re.compile(
    r"\b(?:rue|avenue|av|place|boulevard|bd|impasse|allées?|quai|square|résidence|salle|espace|"
    r"stade|école|collège|lycée|centre|chemin|cours|pont)\.?(?: d[eu])? ?$",
    re.IGNORECASE,
)
_BEFORE = 25
_SHORTEST_IN_ADDRESS = 4
# Texts that hold none of these need no closer look.
_TRIGGER = re.compile(
    r"@|M\.|Mr|MM\.|Mme|Mlle|Monsieur|Madame|Mademoiselle|"
    r"onseill|diat|nimat|ormat|idant|férent|gent|esponsable|irect|ecrétaire|ontact|nterlocut|"
    r"vec|uprès|emander|ar [A-Z]"
)


class Redacted(NamedTuple):
    """A text without what was somebody's, and the kinds of what was taken out, one each time."""

    text: str
    kinds: tuple[str, ...] = ()


def redacted(
    text: str, context: frozenset[str] = frozenset(), *, mobiles: bool = False
) -> Redacted:
    """Take out of a text the nominative addresses and the names of persons.

    Args:
        text: words that the public may read.
        context: the words of the place's name and commune, which name nobody.
        mobiles: also take out mobile numbers, when somebody's name stands beside them.
    """
    alone = introduced(text, context) if text[:3] in BEGINNINGS else None
    if not (alone or mobiles or _TRIGGER.search(text)):
        return Redacted(text)
    taken = _Taken(context)
    if alone:
        name = taken.name(text[alone.start : alone.end], "")
        text = f"{text[: alone.start]}{name}{text[alone.end :]}"
    if "@" in text:
        text = _EMAIL.sub(taken.email, text)
    text = _ROLE.sub(taken.role, _CIVILITY.sub(taken.civility, text))
    if taken.names and "@" in text:
        text = _EMAIL.sub(taken.email_of_named, text)
    if mobiles:
        text = _MOBILE.sub(lambda _found: taken.out(PHONE_KIND), text)
    return Redacted(text, tuple(taken.kinds))


class _Taken:
    """What is taken out of a text, one placeholder after the other."""

    def __init__(self, context: frozenset[str]) -> None:
        self.context = context
        self.kinds: list[str] = []
        self.names: set[str] = set()

    def out(self, kind: str, before: str = "") -> str:
        self.kinds.append(kind)
        return before + PLACEHOLDERS[kind]

    def email(self, found: "re.Match[str]") -> str:
        return self.out(EMAIL_KIND) if is_nominative(found[0], self.context) else found[0]

    def email_of_named(self, found: "re.Match[str]") -> str:
        """« Écrire à M. Lefort (klefort@mairie.example) »: no list of names holds this one."""
        local = plain(found[0].partition("@")[0])
        return self.out(EMAIL_KIND) if any(name in local for name in self.names) else found[0]

    def name(self, words: str, before: str) -> str:
        self.names |= {name for name in words_of(words) if len(name) >= _SHORTEST_IN_ADDRESS}
        return self.out(NAME_KIND, before)

    def civility(self, found: "re.Match[str]") -> str:
        before = found.string[max(0, found.start() - _BEFORE) : found.start()]
        return found[0] if _STREET.search(before) else self.name(found[2], f"{found[1]} ")

    def role(self, found: "re.Match[str]") -> str:
        is_name = any(is_first_name(word) for word in found[3].split(" "))
        return self.name(found[3], found[1] + found[2]) if is_name else found[0]


def has_name(text: str) -> bool:
    """Whether a short cell holds a first name written as one (« 06 12 34 56 78 (Sophie) »)."""
    if text == text.lower():
        return False
    return any(word[:1].isupper() and is_first_name(word) for word in _WORD.findall(text))


def has_mobile(text: str) -> bool:
    """Whether a text holds a mobile number, whoever's."""
    return bool(_MOBILE.search(text))
