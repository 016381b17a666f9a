"""A place that the directory does not have yet, and what a moderator answers."""

import uuid
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from mediation.stewardship.forms.sheets import SheetForm
from mediation.stewardship.models import NewPlace
from places.fields import ClientUuidField
from places.models import Place


class NewPlaceForm(SheetForm):
    """The sheet of a place, written for the first time: it stays a draft."""

    is_other = forms.BooleanField(label="Mon lieu n’est aucun de ceux-là", required=False)
    key = ClientUuidField(required=False, initial=uuid.uuid4)

    @transaction.atomic
    def add(self) -> Place:
        place, today = self.instance, timezone.localdate()
        self.set_point()
        self.name_new()
        place.status, place.checked_on = Place.Status.DRAFT, today
        if place.next_availability:
            place.availability_said_on = today
        place.save()
        self.record_new()
        return place


ALREADY_THERE = "Ce lieu est déjà dans l’annuaire."


class NewPlaceDecisionForm(forms.Form):
    """Published, or sent back with what is to change or with the sheet that exists already."""

    status = forms.ChoiceField(
        choices=[(s, s.label) for s in NewPlace.Status if s != NewPlace.Status.SUBMITTED]
    )
    reason = forms.CharField(max_length=200, required=False)
    double_of = forms.ModelChoiceField(Place.objects.published(), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("status") == NewPlace.Status.APPROVED:
            return cleaned | {"double_of": None}
        if cleaned.get("double_of"):
            return cleaned | {"reason": ALREADY_THERE}
        if not cleaned.get("reason"):
            self.add_error("reason", "Dites ce qu’il faut modifier.")
        return cleaned
