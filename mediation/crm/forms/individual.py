"""Report an individual activity: with somebody followed, or with somebody anonymous."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mediation.crm.forms.activities import ReportForm
from mediation.crm.forms.communes import CommuneField
from mediation.crm.forms.people import SearchesPeople, as_uuid
from mediation.crm.models import Activity, Attendance, Beneficiary
from places.models import Commune, Place, Term
from referrals.people import AgeBand, Gender, Occupation

ANONYMOUS = "anonymous"
ERASED = "erased"
_SHOWN = 5


class PlaceNameField(forms.CharField):
    """The name, or a part of it, of one published place of the département."""

    departement: str | None = None

    def prepare_value(self, value: Any) -> Any:
        return Place.objects.get(pk=value).name if isinstance(value, int) else value

    def clean(self, value: Any) -> Place | None:
        text = super().clean(value)
        if not text:
            return None
        near = Place.objects.published().filter(commune__departement=self.departement)
        found = list(near.filter(name__iexact=text)[:2])
        found = found if len(found) == 1 else list(near.filter(name__icontains=text)[: _SHOWN + 1])
        if not found:
            raise ValidationError(f"Nous ne trouvons pas de lieu « {text} » dans le département.")
        if len(found) > 1:
            names = " ; ".join(f"{place.name} ({place.commune_name})" for place in found[:_SHOWN])
            raise ValidationError(f"Plusieurs lieux correspondent : {names}. Lequel ?")
        return found[0]


class IndividualForm(SearchesPeople, ReportForm):
    kind = Activity.Kind.INDIVIDUAL
    people_field = "person"

    person = forms.ChoiceField(
        label="Qui avez-vous accompagné\u202f?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez une personne, ou « Quelqu’un sans dossier ».",
            "invalid_choice": "Cette personne n’est pas dans vos dossiers.",
        },
    )
    was_already_helped = forms.BooleanField(label="Cette personne est déjà venue", required=False)
    residence = CommuneField(label="Sa commune (nom ou code postal)", help_text="")
    gender = forms.ChoiceField(
        label="Genre", choices=Gender, required=False, initial=Gender.NOT_GIVEN
    )
    age_band = forms.ChoiceField(
        label="Tranche d’âge", choices=AgeBand, required=False, initial=AgeBand.NOT_GIVEN
    )
    occupation = forms.ChoiceField(
        label="Situation", choices=Occupation, required=False, initial=Occupation.NOT_GIVEN
    )
    autonomy = forms.ChoiceField(
        label="Autonomie", choices=Activity.Autonomy, required=False, widget=forms.RadioSelect
    )
    outcome = forms.ChoiceField(
        label="Suite donnée", choices=Activity.Outcome, required=False, widget=forms.RadioSelect
    )
    redirection = forms.ModelChoiceField(
        Term.objects.filter(vocabulary=Term.Vocabulary.REDIRECTION),
        label="Réorienté vers",
        required=False,
        empty_label="Choisir",
    )
    redirection_place = PlaceNameField(
        label="Lieu de la réorientation", required=False, help_text="Son nom, s’il est connu"
    )

    class Meta(ReportForm.Meta):
        fields = [
            *ReportForm.Meta.fields,
            "autonomy",
            "outcome",
            "redirection",
            "redirection_place",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        commune = self.instance.organisation.commune
        self.fields["redirection_place"].departement = commune and commune.departement_id

    def _fill_in(self, habits: Any) -> None:
        super()._fill_in(habits)
        attendance = None if self.is_new else self.instance.attendances.first()
        if attendance is None:
            return
        if attendance.beneficiary_id:
            self.initial["person"] = attendance.beneficiary_id
            return
        self.initial["person"] = ERASED if attendance.is_of_someone_erased else ANONYMOUS
        for name in ("was_already_helped", "gender", "age_band", "occupation"):
            self.initial[name] = getattr(attendance, name)
        self.initial["residence"] = attendance.commune

    def choices_of(self, people: list[Beneficiary]) -> list[tuple[str, str]]:
        choices = [(ANONYMOUS, "Quelqu’un sans dossier"), *super().choices_of(people)]
        if self.initial.get("person") == ERASED:
            choices.append((ERASED, "Une personne dont le dossier a été effacé"))
        return choices

    @property
    def beneficiary(self) -> Beneficiary | None:
        """The person chosen, when followed."""
        key = as_uuid(self.cleaned_data.get("person", ""))
        return next((person for person in self.offered if person.pk == key), None)

    @property
    def waiting_referral(self) -> Any:
        """The referral that this activity answers."""
        if self.instance.referral:
            return self.instance.referral
        referral = self.beneficiary.referral if self.beneficiary else None
        return referral if referral and referral.is_open else None

    @property
    def is_outcome_optional(self) -> bool:
        return not any(person.referral and person.referral.is_open for person in self.offered)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        outcome = data.get("outcome")
        if outcome != Activity.Outcome.REFERRED_ON:
            data["redirection"] = data["redirection_place"] = None
        elif not data.get("redirection"):
            self._ask("redirection", "Dites vers qui la personne est réorientée.")
        if not outcome and self.waiting_referral:
            self._ask("outcome", "Choisissez la suite donnée. L’orienteur attend la réponse.")
        return data

    def commune_of_the_person(self) -> Commune | None:
        if self.beneficiary:
            return self.beneficiary.commune
        return self.cleaned_data.get("residence")

    def save_people(self, activity: Activity) -> None:
        data = self.cleaned_data
        if data["person"] == ERASED:
            return
        activity.set_attendees([self.beneficiary] if self.beneficiary else [])
        nobody_followed = activity.attendances.filter(beneficiary=None)
        if self.beneficiary:
            nobody_followed.delete()
            activity.referral = self.waiting_referral
            activity.save(update_fields=["referral"])
            activity.answer_referral()
            return
        attendance = nobody_followed.first() or Attendance(activity=activity)
        attendance.person_key = None
        attendance.commune = data["residence"]
        attendance.was_already_helped = data["was_already_helped"]
        for name in ("gender", "age_band", "occupation"):
            setattr(attendance, name, data[name] or "not_given")
        attendance.save()
