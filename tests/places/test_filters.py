"""The criteria that the page, the map, the API and the exports share."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict

from places.filters import PlaceFilter
from places.models import Place, Term
from tests.factories import CommuneFactory, DepartementFactory, PlaceFactory

pytestmark = pytest.mark.django_db

# A Wednesday, at 10 in the morning.
WEDNESDAY = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Europe/Paris"))


def offering(*codes, vocabulary="service", **fields):
    place = PlaceFactory(**fields)
    place.terms.add(*Term.objects.filter(vocabulary=vocabulary, code__in=codes))
    return place


def ask(query, now=WEDNESDAY):
    filterset = PlaceFilter(QueryDict(query), Place.objects.published())
    filterset.now = now
    return filterset


def found(query, now=WEDNESDAY):
    return set(ask(query, now).qs)


def test_a_citizen_finds_the_places_that_offer_all_that_is_asked():
    both = offering("demarches", "emploi")
    offering("demarches")
    assert found("service=demarches&service=emploi") == {both}
    assert len(found("service=demarches")) == 2


def test_an_audience_finds_its_places_and_those_open_to_all():
    seniors = offering("seniors", vocabulary="audience")
    everybody = PlaceFactory()
    offering("jeunes", vocabulary="audience")
    assert found("public=seniors") == {seniors, everybody}


def test_an_adapted_welcome_is_promised_not_supposed():
    deaf = offering("surdite", vocabulary="accommodation")
    PlaceFactory()
    assert found("accueil=surdite") == {deaf}


def test_a_price_is_one_the_place_announces():
    free = offering("gratuit", vocabulary="fee")
    offering("payant", vocabulary="fee")
    PlaceFactory()
    assert found("prix=gratuit") == {free}


def test_a_network_is_one_the_place_belongs_to():
    france_services = offering("france-services", vocabulary="programme")
    offering("conseillers-numeriques", vocabulary="programme")
    assert found("dispositif=france-services") == {france_services}


def test_without_appointment_is_a_door_that_opens_and_hours_that_do_not_ask_to_call():
    comes = offering("se-presenter", vocabulary="access_mode", opening_hours="Mo-Fr 09:00-12:00")
    offering(
        "se-presenter", vocabulary="access_mode", opening_hours='Mo 09:00-12:00 "Sur rendez-vous"'
    )
    offering("telephoner", vocabulary="access_mode")
    assert found("rdv=sans") == {comes}


def test_with_an_appointment_is_booked_on_line_or_as_the_hours_say():
    on_line = offering("rdv-en-ligne", vocabulary="access_mode")
    linked = PlaceFactory(booking_url="https://rdv.exemple.fr/")
    said = PlaceFactory(opening_hours='Mo 09:00-12:00 "sur RDV"')
    offering("se-presenter", vocabulary="access_mode")
    assert found("rdv=avec") == {on_line, linked, said}


def test_help_from_afar_is_promised():
    remote = offering("distance", vocabulary="support_mode")
    PlaceFactory()
    assert found("adistance=on") == {remote}
    assert len(found("adistance=false")) == 2


def test_an_access_is_described_by_a_sheet_or_by_an_adapted_welcome():
    described = PlaceFactory(accessibility_url="https://acceslibre.exemple.fr/fiche")
    adapted = offering("handicaps-moteurs", vocabulary="accommodation")
    offering("langue-anglais", vocabulary="accommodation")
    assert found("accessible=on") == {described, adapted}


@pytest.mark.parametrize("query", ["departement=23", "epci=200034825", "region=75"])
def test_a_territory_keeps_its_places(query):
    inside = PlaceFactory()
    elsewhere = CommuneFactory(
        insee_code="2A004",
        departement=DepartementFactory(code="2A", name="Corse-du-Sud", region=None),
        epci=None,
    )
    PlaceFactory(commune=elsewhere)
    assert found(query) == {inside}
    assert str(ask(query).territory) in {"Creuse", "CA du Grand Guéret", "Nouvelle-Aquitaine"}


def test_a_part_of_the_map_keeps_its_places_from_its_middle():
    far = PlaceFactory(latitude=46.29, longitude=1.9)
    near = PlaceFactory(latitude=46.21, longitude=1.9)
    PlaceFactory(latitude=47, longitude=1.9)
    PlaceFactory(latitude=None, longitude=None)
    assert list(ask("zone=1.8,46.1,2.0,46.3").qs) == [near, far]


def test_what_is_typed_wins_over_the_part_of_the_map():
    CommuneFactory()
    assert ask("ou=gueret&zone=1.8,46.1,2.0,46.3").search.zone is None


@pytest.mark.parametrize(
    ("query", "around"),
    [
        ("", ""),
        ("departement=23", ""),
        ("lat=90&lon=0", ""),
        ("zone=1.5,46,2.2,46.4", "1.500,46.000,2.200,46.400"),
        ("lat=45&lon=2&distance=10", "1.873,44.910,2.127,45.090"),
        ("lat=45&lon=2", "1.364,44.550,2.636,45.450"),
    ],
)
def test_a_map_shows_the_part_that_was_searched(query, around):
    assert PlaceFilter(QueryDict(query), Place.objects.all()).around == around


def test_those_with_room_come_first_then_the_silent_then_the_full():
    said = {"availability_said_on": WEDNESDAY.date()}
    full = PlaceFactory(name="a", next_availability=Place.Availability.FULL, **said)
    silent = PlaceFactory(name="b")
    month = PlaceFactory(name="c", next_availability=Place.Availability.A_MONTH, **said)
    week = PlaceFactory(name="d", next_availability=Place.Availability.THIS_WEEK, **said)
    assert list(ask("tri=disponibilite").qs) == [week, month, silent, full]
    assert list(ask("").qs) == [full, silent, month, week]


def test_what_was_said_a_month_ago_counts_no_more():
    old = PlaceFactory(
        name="z",
        next_availability=Place.Availability.THIS_WEEK,
        availability_said_on=date(2026, 10, 18),
    )
    silent = PlaceFactory(name="b")
    assert list(ask("tri=disponibilite").qs) == [silent, old]


def test_among_those_with_room_the_nearest_comes_first():
    CommuneFactory()
    said = {"next_availability": "this_week", "availability_said_on": WEDNESDAY.date()}
    far = PlaceFactory(latitude=46.2, longitude=1.9, **said)
    near = PlaceFactory(**said)
    assert list(ask("ou=gueret&tri=disponibilite").qs) == [near, far]


def test_open_now_keeps_what_is_surely_open():
    is_open = PlaceFactory(opening_hours="Mo-Fr 09:00-12:00")
    PlaceFactory(opening_hours="Mo-Fr 14:00-17:00")
    PlaceFactory(opening_hours="sur rendez-vous, appelez-nous")
    PlaceFactory(opening_hours="")
    assert found("maintenant=on") == {is_open}


def test_open_now_forgets_a_place_closed_for_a_while():
    PlaceFactory(opening_hours="24/7", status=Place.Status.TEMPORARILY_CLOSED)
    assert found("maintenant=on") == set()


def test_open_now_is_told_by_the_clock_of_the_place():
    reunion = CommuneFactory(
        insee_code="97411",
        name="Saint-Denis",
        departement=DepartementFactory(code="974", name="La Réunion"),
    )
    # At 10 in Paris in winter, it is 13 in La Réunion.
    there = PlaceFactory(opening_hours="Mo-Fr 12:30-14:00", commune=reunion)
    PlaceFactory(opening_hours="Mo-Fr 12:30-14:00")
    assert found("maintenant=on") == {there}


def test_this_evening_is_after_18():
    late = PlaceFactory(opening_hours="We 14:00-19:00")
    PlaceFactory(opening_hours="We 14:00-18:00")
    PlaceFactory(opening_hours="Th 14:00-19:00")
    assert found("soir=on") == {late}


def test_this_evening_is_what_is_left_of_it():
    PlaceFactory(opening_hours="We 14:00-19:00")
    later = PlaceFactory(opening_hours="We 14:00-21:00")
    assert found("soir=on", now=WEDNESDAY.replace(hour=20)) == {later}


def test_saturday_is_the_coming_one():
    saturday = PlaceFactory(opening_hours="Sa 09:00-12:00")
    PlaceFactory(opening_hours="Mo-Fr 09:00-12:00")
    assert found("samedi=on") == {saturday}


def test_a_commune_brings_the_nearest_first_within_50_km():
    CommuneFactory()
    PlaceFactory(name="loin", latitude=45.8336, longitude=1.2611)
    second = PlaceFactory(name="à côté", latitude=46.2, longitude=1.9)
    first = PlaceFactory(name="au centre")
    filterset = ask("ou=gueret")
    assert filterset.km == 50
    assert list(filterset.qs) == [first, second]
    assert filterset.search.match.name == "Guéret"


def test_a_distance_draws_a_smaller_circle():
    CommuneFactory()
    PlaceFactory(latitude=46.2577, longitude=1.8717)  # ten kilometres north, less a little
    assert len(found("ou=gueret&distance=10")) == 1
    assert found("ou=gueret&distance=5") == set()


def test_a_device_gives_its_position_instead_of_a_name():
    near = PlaceFactory()
    filterset = ask("lat=46.17049&lon=1.87051&distance=5")
    assert list(filterset.qs) == [near]
    assert (filterset.search.latitude, filterset.search.longitude) == (46.17, 1.871)


def test_what_is_typed_wins_over_the_commune_chosen_before():
    CommuneFactory()
    CommuneFactory(insee_code="23008", name="Aubusson", search_name="aubusson", population=3_000)
    assert ask("ou=Aubusson&commune=23096").search.match.name == "Aubusson"
    assert ask("ou=Gu%C3%A9ret&commune=23096").search.match.name == "Guéret"
    assert ask("commune=23008").search.match.name == "Aubusson"
    assert ask("ou=Aubusson&lat=46.17&lon=1.87").search.match.name == "Aubusson"


def test_homonyms_are_offered_and_none_is_supposed():
    for code in ("23096", "23097"):
        CommuneFactory(insee_code=code, name="Saint-Martin", search_name="saint martin")
    PlaceFactory()
    filterset = ask("ou=st martin")
    assert filterset.search.is_lost
    assert len(filterset.search.choices) == 2
    assert not filterset.qs.exists()


@pytest.mark.parametrize(
    "query",
    [
        "lat=abc&lon=1",
        "lat=1e999&lon=1",
        "lat=91&lon=0",
        "lat=NaN&lon=NaN",
        "lat=46",
        "distance=7",
        "distance=abc",
        "service=<script>",
        "public=%00",
        "prix=gratuit&prix=x",
        "ou=%00",
        "commune=" + "9" * 200,
        "maintenant=peut-être",
        "rdv=x",
        "tri=x",
        "adistance=x",
        "zone=1,2,3",
        "zone=a,b,c,d",
        "zone=-1e308,1,1e308,2",
        "zone=nan,1,2,2",
        "departement=%00",
        "epci=zzz",
        "ou=" + "é" * 5000,
        "ou=%F0%9F%98%80",
        "ou=%25%27%22--",
    ],
)
def test_a_wrong_value_is_left_out_and_never_fails(query):
    PlaceFactory()
    list(ask(query).qs)


def test_a_wrong_value_leaves_the_right_ones_at_work():
    right = offering("demarches")
    offering("emploi")
    filterset = ask("service=demarches&lat=abc")
    assert set(filterset.qs) == {right}
    assert "lat" in filterset.form.errors


def test_criteria_are_counted_for_the_button_that_folds_them():
    CommuneFactory()
    assert ask("ou=gueret").active_count == 0
    assert ask("ou=gueret&service=demarches&service=emploi&samedi=on&distance=5").active_count == 4
