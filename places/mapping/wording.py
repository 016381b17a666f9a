"""Say a rule in French words, for a terminal or a screen."""

from collections.abc import Callable

from places.mapping.crosses import Crosses
from places.mapping.filtering import RowFilter
from places.mapping.rules import (
    Column,
    Constant,
    First,
    Generated,
    Join,
    Rule,
    Table,
    Union,
    Week,
    YesNo,
)

_PARTS = {
    "latitude": "la latitude de",
    "longitude": "la longitude de",
    "adresse": "la rue de",
    "code_postal": "le code postal de",
    "commune": "la commune de",
    "telephone": "le téléphone de",
    "courriels": "l’adresse e-mail de",
    "site_web": "la page web de",
}
_SHOWN, _MOST_SAID = 3, 6


def in_words(rule: Rule) -> str:
    """A rule as people say it: « la rue de « Adresse » », « toujours « Gratuit » »."""
    return _WORDS[type(rule)](rule)


def filter_in_words(each: RowFilter) -> str:
    """A filter of rows as people say it: « celles où « Actif » n’est pas « Non » »."""
    values = " ou ".join(quoted(value) if value else "vide" for value in each.values[:_SHOWN])
    more = len(each.values) - _SHOWN
    rest = f" ou {more} autre{'s' * (more > 1)}" if more > 0 else ""
    is_not = "n’est pas" if each.is_excluding else "est"
    return f"celles où {quoted(each.header)} {is_not} {values}{rest}"


def quoted(text: str) -> str:
    return f"«\u00a0{text}\u00a0»"


def _list(headers: tuple[str, ...]) -> str:
    shown = ", ".join(quoted(header) for header in headers[:_SHOWN])
    more = len(headers) - _SHOWN
    return f"{shown} et {more} autre{'s' * (more > 1)}" if more > 0 else shown


def _column(rule: Column) -> str:
    return f"{_PARTS[rule.part]} {quoted(rule.header)}" if rule.part else quoted(rule.header)


def _table(rule: Table) -> str:
    count = sum(bool(value) for value in rule.values.values())
    plural = "s" if count > 1 else ""
    return f"{quoted(rule.header)} ({count} valeur{plural} traduite{plural})"


def _several(rules: tuple[Rule, ...], between: str) -> str:
    """The first rules; a file may spread a list over fifty columns."""
    said = between.join(in_words(each) for each in rules[:_MOST_SAID])
    more = len(rules) - _MOST_SAID
    return f"{said}{between}{more} autre{'s' * (more > 1)}" if more > 0 else said


_WORDS: dict[type, Callable[..., str]] = {
    Column: _column,
    Constant: lambda rule: f"toujours {quoted(rule.value)}",
    Join: lambda rule: f"{_list(rule.headers)} à la suite",
    First: lambda rule: _several(rule.rules, ", sinon "),
    Union: lambda rule: _several(rule.rules, " et "),
    Table: _table,
    YesNo: lambda rule: f"les oui de {_list(rule.sources)}",
    Week: lambda rule: f"les jours {_list(rule.sources)}",
    Crosses: lambda rule: f"les jours cochés {_list(rule.sources)}",
    Generated: lambda rule: f"calculé de {_list(rule.headers)}",
}
