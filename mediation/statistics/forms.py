"""The two forms figures are asked with: free dates for oneself, the catalogue for others."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.text import capfirst

from mediation.statistics.filters import (
    Catalogue,
    OwnFilter,
    TerritoryFilter,
    departement_of,
    today_of,
)
from mediation.statistics.periods import FIRST_YEAR, Days, preset
from places.models import Place
from referrals.dates import read_day

PRESETS = {
    "ce-mois": "Ce mois-ci",
    "mois-dernier": "Mois dernier",
    "ce-trimestre": "Ce trimestre",
    "cette-annee": "Cette année",
    "annee-derniere": "Année dernière",
}
DEFAULT_PRESET = "cette-annee"


class DayField(forms.CharField):  # type: ignore[misc]
    """A day as a browser sends it, or as people write it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        day = read_day(text, date(FIRST_YEAR, 1, 1))
        if day is None:
            raise forms.ValidationError("Écrivez une date comme 24/12/2026.")
        return day


class OwnFilterForm(forms.Form):  # type: ignore[misc]
    """An organisation's own figures: « periode » in the address, or two typed days, wins."""

    du = DayField(label="Du", required=False)
    au = DayField(label="Au", required=False)
    lieu = forms.ModelChoiceField(
        Place.objects.none(), label="Lieu", required=False, empty_label="Tous les lieux"
    )
    mediateur = forms.ModelChoiceField(
        Place.objects.none(), label="Médiateur", required=False, empty_label="Toute l’équipe"
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = user.organisation
        self.today = today_of(self.organisation)
        places = Place.objects.filter(organisation=self.organisation)
        self.fields["lieu"].queryset = places.only("name").order_by("name")
        people = get_user_model().objects.filter(activities__organisation=self.organisation)
        self.fields["mediateur"].queryset = people.distinct()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        code = self.data.get("periode")
        if code and code not in PRESETS:
            raise forms.ValidationError("Cette période n’existe pas. Choisissez-en une autre.")
        if code or not (self.data.get("du") or self.data.get("au")):
            data["days"] = preset(code or DEFAULT_PRESET, self.today)
        elif not {"du", "au"} & self.errors.keys():
            data["days"] = self._typed_days(data.get("du"), data.get("au") or self.today)
        return data

    def _typed_days(self, first: date | None, last: date) -> Days | None:
        if first is None:
            self.add_error("du", "Donnez le premier jour de la période.")
        elif first.year < FIRST_YEAR:
            self.add_error("du", f"Les activités sont comptées depuis {FIRST_YEAR}.")
        elif last < first:
            self.add_error("au", "La date de fin est avant la date de début.")
        else:
            return Days(first, last)
        return None

    def own_filter(self) -> OwnFilter:
        """What was asked for; only when the form is valid."""
        return OwnFilter(
            organisation=self.organisation,
            days=self.cleaned_data["days"],
            departement=departement_of(self.organisation),
            place=self.cleaned_data["lieu"],
            mediator=self.cleaned_data["mediateur"],
        )

    def filled_in(self, user: Any) -> "OwnFilterForm":
        """A form that shows the days that a preset stands for."""
        asked = self.own_filter()
        initial = {
            "du": asked.days.first,
            "au": asked.days.last,
            "lieu": asked.place,
            "mediateur": asked.mediator,
        }
        return type(self)(initial=initial, user=user)

    def show_as_typed(self) -> None:
        """A browser empties a date field that holds something else than a date."""
        for name in {"du", "au"} & self.errors.keys():
            self.fields[name].widget.input_type = "text"

    def current_preset(self) -> str:
        """The preset of the address; empty when days were typed."""
        asked_days = self.data.get("du") or self.data.get("au")
        return self.data.get("periode") or ("" if asked_days else DEFAULT_PRESET)


class CatalogueForm(forms.Form):  # type: ignore[misc]
    """The closed choices of a third party, shown; `Catalogue.read` judges what comes back."""

    territoire = forms.ChoiceField(label="Territoire")
    periode = forms.ChoiceField(label="Période")

    def __init__(self, catalogue: Catalogue, asked: TerritoryFilter | None) -> None:
        initial = {"territoire": asked.node.code, "periode": asked.period.code} if asked else None
        super().__init__(initial=initial)
        self.fields["territoire"].choices = [
            (node.code, label) for node, label in catalogue.nodes.items()
        ]
        self.fields["periode"].choices = [
            (period.code, capfirst(str(period))) for period in catalogue.periods
        ]
