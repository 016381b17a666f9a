"""Take a médiateur's own name out of the name of a place, and leave the places named after people.

« Permanence de Julie Martin », « CNFS - Jean Dupont », « Yoann Exemple, conseiller numérique » name
somebody who works there; « Médiathèque Albert Camus », « Centre social Jean Moulin » do not. What
only may be somebody's name is left, and told to whoever imports.
"""

import re
from typing import NamedTuple

from places.standard.first_names import FAMILY_NAMES, FIRST_NAMES
from places.standard.introductions import introduced
from places.standard.namesakes import HEADS, NAMESAKES, NOT_FAMILY_NAMES
from places.standard.persons import is_first_name, is_office, plain, words_of

DEFAULT = "Permanence du conseiller numérique"
_SEPARATOR = re.compile(r"(\s+[-–—]+\s+|\s*[/|,;:()\[\]]\s*|\s+[-–—](?=\w)|(?<=\w)[-–—]\s+)")
_TOKEN = re.compile(r"[^\s]+")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CIVILITY = frozenset("m mr mme mlle monsieur madame mademoiselle".split())
_PLAIN_WORD = re.compile(r"[a-z]+")
# Without any of these words, a name names nobody.
_TELLING = FIRST_NAMES | _CIVILITY
# Words that say that whoever follows, or stands just before, works there.
_ROLE = re.compile(
    r"(?:cnfs|cn|conum|conseill(?:er|ere)|mediat(?:eur|rice)|animat(?:eur|rice)|format(?:eur|rice)|"
    r"coordinat(?:eur|rice)|referent|referente|permanence|accompagnement|auto-?entrepreneu(?:r|se)|"
    r"micro-?entreprise|micro-?entrepreneu(?:r|se)|entrepreneu(?:r|se)|ei|eirl)"
)
# Words that stand between a role and a name, or after it, and say nobody.
_BESIDE = frozenset(
    "numerique numeriques france service services de du d avec par individuel individuelle".split()
)
_SAINTS = {"st": "saint", "ste": "sainte"}
_ASSISTANT = "mon assistant numerique"
_LINKS = frozenset("de d du avec par chez et le la".split())
_FEWEST, _MOST = 2, 3
# A name of more persons than this is nothing but persons.
_MOST_PERSONS = 4
_SHORTEST = 2


class PlaceName(NamedTuple):
    """The name of a place: without whom it named (`is_taken`), or left though it may name one."""

    text: str
    is_taken: bool = False
    is_doubtful: bool = False


def without_person(name: str, town: str = "") -> PlaceName:
    """The name of a place without the name of somebody who works there.

    Args:
        name: on one line, as the producer wrote it.
        town: the commune of the place, whose words name nobody, and which a name that was
            nothing but a person's is made with.
    """
    alone = introduced(name, words_of(town))
    if alone and alone.is_labelled:
        return PlaceName(_Reading("", town).default(), is_taken=True)
    read = PlaceName(name)
    for _round in range(_MOST_PERSONS):
        if _TELLING.isdisjoint(_PLAIN_WORD.findall(plain(read.text))):
            return read
        further = _Reading(read.text, town).result()
        if not further.is_taken:
            return further._replace(is_taken=read.is_taken)
        read = further
    return PlaceName(_Reading("", town).default(), is_taken=True)


class _Reading:
    """A name being read, part by part."""

    def __init__(self, name: str, town: str) -> None:
        self.name, self.town = name, town
        self.own = words_of(town)
        # Parts of words at even ranks, what separates them at odd ones.
        self.parts = _SEPARATOR.split(name)
        self.has_role = any(map(_is_role, self.parts[::2]))
        # « Lafat - Julie Martin », at Lafat, says no more than « Julie Martin ».
        own = [part for part in self.parts[::2] if part and not self.is_town(part)]
        self.says_one = len(own) == 1
        self.is_doubtful = False

    def result(self) -> PlaceName:
        kept = [part if rank % 2 else self.part(part) for rank, part in enumerate(self.parts)]
        if kept == self.parts:
            return PlaceName(self.name, is_doubtful=self.is_doubtful)
        text = _tidied("".join(kept))
        is_told = _says_something(text) and not self.is_town(text)
        return PlaceName(text if is_told else self.default(), is_taken=True)

    def is_town(self, text: str) -> bool:
        """Whether a text is nothing but words of the commune."""
        words = {_SAINTS.get(word, word) for word in words_of(text)}
        return bool(words) and words <= self.own

    def default(self) -> str:
        return f"{DEFAULT} ({self.town})" if self.town else DEFAULT

    def part(self, text: str) -> str:
        """A part without whoever it names."""
        tokens = _TOKEN.findall(text)
        for start in range(len(tokens)):
            length = self.person_at(tokens, start)
            if not length or _is_namesake(tokens[start : start + length]):
                continue
            if self.is_sure(tokens, start, length):
                return " ".join([*_without_links(tokens[:start]), *tokens[start + length :]])
            if length == len(tokens):
                self.is_doubtful = True
        if self.is_one_first_name(tokens):
            self.is_doubtful = True
        return text

    def person_at(self, tokens: list[str], start: int) -> int:
        """How many words a person's name takes from here; 0 when there is none."""
        civility = plain(tokens[start]).strip(".") in _CIVILITY
        rest = tokens[start + civility :]
        for length in (_MOST, _FEWEST, 1) if civility else (_MOST, _FEWEST):
            words = rest[:length]
            if len(words) == length and self.is_person(words, is_told=bool(civility)):
                return length + civility
        return 0

    def is_person(self, words: list[str], *, is_told: bool) -> bool:
        """Whether words are a first name and a family name, or the name after « Mme »."""
        if not all(self.may_be_name(word) for word in words):
            return False
        plains = [plain(word) for word in words]
        if is_told:
            return True
        is_first = is_first_name(plains[0])
        is_last = is_first_name(plains[-1]) and (self.has_role or plains[0] in FAMILY_NAMES)
        return (is_first or is_last) and not all(word in self.own for word in plains)

    def may_be_name(self, word: str) -> bool:
        key = plain(word)
        is_written_so = word[:1].isupper() or key in FAMILY_NAMES or self.name.islower()
        return (
            bool(_NAME_WORD.fullmatch(word))
            and is_written_so
            and len(word) >= _SHORTEST
            and not is_office(key)
            and not _ROLE.fullmatch(key)
            and key not in NOT_FAMILY_NAMES
            and key not in _CIVILITY
        )

    def is_sure(self, tokens: list[str], start: int, length: int) -> bool:
        """Whether the person is introduced as one who works there, or is all that is written."""
        before, after = tokens[:start], tokens[start + length :]
        is_told = plain(tokens[start]).strip(".") in _CIVILITY
        if any(plain(word) in HEADS for word in before):
            return False
        if is_told or _ends_with_role(before) or (after and _is_role(after[0])):
            return True
        if before or after:
            return False
        # « Maria Pia » is a place: two first names alone name nobody surely.
        is_whole = self.says_one and not all(map(is_first_name, tokens))
        return self.has_role or is_whole

    def is_one_first_name(self, tokens: list[str]) -> bool:
        """« Permanence de Julie »: whose, nobody can tell."""
        last = plain(tokens[-1]) if tokens else ""
        return (
            len(tokens) > 1
            and is_first_name(last)
            and last not in self.own
            and _ends_with_role(tokens[:-1])
        )


def _is_role(text: str) -> bool:
    """Whether a part of a name says a role (« CNFS », « Conseillère numérique »)."""
    keys = plain(text).replace(".", "").split()
    return _ASSISTANT in plain(text) or any(map(_ROLE.fullmatch, keys))


def _ends_with_role(words: list[str]) -> bool:
    """Whether words end with a role, what stands beside it left out."""
    keys = [plain(word).strip(".:") for word in words]
    while keys and (keys[-1] in _BESIDE or keys[-1] in _CIVILITY):
        keys.pop()
    return bool(keys) and bool(_ROLE.fullmatch(keys[-1]))


def _is_namesake(words: list[str]) -> bool:
    """Whether a person is one after whom places are named."""
    return " ".join(plain(word) for word in words) in NAMESAKES


def _tidied(text: str) -> str:
    """What is left of a name, without separators and links at its ends."""
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    text = re.sub(r"(?:\s*[-–—/|,;:]\s*){2,}", " - ", text)
    text = re.sub(r"\s+", " ", text).strip(" -–—/|,;:")
    text = " ".join(_without_links(text.split(" "))).strip(" -–—/|,;:")
    is_all_between = text.startswith("(") and text.find(")") == len(text) - 1
    return text.strip("()[] ") if is_all_between or text.count("(") != text.count(")") else text


def _without_links(words: list[str]) -> list[str]:
    """Words without the links that they end with: « Permanence de »."""
    kept = list(words)
    while kept and plain(kept[-1]).strip("'’:") in _LINKS:
        kept.pop()
    return kept


def _says_something(text: str) -> bool:
    """Whether what is left names a place: more than a role."""
    rest = plain(text).replace(_ASSISTANT, "")
    keys = [key for key in re.findall(r"[a-z]+", rest) if key not in _LINKS | _BESIDE]
    return any(not _ROLE.fullmatch(key) for key in keys)
