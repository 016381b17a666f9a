"""How an editor writes a place by hand: the same checks and the same repairs as an import."""

from functools import cached_property
from typing import Any
from uuid import uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.forms.models import WagtailAdminModelForm

from places.contact_checks import (
    CONFIRMATIONS,
    ContactChecks,
    EmailsBox,
    PhoneBox,
    PointBox,
    TextsBox,
)
from places.corrections import CORRECTED, correct, create_record
from places.fields import HELP, ClientUuidField, OpeningHoursField, reading
from places.forms.closings import ClosingFormSet
from places.geocoding import Town, clean_code, is_postal_code, normalise, resolve_commune
from places.models import Place, Term
from places.models.places import FROM_COMMUNE, POINT
from places.models.records import OWN_SOURCE
from places.phones import spaced
from places.proposals import must_wait, submit
from places.sheets import recompose
from places.slugs import Slugs, base_of
from places.standard.phones import phone_of

# Asked before the CMS gives a sheet to another structure: (place, structure) → why not, or "".
CHANGE_OF_HANDS = "refuse_change_of_hands"
ON_FILE = "Horaires enregistrés"
# Vocabularies of a place, in the order the sheet is filled.
VOCABULARIES = (
    Term.Vocabulary.SERVICE,
    Term.Vocabulary.FEE,
    Term.Vocabulary.ACCESS_MODE,
    Term.Vocabulary.SUPPORT_MODE,
    Term.Vocabulary.AUDIENCE,
    Term.Vocabulary.ACCOMMODATION,
    Term.Vocabulary.PROGRAMME,
    Term.Vocabulary.LABEL,
    Term.Vocabulary.ITINERANCY,
    Term.Vocabulary.PLACE_TYPE,
)


def bears(commune: Town, name: str) -> bool:
    """Whether what was typed begins the commune's name, or the other way round (« Paris »)."""
    typed, own = normalise(name), commune.search_name
    return typed.startswith(own) or own.startswith(typed)


class TermsField(forms.ModelMultipleChoiceField):
    """The terms of one vocabulary, as boxes to tick."""

    def __init__(self, vocabulary: Term.Vocabulary) -> None:
        super().__init__(
            Term.objects.filter(vocabulary=vocabulary),
            label=vocabulary.label,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class PlaceChecks(ContactChecks):
    """What a form of a place finds and checks: terms, postal code, commune, hours, addresses."""

    vocabularies = VOCABULARIES
    fields: Any
    instance: Any
    cleaned_data: Any
    changed_data: Any
    add_error: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["phone"] = spaced(self.instance.phone)
        hours = self.fields["opening_hours"]
        hours.help_text = f"{reading(self.instance.opening_hours, ON_FILE)} {HELP}".strip()
        is_known = self.instance.pk is not None
        chosen = list(self.instance.terms.all()) if is_known else []
        for vocabulary in self.vocabularies:
            field = self.fields[vocabulary.value]
            field.initial = [term.pk for term in chosen if term.vocabulary == vocabulary]

    def clean_postal_code(self) -> str:
        code = clean_code(self.cleaned_data["postal_code"])
        if not code:
            raise ValidationError("Un code postal a cinq chiffres, par exemple 23000.")
        return code

    def clean_phone(self) -> str:
        """Kept as the standard writes it; what nobody touched stays as it is."""
        typed: str = self.cleaned_data["phone"]
        if spaced(typed) == self.initial["phone"]:
            return str(self.instance.phone)
        read = phone_of(typed, self.instance.postal_code)
        if typed and read.is_lossy:
            raise ValidationError("Écrivez un seul numéro, complet, par exemple 05 55 51 00 00.")
        return read.value

    def clean_emails(self) -> str:
        addresses = self.cleaned_data["emails"].split()
        for address in addresses:
            try:
                validate_email(address)
            except ValidationError as error:
                raise ValidationError(f"« {address} » n’est pas une adresse e-mail.") from error
        return "\n".join(addresses)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.merged_into_id:
            kept = self.instance.merged_into
            self.add_error(
                None, f"Cette fiche a été réunie à «\u00a0{kept}\u00a0»\u202f: séparez-les d’abord."
            )
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", "La latitude et la longitude vont ensemble.")
        name, code = cleaned.get("commune_name"), cleaned.get("postal_code")
        if name and code:
            self.find_commune(cleaned, name, code)
        self.check_contacts(cleaned)
        self.check_texts(cleaned)
        return cleaned

    def find_commune(self, cleaned: dict[str, Any], name: str, code: str) -> None:
        commune = resolve_commune("", code, name)
        if commune is None:
            self.add_error("commune_name", f"Aucune commune « {name} » n’a le code postal {code}.")
        elif "postal_code" in self.changed_data and not is_postal_code(code, commune):
            self.add_error("postal_code", f"Le code postal {code} n’existe pas.")
        elif "commune_name" in self.changed_data and not bears(commune, name):
            self.add_error("commune_name", f"Le code postal {code} est celui de {commune.name}.")
        else:
            self.instance.commune_id = self.instance.insee_code = commune.pk
            self.check_point(cleaned, commune)

    def set_point(self) -> None:
        """Without a point of its own, a place stands where its commune does, and says so."""
        place = self.instance
        is_borrowed = place.raw.get(POINT) == FROM_COMMUNE and not self._point_was_typed()
        if place.latitude is None or is_borrowed:
            place.latitude, place.longitude = place.commune.latitude, place.commune.longitude
            place.raw = {**place.raw, POINT: FROM_COMMUNE}
        else:
            place.raw = {key: value for key, value in place.raw.items() if key != POINT}

    def name_new(self, source_id: str = "") -> None:
        """What a place made here is known by, before it is stored."""
        place = self.instance
        place.source, place.source_id = OWN_SOURCE, source_id or uuid4().hex
        place.slug = Slugs().take(base_of(place.name, place.commune_name))
        place.updated_on = timezone.localdate()

    def record_new(self) -> None:
        """Its terms, and the record that it comes from, once it is stored."""
        place = self.instance
        place.terms.set(
            term for name in self.vocabularies for term in self.cleaned_data[name.value]
        )
        create_record(place)
        recompose([place.pk])

    def _point_was_typed(self) -> bool:
        return bool({"latitude", "longitude"} & set(self.changed_data))


class PlaceForm(PlaceChecks, WagtailAdminModelForm):
    """A place; its commune, its point and its address on the site are found, not typed."""

    opening_hours = OpeningHoursField()
    emails_confirmed = EmailsBox()
    phone_confirmed = PhoneBox()
    point_confirmed = PointBox()
    texts_confirmed = TextsBox()
    key = ClientUuidField(required=False, initial=uuid4)
    is_submitted = False

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if self.instance.pk:
            del self.fields["key"]
        # A form sent without its closings leaves them as they are.
        is_left_out = data is not None and "closings-TOTAL_FORMS" not in data
        if not (is_left_out or (self.waits and self.instance.pk)):
            self.formsets["closings"] = ClosingFormSet(
                data, instance=self.instance, prefix="closings"
            )

    def clean_organisation(self) -> Any:
        """Another structure may hold the sheet, unless what stands above says why not."""
        organisation = self.cleaned_data["organisation"]
        if self.instance.pk and "organisation" in self.changed_data:
            for refusal in hooks.get_hooks(CHANGE_OF_HANDS):
                if words := refusal(self.instance, organisation):
                    raise ValidationError(words)
        return organisation

    @cached_property
    def new_source_id(self) -> str:
        """One for each place written on one page: going back to it, another may be written."""
        typed = "\n".join(self.cleaned_data[name] for name in ("name", "postal_code", "address"))
        return uuid5(self.cleaned_data["key"], typed).hex

    def already_added(self) -> Place | None:
        """The place that the same page, sent before, has made."""
        made = Place.objects.filter(source=OWN_SOURCE, source_id=self.new_source_id)
        return made.first()

    @property
    def waits(self) -> bool:
        return must_wait(self.for_user)

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        if "next_availability" in self.changed_data:
            self.instance.availability_said_on = timezone.localdate()
        self.set_point()
        place = self.save_sheet(commit)
        for formset in self.formsets.values():
            formset.save()
        return place

    def save_sheet(self, commit: bool) -> Any:
        if self.waits:
            return self.submit(commit)
        return self.add(commit) if self.instance.pk is None else self.change(commit)

    def submit(self, commit: bool) -> Any:
        """A draft is written and stays one; what the public reads waits for a moderator."""
        place, draft = self.instance, Place.Status.DRAFT
        if place.pk is None or Place.objects.filter(pk=place.pk, status=draft).exists():
            place.status = draft
            return self.add(commit) if place.pk is None else self.change(commit)
        self.is_submitted = True
        named = {vocabulary.value for vocabulary in VOCABULARIES}
        apart = {*named, *CONFIRMATIONS.values()}
        typed = [name for name in self.cleaned_data if name not in apart]
        chosen = {name: self.cleaned_data[name] for name in named}
        submit(place, typed, chosen, self.for_user)
        place.refresh_from_db()
        return place

    def add(self, commit: bool) -> Any:
        self.name_new(self.new_source_id)
        place = super().save(commit)
        self.record_new()
        return place

    def change(self, commit: bool) -> Any:
        """What was typed becomes a correction, which no import overwrites."""
        place = self.instance
        changes: dict[str, Any] = {name: getattr(place, name) for name in CORRECTED}
        changes |= {name.value: self.cleaned_data[name.value] for name in VOCABULARIES}
        stored = Place.objects.get(pk=place.pk)
        correct(stored, changes | {POINT: place.raw.get(POINT)}, by="editor")
        for name in ("raw", "provenance", "updated_on"):
            setattr(place, name, getattr(stored, name))
        return super().save(commit)


# One field a vocabulary, declared once; the panels name them.
for _vocabulary in VOCABULARIES:
    PlaceForm.base_fields[_vocabulary.value] = TermsField(_vocabulary)
    PlaceForm.declared_fields[_vocabulary.value] = PlaceForm.base_fields[_vocabulary.value]
