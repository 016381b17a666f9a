"""The second step of an import: for each column of the standard, where it comes from."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from places.forms.rules import (
    CONSTANT,
    KEEP,
    NOTHING,
    Draft,
    build_rule,
    choices_for,
    drafted,
    joinable,
    translations,
    with_values,
)
from places.imports.labels import LABELS
from places.imports.previewing import MOST_WORDS, is_askable
from places.mapping import Mapping
from places.mapping.rules import Rule
from places.standard import COLUMNS, NATIONAL_LABELS
from places.standard.columns import VOCABULARIES

# Without these a place has no identity, no name or no whereabouts.
IDENTITY = ("id", "nom")
WHEREABOUTS = ("commune", "code_postal", "code_insee")
POINT = {"latitude", "longitude"}
FIRST = ("id", "nom", "adresse", "code_postal", "commune", "services", "telephone", "horaires")
DROP = "-"


class MappingForm(forms.Form):
    """One choice a column, plain selects; and one for each value that no list of ours holds."""

    def __init__(
        self,
        *args: Any,
        headers: tuple[str, ...],
        mapping: Mapping,
        reasons: dict[str, str],
        unknown: dict[str, dict[str, int]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headers, self.current = headers, mapping
        self.words: dict[str, list[str]] = {}
        for column in COLUMNS:
            self.add_column(column, mapping.rules.get(column), reasons.get(column, ""))
        for column in VOCABULARIES:
            known = translations(mapping.rules.get(column))
            self.add_words(column, known, unknown.get(column, {}))

    def add_column(self, column: str, rule: Rule | None, reason: str) -> None:
        draft = drafted(rule, self.headers, column)
        label = LABELS[column]
        self.fields[f"c.{column}"] = forms.ChoiceField(
            label=label,
            choices=choices_for(column, self.headers, rule),
            required=False,
            initial=draft.choice,
            help_text=reason,
        )
        self.fields[f"k.{column}"] = forms.CharField(
            label=f"{label} : valeur pour tous les lieux",
            required=False,
            max_length=250,
            initial=draft.constant,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        if joinable(column):
            others = [(NOTHING, "Rien d’autre"), *enumerated(self.headers)]
            self.fields[f"j.{column}"] = forms.ChoiceField(
                label=f"{label} : suivi de", choices=others, required=False, initial=draft.joined
            )

    def add_words(self, column: str, known: dict[str, str], unknown: dict[str, int]) -> None:
        """One select for each word: those that no list holds, then those already translated."""
        values = terms_of(column)
        labels = {value for value, _label in values}
        settled = [word for word, value in known.items() if value in labels or not value]
        words = [*unknown, *[word for word in settled if is_askable(word)][:MOST_WORDS]]
        self.words[column] = list(dict.fromkeys(words))
        for word in self.words[column]:
            count = unknown.get(word)
            self.fields[name_of(column, word)] = forms.ChoiceField(
                label=f"« {word} »",
                help_text=f"{count} fois" if count else "",
                choices=[(KEEP, "Garder telle quelle, à part"), (DROP, "Ignorer"), *values],
                initial=(known[word] or DROP) if word in known else KEEP,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for column in COLUMNS:
            name = f"c.{column}"
            if cleaned.get(name) == CONSTANT and not cleaned.get(f"k.{column}"):
                self.add_error(f"k.{column}", "Écrivez la valeur, ou choisissez une colonne.")
        chosen = {column for column in COLUMNS if cleaned.get(f"c.{column}")}
        for column in IDENTITY:
            if column not in chosen and f"c.{column}" in cleaned:
                self.add_error(f"c.{column}", "Il faut dire d’où vient cette information.")
        if not (chosen & set(WHEREABOUTS) or chosen >= POINT):
            raise ValidationError(
                "Dites d’où vient la commune, ou le code postal, ou bien les deux coordonnées."
            )
        return cleaned

    def mapping(self) -> Mapping:
        """The mapping that was chosen."""
        rules: dict[str, Rule] = {}
        # The identifier comes last: it may be made of the others.
        for column in (*COLUMNS[1:], COLUMNS[0]):
            current = self.current.rules.get(column)
            rule = build_rule(column, self.draft(column), self.headers, current, rules)
            if rule is not None:
                words = self.words.get(column, ())
                rules[column] = with_values(rule, words, self.values(column))
        ordered = {column: rules[column] for column in COLUMNS if column in rules}
        return Mapping(ordered, self.current.group_by, self.current.filters)

    def draft(self, column: str) -> Draft:
        get = self.cleaned_data.get
        return Draft(get(f"c.{column}", ""), get(f"k.{column}", ""), get(f"j.{column}", ""))

    def values(self, column: str) -> dict[str, str]:
        """Word of the producer → value of the standard, empty for what is to be left out."""
        chosen = {
            word: self.cleaned_data.get(name_of(column, word), KEEP)
            for word in self.words.get(column, ())
        }
        return {word: "" if v == DROP else v for word, v in chosen.items() if v != KEEP}

    # What the page shows, in its order.

    def main_columns(self) -> list[dict[str, Any]]:
        """The columns that matter first, and those in error."""
        return [self.row(column) for column in COLUMNS if self.is_main(column)]

    def other_columns(self) -> list[dict[str, Any]]:
        return [self.row(column) for column in COLUMNS if not self.is_main(column)]

    @property
    def other_count(self) -> int:
        """How many of the folded columns are filled."""
        return sum(bool(row["choice"].value()) for row in self.other_columns())

    @property
    def has_words(self) -> bool:
        return any(self.words.values())

    def is_main(self, column: str) -> bool:
        names = (f"c.{column}", f"k.{column}", f"j.{column}")
        return column in FIRST or any(name in self.errors for name in names)

    def row(self, column: str) -> dict[str, Any]:
        joined = self[f"j.{column}"] if f"j.{column}" in self.fields else None
        constant = self[f"k.{column}"]
        is_open = bool(constant.value() or constant.errors or (joined and joined.value()))
        row = {"choice": self[f"c.{column}"], "constant": constant, "joined": joined}
        return row | {"is_open": is_open}

    def value_groups(self) -> Iterator[tuple[str, list[Any]]]:
        for column, words in self.words.items():
            if words:
                yield LABELS[column], [self[name_of(column, word)] for word in words]


def name_of(column: str, word: str) -> str:
    """The name of the select that says what a word means: short, and the same on every page."""
    return f"v.{column}.{blake2b(word.encode(), digest_size=5).hexdigest()}"


def enumerated(headers: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(f"colonne {rank}", header) for rank, header in enumerate(headers)]


def terms_of(column: str) -> list[tuple[str, str]]:
    """The values of the standard that a column may hold."""
    vocabularies = VOCABULARIES[column]
    return [
        (label, label) for (name, _code), label in NATIONAL_LABELS.items() if name in vocabularies
    ]
