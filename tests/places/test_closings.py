"""A place closed for a few days is never said to be open on them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from places.dates import say_day
from places.models import Closing, Place
from places.opening_hours import ClosedDays, describe_state, parse, state_around
from tests.factories import CommuneFactory, DepartementFactory, PlaceFactory

PARIS = ZoneInfo("Europe/Paris")
OFFICE = "Mo-Fr 09:00-12:00"
# Asked on a Wednesday; the closing runs from the Thursday to the Monday after.
CLOSED = (ClosedDays(date(2026, 11, 26), date(2026, 11, 30), "congés"),)


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=PARIS)


def said(hours: str, moment: datetime, closed=CLOSED) -> str:
    state = state_around(parse(hours), closed, moment)
    return describe_state(state, moment).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(25, 10), "Ouvert jusqu’à 12 h"),
        (at(25, 13), "Fermé, ouvre mardi à 9 h"),
        (at(26, 10), "Fermé, ouvre mardi à 9 h"),
        (at(30, 23), "Fermé, ouvre demain à 9 h"),
    ],
)
def test_the_next_opening_is_after_the_closing(moment, words):
    assert said(OFFICE, moment) == words


def test_two_closings_in_a_row_are_passed_together():
    closed = (*CLOSED, ClosedDays(date(2026, 12, 1), date(2026, 12, 1)))
    assert said(OFFICE, at(26, 10), closed) == "Fermé, ouvre mercredi à 9 h"


def test_what_is_always_open_closes_at_midnight():
    assert said("24/7", at(25, 10)) == "Ouvert jusqu’à minuit"
    assert said("24/7", at(26, 10)) == "Fermé, ouvre mardi à 0 h"


def test_a_closing_without_an_end_in_sight_says_no_more():
    closed = (ClosedDays(date(2026, 11, 1), date(2027, 3, 1)),)
    assert said("2026 Nov Mo-Fr 09:00-12:00", at(26, 10), closed) == "Fermé"


@pytest.fixture
def place(db):
    """Open every day, closed for the holidays today."""
    today = timezone.localdate()
    place = PlaceFactory(opening_hours="24/7")
    place.closings.create(starts_on=today, ends_on=today, reason=Closing.Reason.HOLIDAYS)
    return place


def test_a_closed_place_is_not_open_now_nor_this_evening(place):
    open_one = PlaceFactory(opening_hours="24/7")
    now = timezone.now()
    today = timezone.localtime(now).replace(tzinfo=None, hour=0, minute=0)
    assert list(Place.objects.open_at(now)) == [open_one]
    evening = Place.objects.open_during(today.replace(hour=18), today.replace(hour=23))
    assert list(evening) == [open_one]
    Closing.objects.all().delete()
    assert Place.objects.open_at(now).count() == 2


def test_the_day_that_is_closed_is_the_place_s_own(db):
    """At noon in Paris it is already the next day in Nouméa."""
    caledonia = CommuneFactory(
        insee_code="98818",
        name="Nouméa",
        search_name="noumea",
        departement=DepartementFactory(code="988", name="Nouvelle-Calédonie"),
    )
    place = PlaceFactory(opening_hours="24/7", commune=caledonia)
    noon = datetime(2026, 11, 25, 20, tzinfo=PARIS)
    place.closings.create(
        starts_on=date(2026, 11, 26), ends_on=date(2026, 11, 26), reason=Closing.Reason.WORKS
    )
    assert not Place.objects.open_at(noon).exists()
    assert Place.objects.get().opening_at(noon).kind == "closed"


def test_the_sheet_says_when_and_why(client, site, place):
    page = client.get(place.get_absolute_url()).content.decode()
    assert "fermé (congés)" in page
    assert "Fermé aujourd’hui" in page
    assert str(place.closings.get().when) in page


def test_a_closing_of_several_days_says_its_last(place):
    last = timezone.localdate() + timedelta(days=3)
    place.closings.update(ends_on=last)
    words = place.opening_at(timezone.now()).words
    assert words == f"Fermé jusqu’au {say_day(last, with_year=False)}"


def test_an_evening_before_a_closing_says_its_last_day(place):
    place.opening_hours = OFFICE
    place.closings.update(starts_on=CLOSED[0].first, ends_on=CLOSED[0].last)
    assert place.opening_at(at(25, 10)).words == "Ouvert jusqu’à 12\u00a0h"
    assert place.opening_at(at(25, 13)).words == "Fermé jusqu’au 30\u00a0novembre"


def test_a_place_without_readable_hours_is_said_closed_on_that_day_alone(place):
    place.opening_hours = "sur rendez-vous"
    assert place.opening_at(timezone.now()).words == "Fermé aujourd’hui"
    Closing.objects.all().delete()
    assert Place.objects.get().opening_at(timezone.now()) is not None
    assert PlaceFactory(opening_hours="").opening_at(timezone.now()) is None


def test_search_engines_are_told(client, site, place):
    page = client.get(place.get_absolute_url()).content.decode()
    assert '"specialOpeningHoursSpecification"' in page


def test_a_closing_ends_after_it_starts(place):
    with pytest.raises(IntegrityError), transaction.atomic():
        place.closings.create(starts_on=date(2026, 2, 2), ends_on=date(2026, 2, 1), reason="works")


def test_closings_cost_one_query_for_a_whole_list(client, site, count_queries):
    def add():
        place = PlaceFactory(opening_hours=OFFICE)
        place.closings.create(
            starts_on=timezone.localdate(), ends_on=timezone.localdate(), reason="works"
        )

    add()
    one = count_queries(lambda: client.get(reverse("places:list")))
    add()
    add()
    assert count_queries(lambda: client.get(reverse("places:list"))) == one
