"""How a manager proves that a place is theirs, and why a moderator does not believe it."""

import uuid
from typing import Any

from django import forms

from mediation.stewardship.domains import domain_of, proves, proving_addresses, site_domains
from mediation.stewardship.models import Claim
from places.fields import ClientUuidField
from places.models import Place, Proposal

MODERATOR, OTHER = "moderator", "other"


class ClaimForm(forms.Form):
    """A mailbox of the place's own domain, or a moderator."""

    way = forms.ChoiceField(
        label="Comment vérifier que ce lieu est le vôtre ?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez comment nous pouvons vérifier."},
    )
    email = forms.EmailField(required=False)
    key = ClientUuidField(required=False, initial=uuid.uuid4)

    def __init__(self, *args: Any, place: Place, is_disputed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        known = [] if is_disputed else proving_addresses(place.emails)
        domains = [] if is_disputed else sorted(site_domains(place.websites), key=len)
        self.fields["way"].choices = [
            *((address, f"Par un lien envoyé à {address}") for address in known),
            *([(OTHER, f"Par un lien envoyé à une adresse en @{domains[0]}")] if domains else []),
            (MODERATOR, "Par l’équipe du site, qui vérifie à la main"),
        ]
        # The only way there is needs no choice.
        self.fields["way"].initial = None if known or domains else MODERATOR
        if domains:
            self.fields["email"].label = f"Adresse en @{domains[0]}, si c’est votre choix"
        else:
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("way") == OTHER and "email" not in self.errors:
            self._check(cleaned.get("email") or "")
        return cleaned

    def _check(self, email: str) -> None:
        if not email:
            self.add_error("email", "Écrivez l’adresse où envoyer le lien.")
        elif not proves(email, self.place.emails, self.place.websites):
            self.add_error(
                "email",
                f"Cette adresse n’est pas sur le domaine du lieu : elle finit par "
                f"@{domain_of(email)}. Choisissez une autre adresse, ou l’équipe du site.",
            )

    @property
    def address(self) -> str:
        """Where to send the link; empty when a moderator decides."""
        way = self.cleaned_data["way"]
        if way == MODERATOR:
            return ""
        return self.cleaned_data["email"] if way == OTHER else way


class ProposalForm(forms.Form):
    """What a moderator decides of an editor's changes."""

    status = forms.ChoiceField(
        choices=[(s, s.label) for s in Proposal.Status if s != Proposal.Status.SUBMITTED]
    )
    reason = forms.CharField(max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("status") == Proposal.Status.REJECTED and not cleaned.get("reason"):
            self.add_error("reason", "Dites pourquoi vous rejetez.")
        return cleaned


class RejectionForm(forms.Form):
    reason = forms.ChoiceField(
        label="Motif",
        choices=Claim.Rejection.choices,
        error_messages={"required": "Dites pourquoi vous rejetez."},
    )
