"""The one page by which a referral is sent."""

import uuid
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from places import geocoding
from places.fields import ClientUuidField
from places.models import Commune, Place, Term
from referrals.fields import DayField, PhoneField, without_nul
from referrals.matching import accepting, nearest_places
from referrals.models import Referral
from referrals.references import make_reference

NO_AGREEMENT = (
    "Sans l’accord de la personne, l’orientation ne peut pas partir. Vous pouvez lui remettre "
    "la fiche du lieu, sans aucune information sur elle."
)
NEEDS_PHONE = (Referral.ContactPreference.CALL, Referral.ContactPreference.SMS)
# A search for places asks nothing more.
ASKED_FOR_SEARCH = ("commune", "services", "topics")


class TermsField(forms.ModelMultipleChoiceField):
    """Terms of one vocabulary, as check boxes, each posted under its code."""

    def __init__(self, vocabulary: str, **kwargs: Any) -> None:
        kwargs.setdefault("to_field_name", "code")
        super().__init__(
            Term.objects.filter(vocabulary=vocabulary).order_by("rank"),
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )


class ReferralForm(forms.ModelForm):
    """Everything the place needs to know of one person, and nothing more."""

    id = ClientUuidField(required=False, initial=uuid.uuid4)
    services = TermsField(
        "service",
        label="De quoi la personne a-t-elle besoin ?",
        error_messages={"required": "Cochez au moins un besoin."},
    )
    topics = TermsField("topic", label="Sujets", required=False)
    commune = forms.CharField(
        label="Commune de la personne",
        max_length=100,
        help_text="Nom ou code postal. Sans domicile : là où la personne vit en ce moment.",
        error_messages={"required": "Écrivez la commune de la personne."},
    )
    commune_code = forms.CharField(required=False, max_length=5)
    place = forms.ModelChoiceField(
        accepting(),
        to_field_name="slug",
        widget=forms.RadioSelect,
        label="Lieu",
        error_messages={
            "required": "Choisissez le lieu qui recevra l’orientation.",
            "invalid_choice": "Ce lieu n’accepte plus d’orientation. Choisissez-en un autre.",
        },
    )
    first_name = forms.CharField(
        label="Prénom", max_length=60, error_messages={"required": "Écrivez le prénom."}
    )
    last_name = forms.CharField(
        label="Nom, ou son initiale",
        max_length=60,
        error_messages={"required": "Écrivez le nom, ou son initiale."},
    )
    phone = PhoneField(label="Téléphone", required=False, help_text="Pour un appel ou un SMS")
    email = forms.EmailField(
        label="E-mail",
        required=False,
        help_text="Pour un e-mail",
        error_messages={
            "invalid": "Cette adresse n’est pas complète. Exemple : prenom@exemple.fr."
        },
    )
    deadline_on = DayField(
        label="Date limite de la démarche", required=False, help_text="Par exemple 24/12/2026"
    )
    arrangements = TermsField("arrangement", label="Aménagements le jour venu", required=False)
    pass_on = forms.BooleanField(
        label="La personne demande de transmettre ces aménagements au lieu",
        help_text="Sans cette case, ils ne sont ni transmis ni gardés.",
        required=False,
    )
    agreement = forms.BooleanField(
        label="La personne est d’accord pour que ces informations soient transmises au lieu",
        error_messages={"required": NO_AGREEMENT},
    )

    class Meta:
        model = Referral
        fields = [
            "place",
            "first_name",
            "last_name",
            "contact_preference",
            "phone",
            "email",
            "is_discreet",
            "age_band",
            "slot",
            "deadline_on",
            "digital_level",
            "agreement_form",
        ]
        labels = {
            "contact_preference": "Comment le lieu peut-il joindre la personne ?",
            "is_discreet": "Rester discret",
            "agreement_form": "Comment l’accord a-t-il été donné ?",
        }
        help_texts = {"is_discreet": "Pas de message laissé, pas d’objet précis."}
        widgets = {
            "contact_preference": forms.RadioSelect,
            "agreement_form": forms.RadioSelect,
        }
        error_messages = {
            "contact_preference": {"required": "Dites comment joindre la personne."},
            "agreement_form": {"required": "Dites si l’accord est oral ou écrit."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.communes: tuple[geocoding.Match, ...] = ()
        for name in ("contact_preference", "agreement_form"):
            field = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]
        for name in ("first_name", "last_name", "email", "commune"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_commune(self) -> Commune:
        text = self.cleaned_data["commune"]
        found = geocoding.locate(text)
        if isinstance(found, geocoding.Location):
            return Commune.objects.get(pk=found.match.insee_code)
        self.communes = getattr(found, "choices", ())
        chosen = self.data.get("commune_code", "")
        if chosen in {match.insee_code for match in self.communes}:
            return Commune.objects.get(pk=chosen)
        if self.communes:
            raise ValidationError("Plusieurs communes portent ce nom. Choisissez la bonne.")
        raise ValidationError(
            "Nous ne trouvons pas cette commune. Vérifiez l’orthographe, ou écrivez le code postal."
        )

    def clean_deadline_on(self) -> Any:
        day = self.cleaned_data["deadline_on"]
        if day and day < timezone.localdate():
            raise ValidationError("La date limite est déjà passée.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        preference = data.get("contact_preference")
        if preference in NEEDS_PHONE and not data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "Écrivez le numéro, ou choisissez un autre moyen.")
        if (
            preference == Referral.ContactPreference.EMAIL
            and not data.get("email")
            and "email" not in self.errors
        ):
            self.add_error("email", "Écrivez l’adresse, ou choisissez un autre moyen.")
        return data

    def keep_only_search_errors(self) -> None:
        """The person looks for a place: what is not yet filled in is no mistake."""
        for name in [name for name in self.errors if name not in ASKED_FOR_SEARCH]:
            del self.errors[name]

    @cached_property
    def candidates(self) -> list[Place]:
        """The chosen place, then the nearest that offer the need."""
        chosen = accepting().filter(slug=without_nul(self["place"].value())).first()
        found = []
        if self.is_bound:
            data = self.cleaned_data
            if data.get("commune") and data.get("services"):
                found = nearest_places(data["commune"], data["services"])
        missing = chosen is not None and chosen not in found
        return [chosen, *found] if missing else found

    @property
    def has_searched(self) -> bool:
        return self.is_bound and bool(
            self.cleaned_data.get("commune") and self.cleaned_data.get("services")
        )

    def save(self, user: Any) -> Referral:  # type: ignore[override]
        """Send it; the same form sent again gives the same referral."""
        key = self.cleaned_data["id"]
        for _ in range(2):
            sent = Referral.objects.filter(pk=key).first()
            if sent is not None and sent.referrer_id == user.pk:
                return sent
            try:
                # Somebody else's key is no door to their row.
                return self._create(uuid.uuid4() if sent else key, user)
            except IntegrityError:
                continue
        return self._create(uuid.uuid4(), user)

    @transaction.atomic
    def _create(self, key: uuid.UUID, user: Any) -> Referral:
        data, referral = self.cleaned_data, self.instance
        referral.pk, referral.reference = key, make_reference()
        referral.commune = data["commune"]
        referral.referrer = referral.agreement_recorded_by = user
        referral.referrer_organisation = user.organisation
        referral.agreement_given_at = timezone.now()
        referral.save(force_insert=True)
        referral.needs.set([*data["services"], *data["topics"]])
        if data["pass_on"]:
            referral.arrangements.set(data["arrangements"])
        referral.send()
        return referral
