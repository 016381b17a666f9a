"""Forms of one's account and of a manager's team."""

from typing import Any

from django import forms

from mediation.accounts.models import User


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["first_name", "last_name"]


class InvitationForm(forms.ModelForm):
    """A manager adds a colleague of the same organisation."""

    role = forms.ChoiceField(
        label="Rôle",
        choices=[
            (role, User.Role(role).label)
            for role in (User.Role.MEDIATOR, User.Role.MANAGER, User.Role.REFERRER)
        ],
        widget=forms.RadioSelect,
        initial=User.Role.MEDIATOR,
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "role"]
        help_texts = {
            "email": "L’adresse professionnelle : un message y partira pour choisir "
            "un mot de passe."
        }

    def __init__(self, *args: Any, manager: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation = manager.organisation
        for name in ("first_name", "last_name"):
            self.fields[name].required = True

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError("Un compte existe déjà avec cette adresse.")
        return email
