"""Form fields that accept what people write: phone numbers, days and hours."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from places.phones import canonical_phone
from referrals.dates import read_day, read_hour


def without_nul(text: str | None) -> str:
    """A text that came by the address, and that PostgreSQL can be asked about."""
    return (text or "").replace("\0", "")


class PhoneField(forms.CharField):
    """A phone number, kept as « 0612345678 » or « +32… »."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)
        self.widget.input_type = "tel"
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        number = canonical_phone(text)
        if number is None:
            raise ValidationError(
                "Ce numéro de téléphone n’est pas complet. Un numéro français a dix chiffres, "
                "par exemple 06 12 34 56 78."
            )
        return number


class DayField(forms.CharField):
    """A day written in French in any usual way."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        day = read_day(text, timezone.localdate())
        if day is None:
            raise ValidationError(
                "Nous ne comprenons pas cette date. Écrivez par exemple 24/12/2026."
            )
        return day


class HourField(forms.CharField):
    """An hour written in French in any usual way."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 12)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> time | None:
        text = super().clean(value)
        if not text:
            return None
        hour = read_hour(text)
        if hour is None:
            raise ValidationError(
                "Nous ne comprenons pas cette heure. Écrivez par exemple 14 h 30."
            )
        return hour
