"""Tests of the filters: those of the page, read strictly."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.utils import timezone

from api.filters import DESCRIPTIONS, parameters
from places.filters import PlaceFilter
from places.models import Place, Term
from tests.factories import CommuneFactory, DepartementFactory, EpciFactory, PlaceFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/places/"
TUESDAY = datetime(2026, 3, 10, 10, tzinfo=ZoneInfo("Europe/Paris"))


def refused(client, query):
    response = client.get(URL + query)
    assert response.status_code == 400
    return response.json()


def slugs(client, query):
    response = client.get(f"{URL}?page_size=100&{query}")
    assert response.status_code == 200, response.content
    return [row["slug"] for row in response.json()["results"]]


@pytest.fixture
def corner():
    """Places that each filter tells apart."""
    CommuneFactory()
    aubusson = CommuneFactory(
        insee_code="23008", name="Aubusson", search_name="aubusson", latitude=45.95, longitude=2.17
    )
    codes = ("demarches", "gratuit", "seniors", "surdite")
    PlaceFactory(slug="rien", opening_hours="")
    PlaceFactory(slug="matin", opening_hours="Tu 09:00-12:00")
    PlaceFactory(slug="soir", opening_hours="Tu 18:30-20:00; Sa 10:00-12:00")
    PlaceFactory(slug="aubusson", commune=aubusson, latitude=45.95, longitude=2.17)
    PlaceFactory(slug="sans-point", latitude=None, longitude=None)
    for number, code in enumerate(codes):
        place = PlaceFactory(slug=code, latitude=46.2 + number / 100)
        place.terms.set(Term.objects.filter(code=code))
    PlaceFactory(slug="tout").terms.set(Term.objects.filter(code__in=codes))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "ou=Guéret",
        "ou=Aubusson&distance=5",
        "commune=23096&distance=10",
        "lat=46.2&lon=1.87&distance=5",
        "service=demarches",
        "service=demarches&service=emploi",
        "public=seniors",
        "accueil=surdite",
        "prix=gratuit",
        "maintenant=true",
        "soir=on",
        "samedi=true&commune=23096",
        "commune=23096&service=demarches&prix=gratuit&public=seniors",
    ],
)
def test_the_api_finds_what_the_page_finds(client, corner, monkeypatch, query):
    monkeypatch.setattr(timezone, "now", lambda: TUESDAY)
    on_the_page = PlaceFilter(QueryDict(query), Place.objects.published()).qs
    assert slugs(client, query) == [place.slug for place in on_the_page]


def test_the_filters_do_tell_places_apart(client, corner, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: TUESDAY)
    assert slugs(client, "maintenant=true") == ["matin"]
    assert slugs(client, "soir=true") == slugs(client, "samedi=true") == ["soir"]
    assert slugs(client, "accueil=surdite") == ["surdite", "tout"]
    assert "aubusson" not in slugs(client, "commune=23096&distance=20")


@pytest.mark.parametrize(
    "query", ["departement=23", "departement=2a", "epci=200034825", "region=75"]
)
def test_the_places_of_a_territory_are_found_by_its_code(client, query):
    PlaceFactory(slug="gueret")
    corse = CommuneFactory(
        insee_code="2A004",
        departement=DepartementFactory(code="2A", name="Corse-du-Sud", region=None),
        epci=EpciFactory(siren="242010056", name="CA du Pays Ajaccien"),
    )
    PlaceFactory(slug="ajaccio", commune=corse)
    assert slugs(client, query) == (["ajaccio"] if "2a" in query else ["gueret"])


def test_a_territory_that_does_not_exist_is_refused(client):
    assert refused(client, "?departement=99")["detail"] == (
        "departement\u00a0: aucun territoire n’a le code «\u202f99\u202f»."
    )


def test_an_unknown_commune_is_refused_with_a_sentence(client):
    assert refused(client, "?ou=Atlantide") == {
        "detail": "Aucune commune ne répond à «\u202fAtlantide\u202f»."
    }
    assert "99999" in refused(client, "?commune=99999")["detail"]


def test_an_ambiguous_commune_is_refused_with_the_codes_to_choose_from(client):
    CommuneFactory(insee_code="93066", name="Saint-Denis", search_name="saint denis")
    CommuneFactory(insee_code="97411", name="Saint-Denis", search_name="saint denis")
    answer = refused(client, "?ou=Saint-Denis")
    assert answer["detail"].startswith("Plusieurs communes répondent à «\u202fSaint-Denis\u202f»")
    assert {choice["commune"] for choice in answer["choices"]} == {"93066", "97411"}
    assert client.get(URL, {"commune": answer["choices"][0]["commune"]}).status_code == 200


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("?lat=nord&lon=1", "lat", "Saisissez un nombre."),
        ("?lat=91&lon=1", "lat", "inférieure ou égale à 90"),
        ("?lat=nan&lon=1", "lat", "Saisissez un nombre."),
        ("?distance=7", "distance", "Valeurs possibles\u00a0: 5, 10, 20, 50."),
        ("?service=magie", "service", "Valeurs possibles\u00a0: demarches, "),
        ("?service=demarches&service=magie", "service", "Valeurs possibles\u00a0: demarches, "),
        ("?prix=cher", "prix", "Valeurs possibles\u00a0: gratuit, "),
        ("?ou=" + "a" * 101, "ou", "100"),
        ("?commune=%00", "commune", "caractère"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name_and_a_reason(client, query, name, words):
    answer = refused(client, query)
    assert set(answer["fields"]) == {name}
    assert words in answer["fields"][name][0]
    assert answer["detail"].startswith(f"{name}\u00a0: ")


def test_half_a_point_is_refused(client):
    assert (
        refused(client, "?lat=46")["detail"] == "lat et lon vont ensemble\u00a0: donnez les deux."
    )
    assert refused(client, "?lon=1")["detail"] == "lat et lon vont ensemble\u00a0: donnez les deux."


@pytest.mark.parametrize("value", ["0", "non", "1"])
def test_a_box_is_ticked_by_true_alone(client, value):
    assert refused(client, f"?maintenant={value}")["detail"] == (
        "maintenant\u00a0: écrivez true ou false."
    )


def test_a_box_that_is_not_ticked_asks_for_nothing(client):
    PlaceFactory(slug="lieu")
    assert slugs(client, "maintenant=false&soir=&samedi=False") == ["lieu"]


def test_every_filter_is_described_for_developers():
    assert [parameter.name for parameter in parameters()] == list(DESCRIPTIONS)
