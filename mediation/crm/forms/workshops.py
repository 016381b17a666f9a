"""Report a workshop: people followed by name, the others only counted."""

from typing import Any

from django import forms

from mediation.crm.forms.activities import ReportForm
from mediation.crm.forms.people import SearchesPeople
from mediation.crm.models import Activity, AnonymousCount

MOST_ANONYMOUS = 10_000


class NumberField(forms.IntegerField):
    """A small number, empty for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            min_value=0,
            max_value=MOST_ANONYMOUS,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={
                "invalid": "Écrivez un nombre entier.",
                "min_value": "Ce nombre ne peut pas être négatif.",
                "max_value": "Un atelier compte au plus 10\u202f000 participants anonymes.",
            },
            **kwargs,
        )

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class WorkshopForm(SearchesPeople, ReportForm):
    kind = Activity.Kind.WORKSHOP
    people_field = "attendees"

    title = forms.CharField(
        label="Titre de l’atelier",
        max_length=100,
        error_messages={"required": "Donnez un titre à l’atelier."},
    )
    level = forms.ChoiceField(
        label="Niveau", choices=Activity.Level, required=False, widget=forms.RadioSelect
    )
    attendees = forms.MultipleChoiceField(
        label="Personnes qui ont un dossier",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Une personne n’est pas dans vos dossiers.",
        },
    )
    anonymous_total = NumberField(label="Nombre de participants sans dossier")

    class Meta(ReportForm.Meta):
        fields = [*ReportForm.Meta.fields, "title", "level", "anonymous_total"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for dimension, values in AnonymousCount.VALUES.items():
            for value, label in values.choices:
                self.fields[f"{dimension}_{value}"] = NumberField(label=label)

    def _fill_in(self, habits: Any) -> None:
        super()._fill_in(habits)
        if self.is_new:
            return
        named = self.instance.attendances.exclude(beneficiary=None)
        self.initial["attendees"] = list(named.values_list("beneficiary_id", flat=True))
        for row in self.instance.anonymous_counts.all():
            self.initial[f"{row.dimension}_{row.value}"] = row.count

    def breakdowns(self) -> list[tuple[str, list[Any]]]:
        """For the page: each dimension with its fields."""
        return [
            (dimension.label, [self[f"{dimension}_{value}"] for value in values.values])
            for dimension, values in AnonymousCount.VALUES.items()
        ]

    @property
    def has_breakdown(self) -> bool:
        """Something was counted there, or went wrong there: the part stays open."""
        fields = [field for _label, fields in self.breakdowns() for field in fields]
        return any(field.value() or field.errors for field in fields)

    def counts(self) -> dict[str, dict[str, int]]:
        return {
            str(dimension): {
                value: self.cleaned_data.get(f"{dimension}_{value}") or 0 for value in values.values
            }
            for dimension, values in AnonymousCount.VALUES.items()
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        total = data.get("anonymous_total")
        if total is None:
            return data
        for dimension, numbers in self.counts().items():
            number = sum(numbers.values())
            if number > total:
                label = AnonymousCount.Dimension(dimension).label.lower()
                self.add_error(
                    "anonymous_total",
                    f"Par {label}, vous comptez {number} personnes. "
                    f"C’est plus que les {total} participants sans dossier.",
                )
        if not total and not data.get("attendees") and not self._someone_was_there():
            self.add_error("anonymous_total", "Dites combien de personnes ont participé.")
        return data

    def _someone_was_there(self) -> bool:
        """Only people erased since: they stay counted."""
        return not self.is_new and self.instance.attendances.filter(beneficiary=None).exists()

    def save_people(self, activity: Activity) -> None:
        chosen = set(self.cleaned_data["attendees"])
        activity.set_attendees([person for person in self.offered if str(person.pk) in chosen])
        activity.set_anonymous_counts(self.counts())
