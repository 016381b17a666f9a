"""What each reader of a referral may know: the person, who sent it, who did what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from referrals.journey import IDENTIFIED, SIDE_EXITS, Status

# What the receiver reads instead of an organisation whose kind tells something of the person.
HIDDEN_ORGANISATION = "Une structure partenaire"
HIDDEN_REFERRER = "L’orienteur"
AUTOMATIC = {Status.EXPIRED: "Fanal, faute de réponse", Status.WITHDRAWN: "La personne elle-même"}


@dataclass(frozen=True)
class Identity:
    """What one reader may know of a person; the rest is empty."""

    first_name: str = ""
    last_name: str = ""
    phone: str = ""
    email: str = ""
    # Both names and both ways to reach the person, as far as they were given.
    is_whole: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Step:
    """One line of a referral's story."""

    status: str
    label: str
    at: datetime
    by: str


def is_sender(referral: Any, user: Any) -> bool:
    """The reader's organisation sent the referral."""
    return (
        user.organisation_id is not None
        and user.organisation_id == referral.referrer_organisation_id
        and user.has_perm("referrals.view_referral")
    )


def is_addressee(referral: Any, user: Any) -> bool:
    """The reader's organisation runs the place, and the reader may answer for it."""
    return (
        user.organisation_id is not None
        and user.organisation_id == referral.place.organisation_id
        and user.has_perm("referrals.answer_referral")
    )


def identity_for(referral: Any, user: Any) -> Identity:
    """The sender knows the person; the receiver a first name, and all of it once accepted."""
    sends = is_sender(referral, user)
    if not sends and (not is_addressee(referral, user) or referral.status in SIDE_EXITS):
        return Identity()
    if sends or referral.status in IDENTIFIED:
        return Identity(
            referral.first_name, referral.last_name, referral.phone, referral.email, is_whole=True
        )
    return Identity(first_name=referral.first_name)


def hides_sender(referral: Any, user: Any) -> bool:
    """The sender's name must not tell the receiver why the person is followed there."""
    return referral.referrer_organisation.is_sensitive and not is_sender(referral, user)


def sender_for(referral: Any, user: Any) -> str:
    """The sending organisation, as the reader may know it."""
    if hides_sender(referral, user):
        return HIDDEN_ORGANISATION
    return referral.referrer_organisation.name


def referrer_for(referral: Any, user: Any) -> str:
    """Who sent it, as the reader may know them."""
    if hides_sender(referral, user) or referral.referrer is None:
        return HIDDEN_REFERRER
    return referral.referrer.get_full_name()


def steps_for(referral: Any, user: Any) -> list[Step]:
    """The referral's story, in the order of time, with names the reader may know."""
    return [step_of(event, referral, user) for event in referral.events.select_related("actor")]


def step_of(event: Any, referral: Any, user: Any) -> Step:
    """One event as the reader may know it."""
    by = _author_of(event, referral, user)
    return Step(event.to_status, event.get_to_status_display(), event.at, by)


def _author_of(event: Any, referral: Any, user: Any) -> str:
    if event.actor is None:
        return AUTOMATIC.get(event.to_status, "Compte supprimé")
    is_from_sender = event.actor.organisation_id == referral.referrer_organisation_id
    if is_from_sender and hides_sender(referral, user):
        return HIDDEN_REFERRER
    return event.actor.get_full_name()
