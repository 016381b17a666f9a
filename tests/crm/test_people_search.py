"""A name is found by its beginning, within bounds; a whole last name always."""

import pytest

from mediation.crm import people_search
from mediation.crm.models import Beneficiary
from mediation.crm.people_search import find_people
from tests.factories import BeneficiaryFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


def found(organisation, text):
    people = Beneficiary.objects.filter(organisation=organisation)
    return [person.full_name for person in find_people(people, text)]


@pytest.mark.parametrize("text", ["lemé", "LEME", "yoann le", "le yo", "mérée"])
def test_accents_case_and_order_do_not_matter(organisation, text):
    BeneficiaryFactory(organisation=organisation, first_name="Yoann", last_name="Lemée-Mérée")
    BeneficiaryFactory(organisation=organisation, first_name="Marc", last_name="Aubert")
    assert found(organisation, text) == ["Yoann Lemée-Mérée"]


@pytest.mark.parametrize("text", ["laetitia coeuret", "LÆTITIA", "cœu", "coeuret"])
def test_ligatures_do_not_matter(organisation, text):
    BeneficiaryFactory(organisation=organisation, first_name="Lætitia", last_name="Cœuret")
    assert found(organisation, text) == ["Lætitia Cœuret"]


def test_each_word_begins_a_name(organisation):
    BeneficiaryFactory(organisation=organisation, first_name="Yoann", last_name="Lemée")
    assert found(organisation, "le yo") == ["Yoann Lemée"]
    assert found(organisation, "emée") == []
    assert found(organisation, "yoann marc") == []


def test_one_letter_finds_nobody(organisation):
    BeneficiaryFactory(organisation=organisation, first_name="Yoann", last_name="Lemée")
    assert found(organisation, "y") == []
    assert found(organisation, " ") == []


def test_a_name_in_another_alphabet_is_found_by_its_own_letters(organisation):
    BeneficiaryFactory(organisation=organisation, first_name="Σοφία", last_name="Παππά")
    assert found(organisation, "σοφ") == ["Σοφία Παππά"]


def test_beyond_the_bound_only_a_whole_last_name_is_found(organisation, monkeypatch):
    monkeypatch.setattr(people_search, "READ_AT_MOST", 1)
    BeneficiaryFactory(organisation=organisation, last_name="Récent")
    BeneficiaryFactory(
        organisation=organisation,
        first_name="Yoann",
        last_name="Ancien",
        last_contact_on="2026-01-01",
    )
    assert found(organisation, "anci") == []
    assert found(organisation, "ANCIEN") == ["Yoann Ancien"]


def test_no_more_people_are_shown_than_can_be_read(organisation, monkeypatch):
    monkeypatch.setattr(people_search, "SHOWN_AT_MOST", 2)
    BeneficiaryFactory.create_batch(3, organisation=organisation, last_name="Même")
    assert len(found(organisation, "même")) == 2
    assert len(found(organisation, "mê")) == 2
