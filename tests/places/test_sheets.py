"""What is carried away of a place, on a phone or on paper: it must stay true."""

import pytest
from django.urls import reverse

from tests.factories import CommuneFactory, PlaceFactory

pytestmark = pytest.mark.django_db

ONCE_A_MONTH = "2e mardi du mois : 9 h 30 à 16 h 30"


@pytest.fixture
def bus(site):
    """A bus that stops once a month."""
    CommuneFactory()
    return PlaceFactory(name="Bus numérique", opening_hours="Tu[2] 09:30-16:30")


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    html = response.content.decode().replace("&nbsp;", " ")
    return html.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_place_open_once_a_month_says_when(client, bus):
    html = read(client, bus.get_absolute_url())
    assert '<th scope="row">2e mardi du mois</th><td>9 h 30 à 16 h 30</td>' in html
    assert "Tous les jours" not in html
    assert "Horaires de la semaine" not in html


def test_a_place_closed_on_holidays_says_it_below_its_week(client, site):
    place = PlaceFactory(opening_hours="Mo-Fr 09:00-12:00; PH off")
    html = read(client, place.get_absolute_url())
    assert "<h3>Horaires de la semaine</h3>" in html
    assert html.index("9 h à 12 h") < html.index('<th scope="row">Jours fériés</th><td>fermé</td>')


def test_a_directory_on_paper_says_when_a_place_opens_once_a_month(client, bus):
    html = read(client, reverse("places:territory", args=["departement", "23"]) + "?tout")
    assert f'<p class="only-print">{ONCE_A_MONTH}</p>' in html


def test_the_sheet_that_alice_hands_over_says_it_too(client, bus, alice):
    client.force_login(alice)
    html = read(client, reverse("referrals:sheet") + f"?lieu={bus.slug}")
    assert f"{ONCE_A_MONTH}<br>" in html
