"""What a list of referrals may be asked."""

from typing import Any

import django_filters as filters

from referrals.models import Referral
from referrals.models.querysets import ReferralQuerySet

STATES = {"attente": "En attente", "cours": "En cours", "fin": "Terminées"}
SIDES = {"recues": "Reçues", "envoyees": "Envoyées"}


class ReferralFilter(filters.FilterSet):
    """Referrals by side (received or sent) and by how far they are."""

    sens = filters.ChoiceFilter(label="Sens", choices=list(SIDES.items()), method="on_side")
    etat = filters.ChoiceFilter(label="État", choices=list(STATES.items()), method="in_state")

    class Meta:
        model = Referral
        fields: list[str] = []

    def on_side(self, queryset: ReferralQuerySet, _name: str, side: str) -> ReferralQuerySet:
        user: Any = self.request.user
        rows = Referral.objects
        mine = rows.sent_by(user) if side == "envoyees" else rows.received_by(user)
        return queryset.filter(pk__in=mine.values("pk"))

    def in_state(self, queryset: ReferralQuerySet, _name: str, state: str) -> ReferralQuerySet:
        return {
            "attente": queryset.waiting,
            "cours": queryset.ongoing,
            "fin": queryset.closed,
        }[state]()
