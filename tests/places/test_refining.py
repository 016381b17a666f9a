"""Tests of places brought from their commune's point to their own address, in the background."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from places import refining
from places.imports import import_places
from places.models import Place, PostalCode, SourceRecord
from places.models.places import FROM_ADDRESS, FROM_COMMUNE, POINT
from places.refining import Pace, refine_places, refine_points, to_refine
from tests.factories import CommuneFactory, PlaceFactory
from tests.places.address_base import FOUND

pytestmark = pytest.mark.django_db


@pytest.fixture
def gueret():
    commune = CommuneFactory()
    PostalCode.objects.create(code="23000", commune=commune)
    return commune


@pytest.fixture
def borrowed(gueret):
    """A place that an editor typed without a point: it has its commune's."""
    return PlaceFactory(
        commune=gueret,
        address="1 place Bonnyaud",
        latitude=gueret.latitude,
        longitude=gueret.longitude,
        raw={POINT: FROM_COMMUNE},
    )


@pytest.fixture
def file_of(tmp_path):
    def write(**cells):
        row = {
            "id": "1",
            "pivot": "21230096100019",
            "nom": "Médiathèque",
            "commune": "Guéret",
            "code_postal": "23000",
            "adresse": "1 place Bonnyaud",
            "date_maj": "2024-05-14",
        }
        path = tmp_path / "lieux.json"
        path.write_text(json.dumps([row | cells]))
        return path

    return write


def run(*args):
    out = StringIO()
    call_command("geocode_places", *args, stdout=out)
    return out.getvalue().strip()


def quick():
    return Pace(10, wait=lambda seconds: None)


def test_a_place_gets_the_point_of_its_address(base, borrowed):
    assert run() == "affinés 1 · introuvables 0 · trop loin 0"
    borrowed.refresh_from_db()
    assert (borrowed.latitude, borrowed.longitude) == (46.1706, 1.8712)
    assert borrowed.raw == {POINT: FROM_ADDRESS}
    assert borrowed.has_own_point
    assert not to_refine().exists()


def test_an_import_asks_and_the_next_one_undoes_nothing(base, gueret, file_of):
    import_places(file_of(), "Creuse")
    place = Place.objects.get()
    assert (place.latitude, place.raw[POINT]) == (46.1706, FROM_ADDRESS)
    report = import_places(file_of(), "Creuse")
    assert report.unchanged == 1
    place.refresh_from_db()
    assert place.latitude == 46.1706
    import_places(file_of(nom="Autre nom"), "Creuse")
    place.refresh_from_db()
    assert (place.name, place.latitude) == ("Autre nom", 46.1706)
    assert len(base.asked) == 1


def test_a_file_s_own_point_wins_over_the_address_base(base, gueret, file_of):
    import_places(file_of(), "Creuse")
    import_places(file_of(latitude="46.1701", longitude="1.8702"), "Creuse")
    place = Place.objects.get()
    assert (place.latitude, place.raw.get(POINT)) == (46.1701, None)
    assert SourceRecord.objects.get().fields["latitude"] == 46.1701


def test_a_trial_asks_nothing(base, gueret, file_of):
    import_places(file_of(), "Creuse", dry_run=True)
    assert base.asked == []


def test_an_address_far_from_its_commune_is_refused(base, borrowed):
    far = json.loads(json.dumps(FOUND))
    far["features"][0]["geometry"]["coordinates"] = [5.41423, 43.52609]
    base.body = json.dumps(far)
    assert run() == "affinés 0 · introuvables 0 · trop loin 1"
    borrowed.refresh_from_db()
    assert borrowed.raw == {POINT: FROM_COMMUNE}


def test_the_centre_of_a_commune_is_no_address(base, borrowed):
    centre = json.loads(json.dumps(FOUND))
    centre["features"][0]["properties"]["type"] = "municipality"
    base.body = json.dumps(centre)
    assert run() == "affinés 0 · introuvables 1 · trop loin 0"


def test_a_base_that_is_down_leaves_every_place_as_it_is(base, borrowed):
    base.status = 503
    assert run() == "affinés 0 · introuvables 1 · trop loin 0"
    borrowed.refresh_from_db()
    assert borrowed.raw == {POINT: FROM_COMMUNE}


def test_only_public_places_without_their_own_point_are_asked_about(base, borrowed, gueret):
    PlaceFactory(commune=gueret, raw={POINT: FROM_COMMUNE}, status=Place.Status.DRAFT)
    PlaceFactory(commune=gueret, raw={POINT: FROM_COMMUNE}, address="")
    PlaceFactory(commune=gueret, raw={})
    assert list(to_refine()) == [borrowed]


def test_the_task_goes_on_batch_after_batch(base, borrowed, gueret, monkeypatch):
    monkeypatch.setattr(refining, "BATCH", 1)
    monkeypatch.setattr(refining, "Pace", lambda a_second: quick())
    other = PlaceFactory(commune=gueret, address="2 place Bonnyaud", raw={POINT: FROM_COMMUNE})
    refine_points.enqueue(0)
    for place in (borrowed, other):
        place.refresh_from_db()
        assert place.raw == {POINT: FROM_ADDRESS}


def test_a_limit_is_kept(base, borrowed, gueret):
    PlaceFactory(commune=gueret, address="2 place Bonnyaud", raw={POINT: FROM_COMMUNE})
    assert run("--limit", "1") == "affinés 1 · introuvables 0 · trop loin 0"
    assert to_refine().count() == 1


def test_nothing_is_asked_without_a_configured_base(base, borrowed, settings):
    settings.BAN_HOST = ""
    with pytest.raises(CommandError, match="BAN_HOST"):
        run()
    refining.ask()
    assert refine_points.call(0) == 0
    assert base.asked == []


def test_the_pace_is_kept():
    waits = []
    pace = Pace(10, wait=waits.append)
    for _request in range(4):
        pace.keep()
    assert len(waits) == 3
    assert waits == sorted(waits)
    assert all(wait > 0 for wait in waits)


def test_what_became_of_places_is_counted(base, borrowed):
    assert refine_places([borrowed], quick()).found == 1
