"""The network of a territory, organisation by organisation: flows, delays, room, coverage."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from mediation.statistics.figures.delays import Delay, business_days_between, summarise
from mediation.statistics.tables import Unit
from mediation.statistics.words import number_text
from places.models import Commune, Organisation, Place, Territory
from referrals.journey import TAKEN, WAITING
from referrals.models import Referral
from referrals.pages import LATE_AFTER

FLOWS_OVER = timedelta(days=90)
PER_INHABITANTS = 10_000
ROOM: tuple[Any, ...] = (Place.Availability.THIS_WEEK, Place.Availability.TWO_WEEKS)


@dataclass(frozen=True)
class Flow:
    """What an organisation received lately: counts and delays, never a person."""

    organisation: Organisation
    waiting: int
    late: int
    ongoing: int
    received: int
    delay: Delay | None
    availability: str
    # Said by one of its places: this week, or under two weeks.
    has_room: bool

    @property
    def delay_text(self) -> str:
        return Unit.BUSINESS_DAYS.full_text(self.delay.median if self.delay else None)


@dataclass(frozen=True)
class Coverage:
    """The places of an intercommunality, for its inhabitants."""

    label: str
    places: int
    population: int

    @property
    def density(self) -> float | None:
        """Places for 10,000 inhabitants."""
        return PER_INHABITANTS * self.places / self.population if self.population else None

    @property
    def density_text(self) -> str:
        return number_text(self.density, 1)

    @property
    def population_text(self) -> str:
        return number_text(self.population)


def late_count(waiting: Iterable[tuple[datetime, str | None]]) -> int:
    """How many of these (sent at, département of the place) have waited too long."""
    now = timezone.now()
    return sum(business_days_between(sent, now, code) >= LATE_AFTER for sent, code in waiting)


def flows_of(territory: Territory) -> list[Flow]:
    """One line an organisation of the territory that takes referrals; in five queries."""
    inside = territory.condition("place__commune__")
    since = timezone.now() - FLOWS_OVER
    recent = Q(sent_at__gte=since)
    rows = Referral.objects.filter(inside, place__organisation__isnull=False).order_by()
    counts = {
        row["place__organisation"]: row
        for row in rows.values("place__organisation").annotate(
            waiting=Count("pk", filter=Q(status__in=WAITING)),
            ongoing=Count("pk", filter=Q(status__in=TAKEN)),
            received=Count("pk", filter=recent),
        )
    }
    waits = _pairs(rows.filter(status__in=WAITING), "sent_at")
    answers = _pairs(rows.filter(recent, answered_at__isnull=False), "sent_at", "answered_at")
    availabilities = _availabilities(territory)
    organisations = Organisation.objects.filter(pk__in={*counts, *availabilities})
    flows = [
        _flow(row, counts.get(row.pk, {}), waits, answers, availabilities.get(row.pk, ""))
        for row in organisations
    ]
    return sorted(flows, key=lambda flow: (-flow.late, -flow.waiting, flow.organisation.name))


def _flow(
    organisation: Organisation,
    counts: dict[str, int],
    waits: dict[int, list[Any]],
    answers: dict[int, list[Any]],
    availability: str,
) -> Flow:
    delays = (
        business_days_between(sent, answered, code)
        for code, sent, answered in answers.get(organisation.pk, [])
    )
    return Flow(
        organisation=organisation,
        waiting=counts.get("waiting", 0),
        late=late_count((sent, code) for code, sent in waits.get(organisation.pk, [])),
        ongoing=counts.get("ongoing", 0),
        received=counts.get("received", 0),
        delay=summarise(delays),
        availability=str(dict(Place.Availability.choices).get(availability, "")),
        has_room=availability in ROOM,
    )


def _pairs(rows: Any, *columns: str) -> dict[int, list[Any]]:
    """By organisation: the département of the place, and instants."""
    found: dict[int, list[Any]] = {}
    path = ("place__organisation", "place__commune__departement", *columns)
    for organisation, *values in rows.values_list(*path):
        found.setdefault(organisation, []).append(values)
    return found


def _availabilities(territory: Territory) -> dict[int, str]:
    """The soonest that each organisation's places say; empty when they say nothing."""
    order = Place.Availability.values
    found: dict[int, str] = {}
    places = Place.objects.published().within(territory).filter(accepts_referrals=True)
    columns = ("organisation", "next_availability", "availability_said_on")
    for place in places.order_by().only(*columns):
        organisation, said = place.organisation_id, place.availability or ""
        if organisation is None:
            continue
        best = found.get(organisation)
        if best is None or (said and (not best or order.index(said) < order.index(best))):
            found[organisation] = said
    return found


def coverage_of(territory: Territory) -> list[Coverage]:
    """The intercommunalities of a territory, the least covered first, in two queries."""
    communes = Commune.objects.within(territory).whole().order_by()
    places = Place.objects.published().within(territory).order_by()
    numbers = dict(places.values_list("commune__epci").annotate(n=Count("pk")))
    lines = [
        Coverage(name or "Hors intercommunalité", numbers.get(siren, 0), population or 0)
        for siren, name, population in communes.values_list("epci", "epci__name").annotate(
            population=Sum("population")
        )
    ]
    return sorted(lines, key=lambda line: (line.density or 0, line.label))
