"""Exceptional closings of a place, a few rows at a time, beside the rest of its sheet."""

from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput

from places.models import Closing, Place

MOST = 20
EMPTY_ROWS = 2
SAID = ("starts_on", "ends_on", "reason", "words")


class ClosingForm(forms.ModelForm):
    """One closing; a single day needs no last day."""

    class Meta:
        model = Closing
        fields = [*SAID]
        labels = {
            "starts_on": "Premier jour fermé",
            "ends_on": "Dernier jour fermé",
            "reason": "Raison",
            "words": "Précision",
        }
        error_messages = {
            "starts_on": {"required": "Écrivez le premier jour fermé."},
            "reason": {"required": "Choisissez la raison de la fermeture."},
        }
        widgets = {
            "starts_on": AdminDateInput,
            "ends_on": AdminDateInput,
            "words": forms.TextInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = False
        self.fields["reason"].choices = [("", "Choisir"), *Closing.Reason.choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_one_day = not cleaned.get("ends_on") and "ends_on" not in self.errors
        if cleaned.get("starts_on") and is_one_day:
            cleaned["ends_on"] = cleaned["starts_on"]
        return cleaned


class BaseClosingFormSet(forms.BaseInlineFormSet):
    """The closings that are not over; the others are history."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Closing.objects.not_over(timezone.localdate()))
        super().__init__(*args, **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Supprimer cette fermeture"

    def save_new(self, form: Any, commit: bool = True) -> Closing:
        """The same closing written twice, by a form sent twice, is one."""
        said = {name: form.cleaned_data[name] for name in SAID}
        written = Closing.objects.filter(place_id=self.instance.pk, **said).first()
        return written or super().save_new(form, commit)


def closings_formset(form: type[ClosingForm]) -> Any:
    """The class of a formset of closings, each written in such a form."""
    return forms.inlineformset_factory(
        Place,
        Closing,
        form=form,
        formset=BaseClosingFormSet,
        extra=EMPTY_ROWS,
        max_num=MOST,
        validate_max=True,
        can_delete=True,
    )


ClosingFormSet = closings_formset(ClosingForm)
