"""The file of a beneficiary, and its possible duplicates."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from mediation.crm.forms.communes import CommuneField
from mediation.crm.models import Beneficiary, FileAccess
from referrals.fields import PhoneField
from referrals.people import Gender, Occupation

_OLDEST = 1900


class SearchForm(forms.Form):
    q = forms.CharField(
        label="Nom ou téléphone",
        help_text="Le début du nom ou du prénom, ou le numéro entier",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"required": "Écrivez le début d’un nom, ou un numéro de téléphone."},
    )


class BeneficiaryForm(forms.ModelForm):
    """Create or change a file; a new one first shows the people it resembles."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    first_name = forms.CharField(label="Prénom", max_length=100)
    last_name = forms.CharField(label="Nom", max_length=100)
    phone = PhoneField(label="Téléphone", required=False)
    email = forms.EmailField(
        label="E-mail", required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    birth_year = forms.IntegerField(
        label="Année de naissance",
        required=False,
        help_text="Par exemple 1958",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Écrivez l’année en quatre chiffres, par exemple 1958."},
    )
    commune = CommuneField(label="Commune de résidence")
    gender = forms.ChoiceField(
        label="Genre", choices=Gender, initial=Gender.NOT_GIVEN, widget=forms.RadioSelect
    )
    occupation = forms.ChoiceField(
        label="Situation", choices=Occupation, initial=Occupation.NOT_GIVEN
    )

    class Meta:
        model = Beneficiary
        fields = [
            "first_name",
            "last_name",
            "phone",
            "email",
            "birth_year",
            "age_band",
            "commune",
            "gender",
            "occupation",
        ]
        help_texts = {"age_band": "Si l’année est inconnue"}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.is_new = self.instance._state.adding
        self.initial.setdefault("id", uuid.uuid4())
        self.initial["commune"] = self.instance.commune
        self.fields["age_band"].required = False
        if self.is_new:
            self.instance.organisation = user.organisation
            self.instance.last_contact_on = self.instance.today()
        for name in ("first_name", "last_name"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    @property
    def page_title(self) -> str:
        return "Créer un dossier" if self.is_new else "Modifier le dossier"

    def clean_birth_year(self) -> int | None:
        year, this_year = self.cleaned_data["birth_year"], self.instance.today().year
        if year is not None and not _OLDEST <= year <= this_year:
            raise ValidationError(f"L’année va de {_OLDEST} à {this_year}, en quatre chiffres.")
        return year

    def clean_age_band(self) -> str:
        return self.cleaned_data["age_band"] or Beneficiary._meta.get_field("age_band").default

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.is_new and data.get("id"):
            # Made with the form: the same form sent twice is one file, and resembles no other.
            self.instance.pk = data["id"]
        return data

    def resembling(self) -> list[Beneficiary]:
        """People already followed who may be this one; only once the form is valid."""
        people = Beneficiary.objects.visible_to(self.user).select_related("commune", "organisation")
        return list(people.resembling(self.instance)[:10])

    @transaction.atomic
    def save(self, commit: bool = True) -> Beneficiary:
        person = self.instance
        person.save(force_insert=self.is_new)
        action = FileAccess.Action.CREATED if self.is_new else FileAccess.Action.CHANGED
        person.log(self.user, action)
        return person
