"""The keys of a place's terms, noted on its row for the index of searches."""

import pytest
from django.db import models

from places.conditions import has_term
from places.inserting import MOST_VALUES
from places.models import Place, Term
from places.models.linking import noted
from places.sheets import link, note
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def emploi():
    return Term.objects.get(vocabulary="service", code="emploi")


@pytest.fixture
def gratuit():
    return Term.objects.get(vocabulary="fee", code="gratuit")


def stored(place):
    return Place.objects.values_list("term_keys", flat=True).get(pk=place.pk)


@pytest.mark.parametrize(
    ("keys", "text"), [([], ""), ([7], " 7 "), ([12, 3], " 3 12 "), ((1, 2, 100), " 1 2 100 ")]
)
def test_each_key_stands_between_two_spaces(keys, text):
    assert noted(keys) == text


def test_all_that_changes_terms_notes_them(place, emploi, gratuit):
    place.terms.add(emploi)
    assert stored(place) == place.term_keys == noted([emploi.pk])
    place.terms.set([gratuit, emploi])
    assert stored(place) == noted([gratuit.pk, emploi.pk])
    place.terms.remove(emploi.pk)
    assert stored(place) == noted([gratuit.pk])
    place.terms.clear()
    assert stored(place) == ""
    made = place.terms.create(vocabulary="topic", code="inconnu", label="x", plain_label="x")
    assert stored(place) == noted([made.pk])


def test_saving_a_place_read_before_its_terms_changed_leaves_what_is_noted(place, emploi):
    before = Place.objects.get(pk=place.pk)
    place.terms.add(emploi)
    before.name = "Autre nom"
    before.save()
    assert stored(place) == noted([emploi.pk])
    assert Place.objects.get(pk=place.pk).name == "Autre nom"


def test_a_key_is_not_taken_for_another_that_it_begins(place):
    terms = list(Term.objects.order_by("pk"))
    short = next(term for term in terms if term.vocabulary == "service")
    longer = [term for term in terms if str(short.pk) in str(term.pk) and term != short]
    place.terms.set(longer)
    assert longer
    assert not Place.objects.filter(has_term("service", short.code)).exists()


def test_links_written_in_bulk_are_noted_afterwards(place, emploi, django_assert_max_num_queries):
    others = [PlaceFactory() for _ in range(3)]
    link = Place.terms.through
    link.objects.bulk_create(link(place=one, term=emploi) for one in (place, *others))
    with django_assert_max_num_queries(2):
        note(one.pk for one in (place, *others))
    assert {stored(one) for one in (place, *others)} == {noted([emploi.pk])}


def test_migrations_know_plain_fields():
    for name, plain in (("terms", models.ManyToManyField), ("term_keys", models.TextField)):
        path = Place._meta.get_field(name).deconstruct()[1]
        assert path == f"django.db.models.{plain.__name__}"


def test_more_links_than_a_statement_takes_are_all_written():
    terms = list(Term.objects.order_by("pk")[:12])
    wanted = {place.pk: {term.pk for term in terms} for place in PlaceFactory.create_batch(45)}
    assert len(wanted) * len(terms) * 2 > MOST_VALUES
    assert link(wanted, {}) == wanted.keys()
    found = Place.terms.through.objects.values_list("place_id", "term_id")
    assert sorted(found) == sorted((pk, term) for pk, keys in wanted.items() for term in keys)
    note(wanted)
