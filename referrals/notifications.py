"""What is told to whom: never a name, a phone number or a need, only that there is news."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from referrals import outbox
from referrals.journey import Status

WAITING_SUBJECT = "Une orientation vous attend"
NEWS_SUBJECT = "Du nouveau sur une orientation"
# Steps that end the place's part: it is told so, and the referrer is told of every step.
ENDS_FOR_RECEIVER = frozenset({Status.WITHDRAWN, Status.EXPIRED})


def tell(referral: Any, event: Any) -> None:
    """Write the messages of one step; the caller's transaction keeps or drops them with it."""
    if event.to_status == Status.SENT:
        _write(referral, _receivers(referral), WAITING_SUBJECT, "waiting", event.actor)
        return
    _write(referral, _referrer(referral), NEWS_SUBJECT, "news", event.actor)
    if event.to_status in ENDS_FOR_RECEIVER:
        _write(referral, _receivers(referral), NEWS_SUBJECT, "ended", event.actor)


def remind_receiver(referral: Any) -> None:
    _write(referral, _receivers(referral), WAITING_SUBJECT, "reminder")


def warn_referrer(referral: Any) -> None:
    """Nobody answered for long: the referrer may turn to another place."""
    _write(referral, _referrer(referral), NEWS_SUBJECT, "unanswered")


def _write(
    referral: Any, recipients: set[str], subject: str, template: str, actor: Any = None
) -> None:
    context = {
        "link": f"{settings.BASE_URL}{referral.get_absolute_url()}",
        "reference": str(referral),
    }
    body = render_to_string(f"referrals/emails/{template}.txt", context)
    # Nobody is told of what they just did.
    for recipient in sorted(recipients - {actor.email if actor else ""}):
        outbox.queue(recipient, subject, body)


def _receivers(referral: Any) -> set[str]:
    """Everybody who may answer for the place; its common address when there is nobody."""
    organisation = referral.place.organisation
    if organisation is None:
        return set()
    people = {
        user.email
        for user in organisation.users.filter(is_active=True)
        if user.has_perm("referrals.answer_referral")
    }
    return people or {organisation.email} - {""}


def _referrer(referral: Any) -> set[str]:
    """Who sent it; their organisation's address when they have left."""
    referrer = referral.referrer
    if referrer is not None and referrer.is_active:
        return {referrer.email}
    return {referral.referrer_organisation.email} - {""}
