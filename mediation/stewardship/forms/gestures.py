"""The small forms of one gesture: room for people, a place that closes."""

from django import forms

from places.models import Place

UNKNOWN = ("", "Je ne sais pas")


class AvailabilityForm(forms.Form):
    """Whether a place takes people, and how soon."""

    accepts_referrals = forms.BooleanField(label="Accepte les orientations", required=False)
    next_availability = forms.ChoiceField(
        label="Prochaine place",
        choices=[UNKNOWN, *Place.Availability.choices],
        required=False,
    )


class ClosedForm(forms.Form):
    """A place that is closed: for a while, or for good."""

    FOR_NOW, FOR_GOOD = "now", "good"
    how_long = forms.ChoiceField(
        label="Ce lieu est fermé",
        choices=[(FOR_NOW, "Pour un temps : il rouvrira"), (FOR_GOOD, "Définitivement")],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si le lieu rouvrira."},
    )
