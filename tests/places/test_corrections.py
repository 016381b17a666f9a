"""What is said by hand is written, and nothing else of the place."""

from datetime import timedelta

import pytest
from django.utils import timezone

from places.corrections import correct
from places.models import Place, Term
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def test_a_correction_writes_the_fields_and_makes_the_sheet_updated_today():
    place = PlaceFactory(phone="0555000001")
    Place.objects.update(name="Écrit par un autre entre-temps")
    correct(place, {"phone": "0555000002"}, by="manager")
    place.refresh_from_db()
    assert (place.phone, place.name) == ("0555000002", "Écrit par un autre entre-temps")
    assert place.updated_on == timezone.localdate()


def test_the_terms_of_a_vocabulary_are_replaced_and_the_others_stay():
    place = PlaceFactory()
    free = Term.objects.get(vocabulary="fee", code="gratuit")
    services = Term.objects.filter(vocabulary="service")
    place.terms.set([free, services[0]])
    correct(place, {"service": [services[1]]}, by="manager")
    assert set(place.terms.all()) == {free, services[1]}


def test_what_was_said_of_the_next_free_moment_is_forgotten_after_a_month():
    today = timezone.localdate()
    place = PlaceFactory(next_availability="full", availability_said_on=today - timedelta(days=30))
    assert place.availability == Place.Availability.FULL
    place.availability_said_on -= timedelta(days=1)
    assert place.availability is None
    place.availability_said_on = None
    assert place.availability is None
