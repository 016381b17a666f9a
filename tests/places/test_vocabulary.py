"""Tests of the closed vocabularies."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from places import vocabulary
from places.models import Term

ENUMERATIONS = Path(__file__).parents[3] / "shared/data/standard/enumerations-v1.json"
NATIONAL = {
    "service": "services",
    "audience": "publics_specifiquement_adresses",
    "accommodation": "prise_en_charge_specifique",
    "fee": "frais_a_charge",
    "programme": "dispositif_programmes_nationaux",
    "label": "formations_labels",
    "access_mode": "modalites_acces",
    "support_mode": "modalites_accompagnement",
    "itinerancy": "itinerance",
}
SIZES = {
    "service": 9,
    "audience": 5,
    "accommodation": 7,
    "fee": 3,
    "programme": 11,
    "label": 10,
    "access_mode": 6,
    "support_mode": 4,
    "itinerancy": 2,
    "arrangement": 6,
    "topic": 19,
    "procedure": 11,
    "equipment": 5,
    "redirection": 7,
}


def test_every_vocabulary_of_the_model_has_its_terms():
    assert set(vocabulary.TERMS) == set(Term.Vocabulary.values)
    assert {name: len(vocabulary.TERMS[name]) for name in SIZES} == SIZES


@pytest.mark.parametrize("name", vocabulary.TERMS)
def test_terms_fit_their_columns_and_are_told_apart(name):
    for position in range(3):
        assert max(Counter(term[position] for term in vocabulary.TERMS[name]).values()) == 1
    for code, label, plain, hint in vocabulary.TERMS[name]:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert len(code) <= 60
        assert all(len(words) <= 200 for words in (label, plain, hint))


@pytest.mark.parametrize("name", vocabulary.TERMS)
def test_what_people_read_follows_french_typography(name):
    for _code, _label, plain, hint in vocabulary.TERMS[name]:
        for words in (plain, hint):
            assert "'" not in words
            assert not re.search(r" [:;!?»]|« ", words)


@pytest.mark.parametrize("name", ["topic", "procedure"])
def test_every_topic_carries_examples(name):
    assert all(hint for *_rest, hint in vocabulary.TERMS[name])


@pytest.mark.django_db
def test_seeding_twice_keeps_keys_and_mends_words(django_assert_max_num_queries):
    before = dict(Term.objects.values_list("pk", "code"))
    Term.objects.filter(vocabulary="service", code="emploi").update(plain_label="Perdu")
    with django_assert_max_num_queries(2):
        vocabulary.seed()
    assert dict(Term.objects.values_list("pk", "code")) == before
    assert Term.objects.get(vocabulary="service", code="emploi").plain_label == "Emploi"


@pytest.mark.skipif(not ENUMERATIONS.exists(), reason="the national lists are not beside us")
def test_labels_are_the_national_values():
    national = json.loads(ENUMERATIONS.read_text())
    for name, key in NATIONAL.items():
        assert {label for _c, label, *_ in vocabulary.TERMS[name]} == set(national[key])
    types = {kind["value"] for kind in national["typologie"]}
    assert {label for _c, label, *_ in vocabulary.TERMS["place_type"]} == types
