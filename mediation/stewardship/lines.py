"""The places of an organisation as their manager sees them: what is stale comes first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from mediation.stewardship.forms.gestures import AvailabilityForm
from mediation.stewardship.models import ErrorReport
from mediation.stewardship.reminders import FIRST, last_known
from places.freshness import Freshness, freshness, months_between
from places.models import Organisation, Place

ERRORS = Count("error_reports", filter=Q(error_reports__status=ErrorReport.Status.NEW))


@dataclass(frozen=True)
class PlaceLine:
    """A place of the organisation: how old its sheet is, and what people say of it."""

    place: Place
    freshness: Freshness | None
    is_stale: bool
    error_count: int

    @property
    def availability_form(self) -> AvailabilityForm:
        place = self.place
        return AvailabilityForm(
            initial={
                "accepts_referrals": place.accepts_referrals,
                "next_availability": place.availability or "",
            },
            auto_id=f"id_{place.slug}_%s",
        )


def lines_of(organisation: Organisation, today: date) -> list[PlaceLine]:
    """Open places first, the longest unchecked before the others; the closed ones at the end."""
    held = Place.objects.standing().filter(organisation=organisation)
    places = held.annotate(error_count=ERRORS)
    lines = [_line(place, today) for place in places.order_by("name", "pk")]
    return sorted(lines, key=_order)


def _line(place: Place, today: date) -> PlaceLine:
    return PlaceLine(
        place,
        freshness(place.checked_on, place.updated_on, today),
        months_between(last_known(place), today) >= FIRST,
        place.error_count,
    )


def _order(line: PlaceLine) -> tuple[bool, bool, date]:
    is_closed = line.place.status == Place.Status.CLOSED
    return is_closed, not line.is_stale, last_known(line.place)
