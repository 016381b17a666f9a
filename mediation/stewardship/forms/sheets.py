"""The sheet of a place on one page, as its manager writes it, without losing anybody's words."""

import hashlib
import json
from typing import Any, NamedTuple

from django import forms
from django.db import transaction
from django.utils import timezone

from mediation.stewardship.forms.gestures import UNKNOWN
from places.contact_checks import EmailsBox, PhoneBox, PointBox, TextsBox
from places.corrections import correct
from places.editing import PlaceChecks, TermsField
from places.fields import OpeningHoursField
from places.models import Place, Term
from places.models.places import POINT
from places.phones import spaced
from places.standard.cells import links_of

VOCABULARIES = (
    Term.Vocabulary.SERVICE,
    Term.Vocabulary.AUDIENCE,
    Term.Vocabulary.ACCOMMODATION,
    Term.Vocabulary.FEE,
    Term.Vocabulary.ACCESS_MODE,
    Term.Vocabulary.SUPPORT_MODE,
)
LABELS = {
    "name": "Nom du lieu",
    "address": "Numéro et rue",
    "address_extra": "Étage, bâtiment, entrée",
    "postal_code": "Code postal",
    "commune_name": "Commune",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "phone": "Téléphone",
    "emails": "E-mail",
    "websites": "Site internet",
    "booking_url": "Adresse pour réserver en ligne",
    "accessibility_url": "Adresse de la fiche Acceslibre",
    "opening_hours": "Horaires habituels",
    "summary": "Le lieu en deux phrases",
    "description": "Présentation détaillée",
    Term.Vocabulary.SERVICE: "On aide les gens pour",
    Term.Vocabulary.AUDIENCE: "Pour qui",
    Term.Vocabulary.ACCOMMODATION: "Accueil adapté",
    Term.Vocabulary.FEE: "Prix",
    Term.Vocabulary.ACCESS_MODE: "Comment venir ou prendre contact",
    Term.Vocabulary.SUPPORT_MODE: "Forme de l’aide",
    "accepts_referrals": "Le lieu accepte les orientations",
    "next_availability": "Prochaine place",
}
HINTS = {
    "phone": "Le numéro du lieu, jamais le portable d’une personne.",
    "emails": "Une adresse par ligne. Aucune adresse au nom d’une personne.",
    "websites": "Une adresse par ligne.",
    "accessibility_url": "Elle commence par https://acceslibre.beta.gouv.fr",
    "summary": "280 caractères au plus.",
    "latitude": "Vide : le lieu est placé à la mairie de sa commune.",
    Term.Vocabulary.AUDIENCE: "Rien de coché : tout le monde.",
}
MISSING = {
    "name": "Écrivez le nom du lieu.",
    "address": "Écrivez le numéro et la rue.",
    "postal_code": "Écrivez le code postal.",
    "commune_name": "Écrivez la commune.",
}
LINKS = ("websites", "booking_url", "accessibility_url")
# What else follows from what was typed: the town, and the point, which is said whole.
TOWN, SPOT = ("commune_id", "insee_code"), ("latitude", "longitude")


class Difference(NamedTuple):
    """A field that two people wrote at the same time."""

    label: str
    typed: str
    stored: str


class SheetForm(PlaceChecks, forms.ModelForm):
    """Everything a manager may change; `base` remembers what the page showed."""

    vocabularies = VOCABULARIES
    opening_hours = OpeningHoursField()
    emails_confirmed = EmailsBox()
    phone_confirmed = PhoneBox()
    point_confirmed = PointBox()
    texts_confirmed = TextsBox()
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Place
        fields = [name for name in LABELS if name not in VOCABULARIES]
        widgets = {
            "emails": forms.Textarea(attrs={"rows": 2}),
            "websites": forms.Textarea(attrs={"rows": 2}),
            "booking_url": forms.TextInput,
            "accessibility_url": forms.TextInput,
            "summary": forms.Textarea(attrs={"rows": 3}),
            "description": forms.Textarea(attrs={"rows": 5}),
            "latitude": forms.TextInput(attrs={"inputmode": "decimal"}),
            "longitude": forms.TextInput(attrs={"inputmode": "decimal"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            self.fields[name].label = label
            self.fields[name].help_text = HINTS.get(name, self.fields[name].help_text)
        for name, words in MISSING.items():
            self.fields[name].error_messages["required"] = words
        # What was said too long ago is no longer known, here as on the public sheet.
        self.initial["next_availability"] = self.instance.availability or ""
        self.fields["next_availability"].choices = [UNKNOWN, *Place.Availability.choices]
        self.stored = {
            name: self.words_of(name, self.get_initial_for_field(f, name))
            for name, f in self.sheet_fields()
        }
        self.initial["base"] = json.dumps({n: digest(text) for n, text in self.stored.items()})
        self.before = self.where()

    def sheet_fields(self) -> list[tuple[str, Any]]:
        return [(name, self.fields[name]) for name in LABELS]

    def words_of(self, name: str, value: Any) -> str:
        """A value of a field in words: what is compared, and shown when two people differ."""
        if name in self.vocabularies:
            keys = {getattr(term, "pk", term) for term in value or ()}
            terms = self.fields[name].queryset
            return ", ".join(term.plain_label for term in terms if term.pk in keys)
        if isinstance(value, bool):
            return "oui" if value else "non"
        if name == "next_availability":
            return str(dict(Place.Availability.choices).get(value, ""))
        if name == "phone":
            return spaced(value or "")
        return "" if value is None else "\n".join(str(value).split("\r\n")).strip()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        typed = self.words_of("opening_hours", self.data.get("opening_hours"))
        if typed == self.stored["opening_hours"]:
            # Nobody touched them: they stay as their source wrote them.
            cleaned["opening_hours"] = self.initial["opening_hours"]
        for name in LINKS:
            good, bad = links_of(cleaned.get(name) or "")
            if bad:
                self.add_error(name, f"« {bad[0]} » n’est pas une adresse de site internet.")
            cleaned[name] = "\n".join(good)
        if self.instance.commune_id != self.before["commune_id"] and not self._point_was_typed():
            cleaned["latitude"] = cleaned["longitude"] = None
        return cleaned

    @property
    def changes(self) -> dict[str, Any]:
        """What was really changed, under the names of fields and vocabularies."""
        cleaned = self.cleaned_data
        return {
            name: cleaned[name]
            for name, _ in self.sheet_fields()
            if self.words_of(name, cleaned[name]) != self.stored[name]
        }

    def differences(self) -> tuple[list[Difference], list[str]]:
        """What somebody else wrote since the page was opened.

        Returns the fields that both wrote, each its own way, and the names of those that only the
        other one did.
        """
        both, theirs = [], []
        base = read_base(self.cleaned_data["base"])
        for name, field in self.sheet_fields():
            typed = self.words_of(name, self.cleaned_data[name])
            stored, seen = self.stored[name], base.get(name, "")
            if seen == digest(stored) or typed == stored:
                continue
            if seen == digest(typed):
                theirs.append(name)
            else:
                both.append(Difference(field.label, typed, stored))
        return both, theirs

    def fresh_data(self, theirs: list[str]) -> Any:
        """What was typed, with what only the other one wrote, over the sheet as it now stands."""
        data = self.data.copy()
        data["base"] = self.initial["base"]
        for name in theirs:
            value = self.get_initial_for_field(self.fields[name], name)
            if name in self.vocabularies:
                data.setlist(name, [str(key) for key in value])
            else:
                data[name] = "" if value is None or value is False else str(value)
        return data

    def where(self) -> dict[str, Any]:
        """The town and the point, and whether the point is the town's."""
        place = self.instance
        found = {name: getattr(place, name) for name in (*TOWN, *SPOT)}
        return {**found, POINT: place.raw.get(POINT)}

    def found(self) -> dict[str, Any]:
        """What of the town and the point follows from what was typed."""
        now = self.where()
        town = {name: now[name] for name in TOWN if now[name] != self.before[name]}
        spot = {name: now[name] for name in (*SPOT, POINT)}
        has_moved = any(now[name] != self.before[name] for name in spot)
        return town | spot if has_moved else town

    @transaction.atomic
    def write(self, by: str) -> Place:
        """Write the changes through the one place that remembers them; the sheet is checked."""
        place, today = self.instance, timezone.localdate()
        self.set_point()
        changes = {name: value for name, value in self.changes.items() if name not in SPOT}
        if "next_availability" in changes:
            changes["availability_said_on"] = today
        changes |= self.found()
        correct(place, {**changes, "checked_on": today}, by)
        return place


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_base(text: str) -> dict[str, str]:
    """What the page showed, field by field; nothing when it was tampered with."""
    try:
        base = json.loads(text)
    except ValueError:
        return {}
    return base if isinstance(base, dict) else {}


for _vocabulary in VOCABULARIES:
    SheetForm.base_fields[_vocabulary.value] = TermsField(_vocabulary)
    SheetForm.declared_fields[_vocabulary.value] = SheetForm.base_fields[_vocabulary.value]
