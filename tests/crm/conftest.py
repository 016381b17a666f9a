"""What the tests of this app share: the forms as a browser would send them."""

import uuid

import pytest
from django.utils import timezone

from places.models import Place, Term


def key_of(vocabulary, code):
    return Term.objects.get(vocabulary=vocabulary, code=code).pk


@pytest.fixture
def report(bachir):
    """An individual activity with somebody anonymous, filled in as Bachir would."""
    return {
        "id": str(uuid.uuid4()),
        "done_on": timezone.localdate().isoformat(),
        "duration": "45",
        "location": "place",
        "place": Place.objects.get(organisation=bachir.organisation).pk,
        "topics": [key_of("topic", "email")],
        "equipment": [key_of("equipment", "ordinateur")],
        "person": "anonymous",
        "gender": "female",
        "age_band": "60_69",
        "occupation": "retired",
        "residence": "Guéret",
        "outcome": "done",
        "autonomy": "guided",
    }


@pytest.fixture
def workshop(report):
    """A workshop of ten people who gave no name."""
    shared = ("done_on", "duration", "location", "place", "topics")
    return {name: report[name] for name in shared} | {
        "id": str(uuid.uuid4()),
        "title": "Sécuriser son téléphone",
        "level": "beginner",
        "anonymous_total": "10",
        "gender_female": "6",
        "gender_male": "3",
        "age_band_70_over": "8",
    }


@pytest.fixture
def file():
    """A new file, filled in."""
    return {
        "id": str(uuid.uuid4()),
        "first_name": "Ginette",
        "last_name": "Dupré-Roy",
        "phone": "06 12 34 56 78",
        "birth_year": "1950",
        "commune": "Guéret",
        "gender": "female",
        "occupation": "retired",
    }
