"""Nearest first: the same answers as an exact scan, on every sea of the world."""

from datetime import date, datetime
from math import inf
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from hypothesis import example, given
from hypothesis import strategies as st

from places.filters import PlaceFilter
from places.geocoding import distance_km
from places.models import Place, Term
from places.models.opening_moments import OpenAt, OpenDuring, departement_of
from places.moments import next_saturday
from places.nearness import box_around
from places.views.places import sooner
from places.widening import NearestFirst
from tests.examples import on_one_database
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db

GUERET = (46.1689, 1.8717)
PARIS = ZoneInfo("Europe/Paris")
# Where French communes are, the mainland first: corners of boxes in degrees.
GROUNDS = [
    (41.3, 51.1, -5.2, 9.6),
    (14.3, 18.2, -63.2, -60.8),
    (-21.5, -20.8, 55.2, 55.9),
    (-22.8, -19.5, 163.5, 168.2),
    (-14.4, -13.2, -178.3, -176.1),
    (46.7, 47.2, -56.5, -56.1),
]


def ground_points():
    return st.sampled_from(GROUNDS).flatmap(
        lambda box: st.tuples(st.floats(box[0], box[1]), st.floats(box[2], box[3]))
    )


def everywhere():
    return st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def exact_scan(points, origin, km=inf):
    """Ranks of the points within `km`, nearest first, measured one by one."""
    measured = [(distance_km(*origin, *point), rank) for rank, point in enumerate(points)]
    return [rank for distance, rank in sorted(measured) if distance <= km]


def fill(points):
    Place.objects.all().delete()
    Place.objects.bulk_create(
        Place(slug=f"p{n}", source_id=str(n), name=f"p{n}", latitude=lat, longitude=lon)
        for n, (lat, lon) in enumerate(points)
    )


def ranks(places):
    return [int(place.source_id) for place in places]


def same_distances(points, origin, found, expected):
    """Equal up to ties: two points at one distance may stand in either order."""
    return [distance_km(*origin, *points[n]) for n in found] == pytest.approx(
        [distance_km(*origin, *points[n]) for n in expected], abs=1e-6
    )


@on_one_database
@given(st.lists(ground_points(), max_size=30), ground_points(), st.floats(0.1, 400))
def test_a_circle_holds_what_an_exact_scan_finds(points, origin, km):
    fill(points)
    # A point within a millimetre of the rim may fall on either side: rounding decides.
    rim = [n for n, p in enumerate(points) if abs(distance_km(*origin, *p) - km) < 1e-6]
    found = [n for n in ranks(Place.objects.near(*origin, km)) if n not in rim]
    expected = [n for n in exact_scan(points, origin, km) if n not in rim]
    assert sorted(found) == sorted(expected)
    assert same_distances(points, origin, found, expected)


@on_one_database
@example([(5e-324, 41.9), (-1e-200, 5e-324), (10.0, 2.225e-311)], (89.99999999999999, 2.9e-261), 3)
@given(st.lists(everywhere(), max_size=30), everywhere(), st.integers(1, 12))
def test_the_nearest_are_those_of_an_exact_scan_anywhere_on_earth(points, origin, wanted):
    fill(points)
    found = ranks(Place.objects.nearest(*origin, wanted))
    expected = exact_scan(points, origin)[:wanted]
    assert len(found) == len(expected)
    assert same_distances(points, origin, found, expected)


@given(everywhere(), st.floats(0.01, 20_000), everywhere())
def test_a_box_leaves_no_point_of_its_circle_out(origin, km, point):
    box = box_around(*origin, km)
    if distance_km(*origin, *point) <= km:
        assert box.south <= point[0] <= box.north
        assert box.west is None or box.west <= point[1] <= box.east


def test_a_place_without_a_point_is_never_near():
    PlaceFactory(latitude=None, longitude=None)
    assert not Place.objects.near(*GUERET).exists()
    assert not Place.objects.nearest(*GUERET, 3)


def test_distances_come_in_kilometres_nearest_first():
    far = PlaceFactory(latitude=45.8336, longitude=1.2611)  # Limoges
    near = PlaceFactory(latitude=46.1705, longitude=1.8705)
    first, second = Place.objects.near(*GUERET)
    assert (first, second) == (near, far)
    assert first.distance == pytest.approx(0.2, abs=0.01)
    assert second.distance == pytest.approx(59.9, abs=0.5)


def test_nearness_counts_and_goes_with_other_filters():
    PlaceFactory(status=Place.Status.DRAFT)
    PlaceFactory()
    assert Place.objects.published().near(*GUERET, 5).count() == 1
    assert Place.objects.near(*GUERET, 5).filter(name="ailleurs").count() == 0


@on_one_database
@given(st.lists(ground_points(), max_size=40), ground_points(), st.integers(0, 30), st.data())
def test_pages_of_the_nearest_are_those_of_the_whole_list(points, origin, start, data):
    fill(points)
    limit = data.draw(st.sampled_from([None, 3, 50, 300]))
    wanted = slice(start, start + data.draw(st.integers(1, 10)))
    pages = NearestFirst(Place.objects.filter(pk__gt=0), *origin, limit)
    whole = list(Place.objects.near(*origin, limit))
    assert len(pages) == len(whole)
    assert pages[wanted] == whole[wanted]


@pytest.mark.parametrize("asked", ["service=demarches", "prix=gratuit", "public=jeunes"])
def test_filters_give_the_nearest_that_an_exact_scan_gives(asked):
    vocabularies = {"service": "service", "prix": "fee", "public": "audience"}
    name, code = asked.split("=")
    term = Term.objects.get(vocabulary=vocabularies[name], code=code)
    for n in range(60):
        place = PlaceFactory(latitude=46 + n * 0.013, longitude=1.87 + (n % 7) * 0.05)
        if n % 3:
            place.terms.add(term)
    filterset = PlaceFilter(QueryDict(f"{asked}&lat=46.17&lon=1.87"), Place.objects.published())
    page = sooner(filterset)
    assert isinstance(page, NearestFirst)
    assert page[0:20] == list(filterset.qs[:20])
    assert page[20:40] == list(filterset.qs[20:40])


HOURS = ("", "24/7", "Mo-Fr 09:00-12:00", "Sa 10:00-18:00", "sur rendez-vous", "We 08:00-20:00")
WEDNESDAY = datetime(2026, 11, 18, 10, tzinfo=PARIS)
SATURDAY = OpenDuring(*next_saturday(WEDNESDAY.replace(tzinfo=None)))


def spread_out():
    """Places with hours of every sort, some closed these days, some for a while, one nowhere."""
    for n in range(90):
        place = PlaceFactory(
            latitude=46 + n * 0.011,
            longitude=1.87 + (n % 7) * 0.05,
            opening_hours=HOURS[n % len(HOURS)],
            status="temporarily_closed" if n % 11 == 0 else "published",
            **({"commune": None} if n % 13 == 0 else {}),
        )
        if n % 5 == 0:
            day = date(2026, 11, 18 + n % 4)
            place.closings.create(starts_on=day, ends_on=date(2026, 11, 21), reason="works")
    PlaceFactory(latitude=None, longitude=None, opening_hours="24/7")


@pytest.mark.parametrize("limit", [None, 20, 60])
@pytest.mark.parametrize(
    "moments", [(OpenAt(WEDNESDAY),), (SATURDAY,), (OpenAt(WEDNESDAY), SATURDAY)]
)
def test_the_nearest_that_are_open_are_those_of_a_whole_scan(moments, limit):
    spread_out()
    whole = list(Place.objects.near(*GUERET, limit).opening(*moments))
    assert 0 < len(whole) < 60
    for is_counted_first in (False, True):
        pages = NearestFirst(Place.objects.all(), *GUERET, limit, moments=moments)
        if is_counted_first:
            assert len(pages) == len(whole)
        assert pages[0:7] == whole[:7]
        assert pages[7:90] == whole[7:90]
        assert [p.distance for p in pages[0:7]] == [p.distance for p in whole[:7]]
        assert len(pages) == len(whole)
    if limit is None:
        assert Place.objects.nearest(*GUERET, 5, *moments) == whole[:5]
    assert not NearestFirst(Place.objects.none(), *GUERET, limit, moments=moments)[0:3]


def test_the_nearest_open_places_are_found_without_reading_all_the_hours(monkeypatch):
    spread_out()
    read, kept = [], OpenAt.kept

    def counted(self, rows):
        read.append(len(rows))
        return kept(self, rows)

    monkeypatch.setattr(OpenAt, "kept", counted)
    found = Place.objects.nearest(46.2, 1.9, 3, OpenAt(WEDNESDAY))
    assert len(found) == 3
    assert sum(read) < Place.objects.count()


@pytest.mark.parametrize("asked", ["maintenant=on", "samedi=on", "soir=on&samedi=on"])
def test_a_page_of_open_places_is_that_of_its_filter(asked):
    spread_out()
    filterset = PlaceFilter(QueryDict(f"{asked}&lat=46.4&lon=1.9"), Place.objects.published())
    filterset.now = WEDNESDAY
    page = sooner(filterset)
    assert isinstance(page, NearestFirst)
    whole = list(filterset.qs)
    assert len(page) == len(whole) > 0
    assert page[0:20] == whole[:20]


def test_a_place_deleted_meanwhile_is_left_out():
    spread_out()
    pages = NearestFirst(Place.objects.all(), *GUERET, moments=(OpenAt(WEDNESDAY),))
    gone, *others = pages.open_ones[:5]
    Place.objects.filter(pk=gone[0]).delete()
    assert [place.pk for place in pages[0:5]] == [key for key, _measure in others]


def test_a_commune_is_of_the_departement_that_begins_its_code():
    codes = {"23096": "23", "2A004": "2A", "97411": "974", "98818": "988", None: None, "": None}
    assert {code: departement_of(code) for code in codes} == codes
