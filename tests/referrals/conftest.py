"""Alice's town hall, Bachir's place, and one person between them."""

import pytest

from places.models import CommuneName, Term
from tests import factories


@pytest.fixture
def place(bachir):
    """Bachir's place: it helps with online procedures."""
    place = bachir.organisation.places.get()
    place.terms.set(Term.objects.filter(vocabulary="service", code__in=["demarches", "emploi"]))
    return place


@pytest.fixture
def referral(alice, place):
    """Alice sent someone to Bachir's place."""
    return factories.ReferralFactory(referrer=alice, place=place)


@pytest.fixture
def gueret(db):
    """Guéret, found by its name as the gazetteer writes it."""
    commune = factories.CommuneFactory()
    CommuneName.objects.create(
        text="gueret",
        rank=CommuneName.Rank.WHOLE,
        population=commune.population,
        commune=commune,
    )
    return commune


@pytest.fixture
def typed(gueret, place):
    """The form as Alice fills it in."""
    return {
        "id": "6f1c1a52-7c1e-4d9e-9d0e-0a1b2c3d4e5f",
        "services": ["demarches"],
        "commune": "Guéret",
        "place": place.slug,
        "first_name": "Huguette",
        "last_name": "Lamoureux",
        "contact_preference": "call",
        "phone": "05 55 41 22 33",
        "age_band": "70_over",
        "agreement": "on",
        "agreement_form": "oral",
    }
