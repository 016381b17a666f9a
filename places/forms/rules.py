"""A rule as three plain choices a person makes, and back; a richer rule stays as it is."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from places.mapping.crosses import Crosses
from places.mapping.parts import PARTS
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
from places.standard.columns import VOCABULARIES

NOTHING, KEEP = "", ""
CONSTANT, RULE, GENERATED = "valeur", "regle", "fabrique"
COLUMN, PART = "colonne ", "partie "
JOINABLE = frozenset(
    {"nom", "adresse", "complement_adresse", "courriels", "horaires", "site_web"}
    | {"presentation_resume", "presentation_detail", *VOCABULARIES}
)
LISTS = frozenset({"courriels", "site_web", *VOCABULARIES})
# What an identifier is made of when the producer gives none.
NAMED_BY = ("nom", "adresse", "code_postal", "commune")
MOST_NAMED = 4
Choices = list[tuple[str, str | list[tuple[str, str]]]]


class Draft(NamedTuple):
    """What was chosen for a column: where from, the words for all, the column that follows."""

    choice: str = NOTHING
    constant: str = ""
    joined: str = NOTHING


def joinable(column: str) -> bool:
    """Whether two columns of a file may fill this one."""
    return column in JOINABLE


def drafted(rule: Rule | None, headers: tuple[str, ...], column: str) -> Draft:
    """A rule as choices, or as itself when it is none of the plain ones."""
    match rule:
        case None:
            return Draft()
        case Constant(value):
            return Draft(CONSTANT, value)
        case Column(header, part) if header in headers and part in {"", column}:
            return Draft(f"{PART if part else COLUMN}{headers.index(header)}")
        case Table(header, _) if header in headers:
            return Draft(f"{COLUMN}{headers.index(header)}")
        case Join((one, two), _) if {one, two} <= set(headers) and joinable(column):
            return Draft(f"{COLUMN}{headers.index(one)}", "", f"{COLUMN}{headers.index(two)}")
    return Draft(RULE)


def choices_for(column: str, headers: tuple[str, ...], rule: Rule | None) -> Choices:
    """Everything that may fill a column of the standard, for a select."""
    choices: Choices = [(NOTHING, "Ne pas remplir")]
    if rule is not None and drafted(rule, headers, column).choice == RULE:
        choices.append((RULE, f"Règle : {in_words(rule)}"))
    columns = [(f"{COLUMN}{rank}", header) for rank, header in enumerate(headers)]
    choices.append(("Colonnes de votre fichier", columns))
    if column in PARTS:
        parts = [(f"{PART}{rank}", f"tirée de « {h} »") for rank, h in enumerate(headers)]
        choices.append(("Une partie d’une colonne", parts))
    if column == "id":
        choices.append((GENERATED, "Fabriqué à partir du nom et de l’adresse"))
    return [*choices, (CONSTANT, "La même valeur pour tous les lieux")]


def build_rule(
    column: str,
    draft: Draft,
    headers: tuple[str, ...],
    current: Rule | None,
    others: Mapping[str, Rule],
) -> Rule | None:
    """The rule that was chosen; what the current one knows of the same column is kept.

    Args:
        column: of the standard.
        draft: what was chosen.
        headers: of the file.
        current: the rule that the column had until now.
        others: the rules just chosen for other columns, of which an identifier may be made.
    """
    kind, _, rank = draft.choice.rpartition(" ")
    match kind or draft.choice:
        case "valeur":
            return Constant(draft.constant)
        case "regle":
            return current
        case "fabrique":
            return _generated(others)
        case "partie":
            return Column(headers[int(rank)], column)
        case "colonne":
            return _of_columns(column, draft, headers, current)
    return None


def _generated(others: Mapping[str, Rule]) -> Rule | None:
    rules = [others[name] for name in NAMED_BY if name in others]
    sources = dict.fromkeys(header for rule in rules for header in rule.sources)
    return Generated(tuple(sources)) if sources else None


def _of_columns(column: str, draft: Draft, headers: tuple[str, ...], current: Rule | None) -> Rule:
    header = headers[int(draft.choice.removeprefix(COLUMN))]
    if draft.joined:
        other = headers[int(draft.joined.removeprefix(COLUMN))]
        if column in LISTS:
            return Union((Column(header), Column(other)))
        return Join((header, other))
    if isinstance(current, Table) and current.header == header:
        return current
    return Column(header)


def with_values(rule: Rule, asked: Collection[str], values: Mapping[str, str]) -> Rule:
    """The rule with words translated anew, wherever it reads words of the producer.

    Args:
        rule: what reads the words.
        asked: the words that were asked about: an older translation of them is forgotten.
        values: their new translations.
    """
    match rule:
        case Column(header, "") if values:
            return Table(header, dict(values))
        case Table(header, known):
            kept = {word: value for word, value in known.items() if word not in asked} | values
            return Table(header, kept) if kept else Column(header)
        case Union(rules):
            return Union(tuple(with_values(each, asked, values) for each in rules))
        case First(rules):
            return First(tuple(with_values(each, asked, values) for each in rules))
    return rule


def translations(rule: Rule | None) -> dict[str, str]:
    """The words that a rule translates, and into what."""
    match rule:
        case Table(_, values):
            return dict(values)
        case Union(rules) | First(rules):
            return {word: value for each in rules for word, value in translations(each).items()}
    return {}


def in_words(rule: Rule) -> str:
    """What a rule does, in a few French words."""
    return _WORDS[type(rule)](rule)


def _named(headers: tuple[str, ...]) -> str:
    shown = ", ".join(f"« {header} »" for header in headers[:MOST_NAMED])
    return f"{shown}…" if len(headers) > MOST_NAMED else shown


_WORDS: dict[type, Callable[..., str]] = {
    Column: lambda r: f"« {r.header} »" if not r.part else f"une partie de « {r.header} »",
    Constant: lambda r: f"toujours « {r.value} »",
    Join: lambda r: f"{_named(r.headers)} mises bout à bout",
    First: lambda r: f"la première remplie de {_named(r.sources)}",
    Union: lambda r: f"ce que disent ensemble {_named(r.sources)}",
    Table: lambda r: f"« {r.header} », traduite",
    YesNo: lambda r: f"colonnes oui/non {_named(r.sources)}",
    Week: lambda r: f"horaires de chaque jour, {_named(r.sources)}",
    Crosses: lambda r: f"jours cochés, {_named(r.sources)}",
    Generated: lambda r: f"fabriqué à partir de {_named(r.headers)}",
}
