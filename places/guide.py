"""Four plain questions that lead a person from a need to the list of places."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from places.vocabulary import TERMS

LAST = 4
# How one wants to be helped → the criterion of the list.
WAYS: dict[str, tuple[str, str, str]] = {
    "sur-place": (_("Venir sans rendez-vous"), "rdv", "sans"),
    "rendez-vous": (_("Prendre rendez-vous"), "rdv", "avec"),
    "a-distance": (_("Être aidé par téléphone ou en visio"), "adistance", "on"),
}
MOMENTS: dict[str, str] = {
    "maintenant": _("Maintenant"),
    "soir": _("Ce soir, après 18\u00a0h"),
    "samedi": _("Un samedi"),
}
AUDIENCES = {code for code, *_words in TERMS["audience"]}
WELCOMES = {code for code, *_words in TERMS["accommodation"]}
NEEDS = {code for code, *_words in TERMS["service"]}


class Option(NamedTuple):
    """An answer that can be chosen."""

    code: str
    words: str
    hint: str
    is_chosen: bool


@dataclass(frozen=True)
class Answers:
    """What was answered so far: codes of closed lists and of the gazetteer, nothing personal."""

    service: str = ""
    pour: str = ""
    commune: str = ""
    comment: str = ""
    quand: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """The answers of an address; a value that is none is left out."""
        commune = query.get("commune", "")[:5]
        return cls(
            _one_of(query.get("service", ""), NEEDS),
            _one_of(query.get("pour", ""), AUDIENCES | WELCOMES),
            commune if commune.isalnum() and commune.isascii() else "",
            _one_of(query.get("comment", ""), WAYS),
            tuple(code for code in MOMENTS if code in query.getlist("quand")),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Each answer as a (name, value) of an address."""
        single = (("service", self.service), ("pour", self.pour), ("commune", self.commune))
        moments = [("quand", code) for code in self.quand]
        return [pair for pair in (*single, ("comment", self.comment)) if pair[1]] + moments

    def others_than(self, *names: str) -> "Answers":
        """The answers to the other questions."""
        return replace(self, **{name: () if name == "quand" else "" for name in names})

    def address(self, path: str, step: int) -> str:
        """The page of a question, with every answer."""
        query = QueryDict(mutable=True)
        query["etape"] = str(step)
        for name, value in self.pairs():
            query.appendlist(name, value)
        return f"{path}?{query.urlencode()}"

    def criteria(self) -> str:
        """The same, in the words of the list's own filters."""
        query = QueryDict(mutable=True)
        named = {"service": self.service, "commune": self.commune}
        named["public" if self.pour in AUDIENCES else "accueil"] = self.pour
        if self.comment:
            _words, name, value = WAYS[self.comment]
            named[name] = value
        named |= dict.fromkeys(self.quand, "on")
        query.update({name: value for name, value in named.items() if value})
        query["guide"] = "1"
        return query.urlencode()

    @classmethod
    def of_criteria(cls, query: QueryDict) -> Self:
        """What was answered to come to a list."""
        asked = query.copy()
        asked["pour"] = query.get("public") or query.get("accueil") or ""
        for code, (_words, name, value) in WAYS.items():
            if query.get(name) == value:
                asked["comment"] = code
        asked.setlist("quand", [code for code in MOMENTS if query.get(code)])
        return cls.read(asked)

    def at(self, commune: str) -> "Answers":
        return replace(self, commune=commune)


def _one_of(code: str, known: Iterable[str]) -> str:
    return code if code in known else ""


def needs(answers: Answers) -> list[Option]:
    return [
        Option(code, gettext(plain), gettext(hint) if hint else "", code == answers.service)
        for code, _label, plain, hint in TERMS["service"]
    ]


def people(answers: Answers) -> list[Option]:
    return [
        Option(code, gettext(plain), "", code == answers.pour)
        for vocabulary in ("audience", "accommodation")
        for code, _label, plain, _hint in TERMS[vocabulary]
    ]


def ways(answers: Answers) -> list[Option]:
    return [
        Option(code, gettext(words), "", code == answers.comment)
        for code, (words, _name, _value) in WAYS.items()
    ]


def moments(answers: Answers) -> list[Option]:
    return [
        Option(code, gettext(words), "", code in answers.quand) for code, words in MOMENTS.items()
    ]
