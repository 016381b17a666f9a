"""Ask who holds a sheet whether it is still right, six and twelve months after the last check."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mediation.stewardship.models import CheckReminder
from mediation.stewardship.notifications import absolute, send_reminder
from mediation.stewardship.stewards import stewards_of
from places.freshness import months_between
from places.models import Organisation, Place
from referrals.models.querysets import months_before

FIRST, SECOND = 6, 12  # months


@dataclass(frozen=True, slots=True)
class Done:
    """What one run did."""

    places: int
    organisations: int


@dataclass(frozen=True, slots=True)
class Line:
    """One place of a message, and the link that confirms its sheet."""

    place: Place
    link: str


def last_known(place: Place) -> date:
    """The day the sheet was last checked or updated; the day it came, for want of better."""
    dates = [day for day in (place.checked_on, place.updated_on) if day]
    return max(dates) if dates else timezone.localdate(place.created_at)


def remind(today: date) -> Done:
    """Send what is due on that day: one message an organisation; a second run sends nothing."""
    places = sent = 0
    held = Organisation.objects.filter(places__in=_stale(today)).distinct()
    for organisation in held.order_by("pk"):
        count = _remind(organisation, today)
        places += count
        sent += bool(count)
    return Done(places, sent)


def _stale(today: date) -> Iterable[Place]:
    limit = months_before(today, FIRST)
    return Place.objects.published().filter(
        Q(checked_on=None) | Q(checked_on__lte=limit),
        Q(updated_on=None) | Q(updated_on__lte=limit),
        organisation__isnull=False,
    )


@transaction.atomic
def _remind(organisation: Organisation, today: date) -> int:
    people = stewards_of(organisation)
    if not people:
        return 0
    stale = _stale(today).filter(organisation=organisation).order_by("name", "pk")
    lines = [line for place in stale if (line := _line(place, today))]
    if lines:
        send_reminder(people, lines)
    return len(lines)


def _line(place: Place, today: date) -> Line | None:
    """One reminder at most for a place, however many are due: a run may have been missed."""
    since = last_known(place)
    months = months_between(since, today)
    due = [
        kind
        for kind, after in ((CheckReminder.Kind.FIRST, FIRST), (CheckReminder.Kind.SECOND, SECOND))
        if months >= after
    ]
    new = []
    for kind in due:
        reminder, is_new = place.check_reminders.get_or_create(
            organisation=place.organisation, kind=kind, counted_from=since
        )
        new += [reminder] if is_new else []
    if not new:
        return None
    token = new[-1].issue_link()
    return Line(place, absolute(reverse("upkeep:confirm", args=[token])))
