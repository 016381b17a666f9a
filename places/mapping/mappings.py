"""A producer's mapping: which rule makes each column of the standard, and how it is saved."""

import json
from collections.abc import Iterable
from collections.abc import Mapping as Table_
from dataclasses import dataclass, field
from functools import cached_property

from places.mapping.crosses import Crosses
from places.mapping.filtering import RowFilter
from places.mapping.notation import InvalidMappingError, filters_of, noted, noted_filter, rule_of
from places.mapping.rules import First, Rule, Week
from places.standard import COLUMNS

FORMAT = "fanal-correspondance-1"


@dataclass(frozen=True)
class Mapping:
    """Column of the standard → rule, the columns that say which rows are one place, and filters.

    Without a rule it is the identity: the file follows the standard already.
    """

    rules: Table_[str, Rule] = field(default_factory=dict)
    group_by: tuple[str, ...] = ()
    filters: tuple[RowFilter, ...] = ()

    @property
    def is_identity(self) -> bool:
        return not self.rules and not self.group_by and not self.filters

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Every header of the file that a rule reads, each once."""
        headers = [header for rule in self.rules.values() for header in rule.sources]
        filtered = [each.header for each in self.filters]
        return tuple(dict.fromkeys([*headers, *self.group_by, *filtered]))

    @cached_property
    def spent(self) -> frozenset[str]:
        """The headers whose cells go whole into the standard."""
        return frozenset(
            header for rule in self.rules.values() if rule.spends for header in rule.sources
        )

    @cached_property
    def week(self) -> Week | Crosses | None:
        """The columns of a week that give the hours, before words or alone."""
        rule = self.rules.get("horaires")
        rules = rule.rules if isinstance(rule, First) else (rule,)
        return next((each for each in rules if isinstance(each, Week | Crosses)), None)

    def missing(self, headers: Iterable[str]) -> tuple[str, ...]:
        """The columns that the mapping expects and a file does not have."""
        present = set(headers)
        return tuple(header for header in self.sources if header not in present)

    def to_json(self) -> str:
        """The mapping as a file to read, to keep under version control and to load again."""
        columns = {column: noted(rule) for column, rule in self.rules.items()}
        document: dict[str, object] = {"format": FORMAT, "colonnes": columns}
        document["regrouper"] = list(self.group_by)
        if self.filters:
            document["garder"] = [noted_filter(each) for each in self.filters]
        return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Mapping":
        """Read a saved mapping.

        Raises:
            InvalidMappingError: with a French sentence that says what is wrong and where.
        """
        document = _document(text)
        columns = document.get("colonnes", {})
        if not isinstance(columns, dict):
            raise InvalidMappingError("« colonnes » doit donner une règle pour chaque colonne.")
        if unknown := [column for column in columns if column not in COLUMNS]:
            names = ", ".join(f"«\u00a0{name}\u00a0»" for name in unknown)
            raise InvalidMappingError(f"Le standard national n’a pas de colonne {names}.")
        rules = {column: rule_of(note, column) for column, note in columns.items()}
        group_by = document.get("regrouper", [])
        if not (isinstance(group_by, list) and all(isinstance(name, str) for name in group_by)):
            raise InvalidMappingError("« regrouper » doit être une liste de colonnes du fichier.")
        return cls(rules, tuple(group_by), filters_of(document.get("garder", [])))


def _document(text: str) -> dict[str, object]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidMappingError("Ce fichier de correspondance n’est pas du JSON.") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InvalidMappingError(
            "Ce n’est pas un fichier de correspondance\u202f: "
            f"il lui manque le format «\u00a0{FORMAT}\u00a0»."
        )
    return document
