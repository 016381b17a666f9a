"""Which rows of a file to keep: one column, and the values that it must or must not have."""

from typing import Any

from django import forms

from places.forms.rules import COLUMN, NOTHING
from places.mapping.filtering import RowFilter

EMPTY = "(vide)"
EXCEPT, AMONG = "sauf", "parmi"
MODES = [
    (EXCEPT, "Écarter les lignes où elle a une de ces valeurs"),
    (AMONG, "Garder seulement les lignes où elle a une de ces valeurs"),
]
LONGEST = 2000


class RowFilterForm(forms.Form):
    """The first filter of a mapping as three plain choices; the others stay as they are."""

    def __init__(
        self, *args: Any, headers: tuple[str, ...], filters: tuple[RowFilter, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headers, self.others = headers, filters[1:]
        first = next(iter(filters), RowFilter("", (), is_excluding=True))
        columns = [(f"{COLUMN}{rank}", header) for rank, header in enumerate(headers)]
        is_known = first.header in headers
        self.fields["f.header"] = forms.ChoiceField(
            label="La colonne qui le dit",
            choices=[(NOTHING, "Aucune : toutes les lignes sont gardées"), *columns],
            required=False,
            initial=f"{COLUMN}{headers.index(first.header)}" if is_known else NOTHING,
        )
        self.fields["f.mode"] = forms.ChoiceField(
            label="La règle",
            choices=MODES,
            required=False,
            initial=EXCEPT if first.is_excluding else AMONG,
        )
        self.fields["f.values"] = forms.CharField(
            label="Les valeurs, une par ligne",
            required=False,
            max_length=LONGEST,
            initial="\n".join(value or EMPTY for value in first.values),
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=f"Par exemple « Non ». Écrivez « {EMPTY} » pour une cellule vide.",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("f.header") and "f.values" in cleaned and not self.values():
            self.add_error("f.values", "Écrivez au moins une valeur, ou gardez toutes les lignes.")
        return cleaned

    def values(self) -> tuple[str, ...]:
        lines = [line.strip() for line in self.cleaned_data.get("f.values", "").splitlines()]
        return tuple(dict.fromkeys("" if line == EMPTY else line for line in lines if line))

    def filters(self) -> tuple[RowFilter, ...]:
        """The filters that were chosen, once the form is valid."""
        header = self.cleaned_data["f.header"]
        if not header:
            return self.others
        chosen = self.headers[int(header.removeprefix(COLUMN))]
        is_excluding = self.cleaned_data["f.mode"] != AMONG
        return (RowFilter(chosen, self.values(), is_excluding), *self.others)

    @property
    def header(self) -> str:
        """The header that the page shows as chosen."""
        chosen = str(self["f.header"].value() or "")
        rank = chosen.removeprefix(COLUMN)
        is_one = rank.isdecimal() and int(rank) < len(self.headers)
        return self.headers[int(rank)] if is_one else ""

    def shown(self) -> list[Any]:
        """What the page shows, in its order."""
        return [self[name] for name in ("f.header", "f.mode", "f.values")]
