"""Form fields that several forms share: the hours of a place, and the key of a row."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from places.opening_hours import MAX_LENGTH, Remark, Understanding, explain, understand

NBSP = "\u00a0"
EXAMPLES = ("du lundi au vendredi 9h-12h et 14h-17h, sauf mercredi", "1er mardi du mois 14h-16h")
HELP = (
    f"Écrivez comme vous parlez{NBSP}: "
    + ", ".join(f"«\u202f{example}\u202f»" for example in (*EXAMPLES, "sur rendez-vous"))
    + ". La notation OSM est acceptée aussi."
)


class ClientUuidField(forms.UUIDField):
    """The row's key, made when the form was shown; a spoilt one is replaced, nobody's fault."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> uuid.UUID:
        try:
            return super().clean(value) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()


class Typed(str):
    """What was typed; `was_seen` when the form had already shown the same text with its doubts."""

    __slots__ = ("was_seen",)
    was_seen: bool


class OpeningHoursInput(forms.Textarea):
    """A text area that remembers what it showed, so that saving the same text again insists."""

    def render(self, name: str, value: Any, *args: Any, **kwargs: Any) -> SafeString:
        shown = format_html(
            '<input type="hidden" name="{}-seen" value="{}">', name, self.format_value(value) or ""
        )
        return super().render(name, value, *args, **kwargs) + shown

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        typed = Typed(data.get(name) or "")
        typed.was_seen = _plain(data.get(f"{name}-seen") or "") == _plain(typed)
        return typed


class OpeningHoursField(forms.CharField):
    """Opening hours as people write them, French or OSM; the clean value is OSM.

    What is doubtful, or not understood, is refused once, with its proposal; the same text sent
    again is taken at its word. What is not understood then stays as it is, and is shown so.
    """

    widget = OpeningHoursInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"label": "Horaires", "required": False, "help_text": HELP} | kwargs
        super().__init__(**{"max_length": MAX_LENGTH} | kwargs)
        self.widget.attrs["rows"] = 3

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        understood = understand(text)
        doubts = [remark for remark in understood.remarks if not remark.is_certain]
        if doubts and not getattr(value, "was_seen", False):
            raise ValidationError([*map(_said, doubts), _how_to_insist(understood)])
        return understood.expression


def reading(expression: str, lead: str = "Lu ainsi") -> str:
    """Say how hours are read, in one line for a hint or a message: « Lu ainsi : … »."""
    understood = understand(expression)
    if not expression or understood.how == "text":
        return ""
    lines = f"{NBSP}; ".join(explain(understood.expression))
    return f"{lead}{NBSP}: {lines}."


def _said(remark: Remark) -> str:
    if remark.proposal is None:
        return remark.words
    return f"{remark.words} Proposition{NBSP}: «\u202f{remark.proposal}\u202f»."


def _how_to_insist(understood: Understanding) -> str:
    if understood.how == "text":
        return (
            "Si vous enregistrez de nouveau, ces mots seront affichés tels quels, "
            "sans que l’annuaire sache dire si le lieu est ouvert."
        )
    return f"{reading(understood.expression)} Si c’est bien cela, enregistrez de nouveau."


def _plain(text: str) -> str:
    return " ".join(text.split())
