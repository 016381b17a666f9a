"""What the pages of a referral show to each reader, and in which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from places.models import Place, Term
from places.opening_hours import timezone_of
from referrals.business_days import business_days_since
from referrals.journey import OUTCOMES, SIDE_EXITS, TAKEN, WAITING, Status
from referrals.matching import ALTERNATIVES, nearest_places
from referrals.models import Referral
from referrals.readers import Identity, is_addressee, is_sender, sender_for

# Business days without an answer after which a referral is said to be late, then lost sight of.
LATE_AFTER = 3
LOOK_ELSEWHERE_AFTER = 10
RECEIVER_WORDS = {Status.SENT: "Nouvelle"}
KINDS = {
    **dict.fromkeys(WAITING, "info"),
    **dict.fromkeys(TAKEN, "open"),
    **dict.fromkeys(OUTCOMES, ""),
    **dict.fromkeys(SIDE_EXITS, "closed"),
    Status.HELPED: "open",
}


@dataclass(frozen=True)
class Row:
    """One referral as its reader may see it."""

    referral: Referral
    identity: Identity
    sender: str
    needs: list[Term]
    waited: int
    is_received: bool
    label: str
    kind: str

    @property
    def is_late(self) -> bool:
        return self.referral.is_waiting and self.waited >= LATE_AFTER

    @property
    def looks_elsewhere(self) -> bool:
        """Another place is worth proposing to who sent it."""
        unanswered = self.referral.is_waiting and self.waited >= LOOK_ELSEWHERE_AFTER
        return unanswered or self.referral.status in SIDE_EXITS - {Status.WITHDRAWN}


def departement_of(referral: Referral) -> str | None:
    commune = referral.place.commune
    return commune.departement_id if commune else None


def row_of(referral: Referral, user: Any, today: date) -> Row:
    is_received = is_addressee(referral, user) and not is_sender(referral, user)
    words = RECEIVER_WORDS if is_received else {}
    sent_on = timezone.localdate(referral.sent_at)
    return Row(
        referral=referral,
        identity=referral.identity_for(user),
        sender=sender_for(referral, user),
        needs=sorted(referral.needs.all(), key=lambda term: (term.vocabulary, term.rank)),
        waited=business_days_since(sent_on, today, departement_of(referral))
        if referral.is_waiting
        else 0,
        is_received=is_received,
        label=words.get(referral.status, referral.get_status_display()),
        kind=KINDS[referral.status],
    )


def rows_of(referrals: Iterable[Referral], user: Any) -> list[Row]:
    today = timezone.localdate()
    return [row_of(referral, user, today) for referral in referrals]


def appointment_on_the_spot(referral: Referral) -> Any:
    """The appointment on the clock of the place, naive: what stands on its door."""
    if referral.appointment_at is None:
        return None
    return timezone.make_naive(referral.appointment_at, timezone_of(departement_of(referral)))


def alternatives_to(referral: Referral) -> list[Place]:
    """The nearest other places that offer the need."""
    commune = referral.commune or referral.place.commune
    if commune is None:
        return []
    return nearest_places(commune, referral.needs.all(), ALTERNATIVES, without=referral.place)
