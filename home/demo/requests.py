"""The demonstration's referrals, moved along by the same methods as the screens use."""

import random
from datetime import datetime, timedelta

from django.utils import timezone

from mediation.accounts.models import User
from places.models import Commune, Place, Term
from referrals.journey import Status
from referrals.models import OutgoingMessage, Referral, ReferralEvent

HISTORY = 70
PATHS = (
    (),
    ("seen",),
    ("accept",),
    ("accept", "appointment"),
    ("accept", Status.HELPED),
    ("accept", "appointment", Status.HELPED),
    ("accept", "appointment", Status.HELPED),
    ("accept", Status.NO_SHOW),
    ("accept", Status.UNREACHABLE),
    ("accept", Status.REFERRED_ON),
    ("decline", Referral.DeclineReason.HOURS),
    ("decline", Referral.DeclineReason.OUTSIDE_AREA),
)
OPEN_PATHS = 4
PEOPLE = (
    ("Yvette", "C."), ("Karim", "Benali"), ("Josiane", "Lhomme"), ("Mathis", "D."),
    ("Solange", "Pradeau"), ("Dieudonné", "M."), ("Annick", "Roussel"), ("Olena", "K."),
)  # fmt: skip


def create_referrals(
    referrers: list[User], mediators: list[User], places: list[Place], communes: list[Commune],
    draw: random.Random,
) -> None:  # fmt: skip
    """A year of referrals, most of them finished, the last ones still waiting."""
    by_organisation = {user.organisation_id: user for user in reversed(mediators)}
    targets = [place for place in places if place.accepts_referrals]
    needs = list(Term.objects.filter(vocabulary=Term.Vocabulary.SERVICE))
    for number in range(HISTORY):
        is_recent = number >= HISTORY - 14
        path = PATHS[number % OPEN_PATHS] if is_recent else PATHS[2 + number % (len(PATHS) - 2)]
        if not is_recent and path[-1] in {"accept", "appointment"}:
            path = (*path, Status.HELPED)
        days = (HISTORY - number) // 2 + 1 if is_recent else (HISTORY - number) * 5
        # The first ones of the recent ones wait for Bachir, so that his morning has work.
        own = [place for place in targets if place.organisation_id == mediators[0].organisation_id]
        place = draw.choice(own if is_recent and number % 2 else targets)
        sent_at = timezone.now() - timedelta(days=days, hours=draw.randrange(1, 6))
        referral = _send(draw.choice(referrers), place, draw.choice(communes), sent_at, draw)
        referral.needs.set(draw.sample(needs, draw.choice([1, 1, 2])))
        _walk(referral, by_organisation[place.organisation_id], path, draw)
        _date(referral, sent_at, draw)
    # What was told at the time was told long ago: only the last messages are shown.
    OutgoingMessage.objects.update(sent_at=timezone.now())


def _send(
    referrer: User, place: Place, commune: Commune, sent_at: datetime, draw: random.Random
) -> Referral:
    first_name, last_name = draw.choice(PEOPLE)
    referral = Referral.objects.create(
        referrer=referrer,
        referrer_organisation=referrer.organisation,
        place=place,
        first_name=first_name,
        last_name=last_name,
        phone=f"+336399{draw.randrange(80000, 89999)}",
        contact_preference=Referral.ContactPreference.CALL,
        commune=commune,
        agreement_given_at=sent_at,
        agreement_form=Referral.AgreementForm.ORAL,
        agreement_recorded_by=referrer,
        sent_at=sent_at,
    )
    referral.send()
    return referral


def _walk(referral: Referral, mediator: User, path: tuple[str, ...], draw: random.Random) -> None:
    for step in path:
        if step == "seen":
            referral.mark_seen(mediator)
        elif step == "accept":
            referral.accept(mediator)
        elif step == "appointment":
            referral.set_appointment(mediator, _appointment(draw))
        elif step == "decline":
            referral.decline(mediator, path[1])
            return
        else:
            referral.close(mediator, step)


def _appointment(draw: random.Random) -> datetime:
    """Today or one of the next days, at an hour when a place is open."""
    day = timezone.localtime() + timedelta(days=draw.choice([0, 0, 1, 2, 3]))
    return day.replace(
        hour=draw.choice([9, 10, 11, 14, 15]), minute=draw.choice([0, 30]), second=0, microsecond=0
    )


def _date(referral: Referral, sent_at: datetime, draw: random.Random) -> None:
    """Spread the steps over the days that followed the sending, as they would have come."""
    moment, now = sent_at, timezone.now()
    for event in ReferralEvent.objects.filter(referral=referral).exclude(from_status=""):
        moment = min(moment + timedelta(hours=draw.randrange(4, 90)), now)
        ReferralEvent.objects.filter(pk=event.pk).update(at=moment)
        if event.from_status in {Status.SENT, Status.SEEN} and referral.answered_at:
            referral.answered_at = moment
    if referral.closed_at:
        referral.closed_at = moment
    referral.save(update_fields=["answered_at", "closed_at"])
