"""Exceptional closings as a manager writes them: days in any usual way."""

from places.forms.closings import ClosingForm, closings_formset
from referrals.fields import DayField


class SpokenClosingForm(ClosingForm):
    """One closing, « 24 déc. » or « 24/12/2026 »."""

    starts_on = DayField(
        label="Premier jour fermé", error_messages=ClosingForm.Meta.error_messages["starts_on"]
    )
    ends_on = DayField(label="Dernier jour fermé", required=False)


ClosingFormSet = closings_formset(SpokenClosingForm)
