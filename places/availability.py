"""How soon places can receive someone, as long as what they said is not too old."""

from datetime import date

from django.db.models import Case, IntegerField, Q, Value, When

from places.models import Place
from places.models.places import AVAILABILITY_KEPT

# A place that says nothing may have room, one that is full has none.
SILENT = ""
SOONEST_FIRST = (
    Place.Availability.THIS_WEEK,
    Place.Availability.TWO_WEEKS,
    Place.Availability.A_MONTH,
    SILENT,
    Place.Availability.FULL,
)


def soonest_first(today: date) -> Case:
    """An expression to sort places by: how soon they can receive someone, as said lately."""
    lately = Q(availability_said_on__gte=today - AVAILABILITY_KEPT)
    ranks = [
        When(lately & Q(next_availability=said), then=Value(rank))
        for rank, said in enumerate(SOONEST_FIRST)
    ]
    silent = Value(SOONEST_FIRST.index(SILENT))
    return Case(*ranks, default=silent, output_field=IntegerField())
