"""The small forms by which a place answers."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from places.opening_hours import timezone_of
from referrals.fields import DayField, HourField
from referrals.journey import OUTCOMES
from referrals.models import Referral

LONGEST_AHEAD = timedelta(days=366)


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(
        choices=Referral.DeclineReason.choices,
        widget=forms.RadioSelect,
        label="Pourquoi refusez-vous ?",
        error_messages={
            "required": "Dites pourquoi vous refusez.",
            "invalid_choice": "Choisissez une raison de la liste.",
        },
    )


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        choices=[choice for choice in Referral.Status.choices if choice[0] in OUTCOMES],
        widget=forms.RadioSelect,
        label="Comment cela s’est-il terminé ?",
        error_messages={
            "required": "Dites comment cela s’est terminé.",
            "invalid_choice": "Choisissez une suite de la liste.",
        },
    )


class AppointmentForm(forms.Form):
    day = DayField(
        label="Jour",
        help_text="Par exemple 24/12/2026",
        error_messages={"required": "Écrivez le jour."},
    )
    hour = HourField(
        label="Heure",
        help_text="Par exemple 14 h 30",
        error_messages={"required": "Écrivez l’heure."},
    )

    def __init__(self, *args: Any, departement: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.timezone = timezone_of(departement)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("day") and data.get("hour"):
            # On the clock of the place, overseas too.
            at = datetime.combine(data["day"], data["hour"], self.timezone)
            if at < timezone.now():
                raise ValidationError("Ce rendez-vous est déjà passé. Vérifiez le jour et l’heure.")
            if at > timezone.now() + LONGEST_AHEAD:
                raise ValidationError("Ce rendez-vous est dans plus d’un an. Vérifiez le jour.")
            data["at"] = at
        return data
