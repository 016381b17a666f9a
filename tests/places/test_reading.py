"""The nearest rows read by a statement of our own: what a queryset says of them still holds."""

import pytest
from django.db.models import Q
from django.db.models.signals import post_init, pre_init

from places.conditions import Linked, has_term
from places.density import CELLS_A_DEGREE, SECONDS_KEPT, UNKNOWN, WIDEST_KM, Density, Shares
from places.models import Place, Term
from places.nearness import box_around
from places.reading import columns_of
from places.views.places import HEAVY
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db

GUERET = (46.1689, 1.8717)


def around(count, step=0.004):
    return [PlaceFactory(latitude=GUERET[0] + n * step, longitude=GUERET[1]) for n in range(count)]


def test_a_row_is_the_object_that_the_queryset_would_give():
    (place,) = around(1)
    Place.objects.update(raw={"point": "commune"}, provenance={"name": ["a", "b"]})
    (found,) = Place.objects.nearest(*GUERET, 1)
    place.refresh_from_db()
    for field in Place._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(place, field.attname), field.name
    assert found.distance == pytest.approx(0)
    assert not found._state.adding


def test_a_stored_row_is_made_as_django_would_make_it():
    stored = Place.objects.get(pk=PlaceFactory().pk)
    names = [field.attname for field in Place._meta.concrete_fields]
    usual = Place(**{name: getattr(stored, name) for name in names})
    usual._state.adding, usual._state.db = False, "default"
    assert vars(stored).keys() == vars(usual).keys()
    assert (stored._state.adding, stored._state.db) == (False, "default")
    assert stored._state.fields_cache == usual._state.fields_cache == {}
    # Nobody waits for the signals that are not sent.
    assert not pre_init.has_listeners(Place)
    assert not post_init.has_listeners(Place)
    with pytest.raises(ValueError, match="zip"):
        Place.from_db("default", ["id"], [])


@pytest.mark.parametrize("asked", ["defer", "only"])
def test_columns_that_are_left_out_are_read_when_asked_for(asked, django_assert_num_queries):
    around(1)
    places = Place.objects.defer(*HEAVY) if asked == "defer" else Place.objects.only("name")
    (found,) = places.nearest(*GUERET, 1)
    assert {"raw", "provenance"} <= found.get_deferred_fields()
    with django_assert_num_queries(1):
        assert found.raw == {}


def test_a_model_s_columns_are_composed_once():
    assert columns_of(Place, "default", frozenset(HEAVY), True) is columns_of(
        Place, "default", frozenset(HEAVY), True
    )


@pytest.mark.parametrize(
    "condition",
    [
        Q,
        lambda: Q(status="published", name__icontains="%s"),
        lambda: Q(commune__departement="23") | Q(status="draft"),
        lambda: Q(name="rien") | ~Q(organisation__name="x"),
        lambda: Linked([]),
        lambda: has_term("service", "inconnu"),
        lambda: ~has_term("audience"),
        lambda: has_term("service", "emploi") | has_term("fee"),
    ],
)
def test_any_condition_keeps_the_same_rows(condition):
    emploi = Term.objects.get(vocabulary="service", code="emploi")
    for n, place in enumerate(around(30)):
        place.terms.set([emploi] if n % 2 else [])
        Place.objects.filter(pk=place.pk).update(name=f"100 %s {n}" if n % 3 else "rien")
    places = Place.objects.filter(condition())
    assert places.nearest(*GUERET, 12) == list(places.near(*GUERET)[:12])
    assert not places.none().nearest(*GUERET, 12)


def test_a_box_holds_about_what_is_wanted():
    rows = [
        Place(
            slug=f"p{n}", source_id=str(n), name="p", latitude=46 + n / 500, longitude=1 + m / 500
        )
        for n in range(60)
        for m in range(60)
    ]
    for n, place in enumerate(rows):
        place.slug = place.source_id = str(n)
    Place.objects.bulk_create(rows)
    km = Density().circle_of(46.06, 1.06, 400)
    held = Place.objects.filter(box_around(46.06, 1.06, km).condition()).count()
    assert 300 < held < 500


def test_an_empty_country_is_looked_at_as_far_as_one_looks():
    assert Density().circle_of(*GUERET, 1) == WIDEST_KM
    assert Density().circle_of(-90, 180, 1) == WIDEST_KM


def test_the_count_is_kept_for_a_while_and_then_made_again(django_assert_num_queries):
    density = Density()
    with django_assert_num_queries(1):
        density.circle_of(*GUERET, 5)
        density.circle_of(*GUERET, 5)
    PlaceFactory(latitude=GUERET[0], longitude=GUERET[1])
    assert density.circle_of(*GUERET, 1) == WIDEST_KM
    density.until -= SECONDS_KEPT
    assert density.circle_of(*GUERET, 1) < 111.2 / CELLS_A_DEGREE


def test_what_criteria_cost_is_learnt_and_forgotten():
    shares = Shares()
    before = shares.provision("rare")
    shares.learn("rare", 30)
    assert shares.provision("rare") > 4 * before
    for _ in range(50):
        shares.learn("rare", 30)
    assert shares.provision("rare") == pytest.approx(30 * before / UNKNOWN, rel=0.01)
    assert shares.provision("other") == before
    for n in range(1_000):
        shares.learn(n, UNKNOWN)
    assert shares.provision("rare") == before
