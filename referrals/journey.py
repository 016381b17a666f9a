"""The steps of a referral's life, and the one table of which may follow which."""

from typing import Any

from django.db import models


class Status(models.TextChoices):
    SENT = "sent", "Envoyée"
    SEEN = "seen", "Vue"
    ACCEPTED = "accepted", "Acceptée"
    APPOINTMENT = "appointment", "Rendez-vous fixé"
    HELPED = "helped", "Personne aidée"
    REFERRED_ON = "referred_on", "Réorientée"
    NO_SHOW = "no_show", "Personne absente"
    UNREACHABLE = "unreachable", "Personne injoignable"
    DECLINED = "declined", "Refusée"
    NOT_OURS = "not_ours", "Mauvais destinataire"
    WITHDRAWN = "withdrawn", "Retirée"
    EXPIRED = "expired", "Expirée"


OUTCOMES = frozenset({Status.HELPED, Status.REFERRED_ON, Status.NO_SHOW, Status.UNREACHABLE})
# Whoever received it no longer sees the person after one of these.
SIDE_EXITS = frozenset({Status.DECLINED, Status.NOT_OURS, Status.WITHDRAWN, Status.EXPIRED})
WAITING = frozenset({Status.SENT, Status.SEEN})
TAKEN = frozenset({Status.ACCEPTED, Status.APPOINTMENT})
OPEN = WAITING | TAKEN
CLOSED = OUTCOMES | SIDE_EXITS
# What counts as the place's first answer.
ANSWERS = frozenset({Status.ACCEPTED, Status.DECLINED, Status.NOT_OURS})
# From acceptance on, the receiver knows who the person is.
IDENTIFIED = TAKEN | OUTCOMES

TRANSITIONS: dict[str, frozenset[Status]] = {
    Status.SENT: SIDE_EXITS | {Status.SEEN, Status.ACCEPTED},
    Status.SEEN: SIDE_EXITS | {Status.ACCEPTED},
    Status.ACCEPTED: SIDE_EXITS | OUTCOMES | {Status.APPOINTMENT},
    # An appointment may be moved to another day.
    Status.APPOINTMENT: SIDE_EXITS | OUTCOMES | {Status.APPOINTMENT},
    **dict.fromkeys(CLOSED, frozenset()),
}

_ALREADY = {
    Status.SENT: "Cette orientation n’a pas encore été acceptée.",
    Status.SEEN: "Cette orientation n’a pas encore été acceptée.",
    Status.ACCEPTED: "Cette orientation a déjà été acceptée.",
    Status.APPOINTMENT: "Un rendez-vous est déjà fixé pour cette orientation.",
    Status.DECLINED: "Cette orientation a déjà été refusée.",
    Status.NOT_OURS: "Cette orientation a déjà été rendue à l’orienteur.",
    Status.WITHDRAWN: "Cette orientation a été retirée.",
    Status.EXPIRED: "Cette orientation a expiré sans réponse.",
}


class TransitionRefused(Exception):  # noqa: N818 — it is no error: somebody was quicker
    """The referral cannot take this step; `event` is the last one, `actor` who made it."""

    def __init__(self, referral: Any, event: Any) -> None:
        self.referral = referral
        self.event = event
        self.actor = event.actor if event else None
        already = _ALREADY.get(referral.status, "Cette orientation est déjà terminée.")
        super().__init__(already)
