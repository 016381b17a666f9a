"""The groups of the map: made once an edition, the same as counted at once, never out of date."""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from places.map_groups import groups_in
from places.models import Place, Territory
from places.nearness import Box
from tests.factories import CommuneFactory, DepartementFactory, PlaceFactory

pytestmark = pytest.mark.django_db

WORLD = Box(-90, 90)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


def count(box=WORLD, territory=None):
    groups = groups_in(box, 6, territory) if territory else groups_in(box, 6)
    return sum(group.count for group in groups)


def test_groups_are_kept_until_a_place_changes(
    django_capture_on_commit_callbacks, django_assert_num_queries
):
    with django_capture_on_commit_callbacks(execute=True):
        place = PlaceFactory()
    assert count() == 1
    with django_assert_num_queries(1):  # the edition, and nothing else
        assert count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        place.status = Place.Status.CLOSED
        place.save()
    assert count() == 0


def test_groups_are_those_of_a_box_and_of_a_territory():
    PlaceFactory()
    corse = CommuneFactory(
        insee_code="2A004",
        departement=DepartementFactory(code="2A", name="Corse-du-Sud", region=None),
        epci=None,
    )
    PlaceFactory(commune=corse, latitude=41.92, longitude=8.73)
    assert count() == 2
    assert count(Box(41, 43, 8, 10)) == 1
    assert count(territory=Territory("departement", "23")) == 1


def test_the_map_answers_a_criterion_with_its_places_only(client, site):
    PlaceFactory()
    query = {"zoom": "6", "prix": "gratuit"}
    assert client.get(reverse("places:map_points"), query).json()["features"] == []


def test_a_command_makes_the_groups_before_anybody_asks(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        PlaceFactory()
    out = StringIO()
    call_command("build_clusters", stdout=out)
    assert out.getvalue().count("1 lieux") == 10


def marks(client, box):
    query = {"zoom": "15", "bbox": ",".join(map(str, box))}
    features = client.get(reverse("places:map_points"), query).json()["features"]
    return {tuple(one["geometry"]["coordinates"]) for one in features}


def test_a_step_aside_leaves_the_groups_where_they_were(client, site):
    commune = CommuneFactory()
    for n in range(60):
        PlaceFactory(commune=commune, latitude=46.15, longitude=1.84 + n / 1000)
    whole = marks(client, (1.8, 46.1, 1.95, 46.2))
    assert len(whole) > 10
    for west in (1.852, 1.8601, 1.8687, 1.8779):
        shown = marks(client, (west, 46.1, west + 0.015, 46.2))
        assert shown == {point for point in whole if west <= point[0] <= west + 0.015}


def test_a_box_widens_to_the_second_step():
    assert Box(46.1, 46.2, -1.2, 1.8).widened(0.5) == Box(45.5, 47, -2, 2.5)
    assert Box(46.3, 46.4, -1.4, 1.6).widened(0.5) == Box(45.5, 47, -2, 2.5)
    assert WORLD.widened(10) == Box(-100, 100)
