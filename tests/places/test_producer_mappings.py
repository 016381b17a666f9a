"""Tests of the mappings kept for producers."""

import pytest

from places.mapping import Mapping
from places.mapping.rules import Column
from places.models import ProducerMapping

pytestmark = pytest.mark.django_db
FIRST = Mapping({"nom": Column("Structure")})


def test_a_mapping_is_kept_under_its_producer_s_name():
    ProducerMapping.objects.keep("Corse numérique", FIRST)
    assert ProducerMapping.objects.of("Corse numérique") == FIRST
    assert ProducerMapping.objects.of("Autre") is None


def test_a_different_mapping_is_a_new_version_and_the_same_one_is_not():
    ProducerMapping.objects.keep("Corse numérique", FIRST)
    assert ProducerMapping.objects.keep("Corse numérique", FIRST).version == 1
    changed = Mapping({"nom": Column("Nom")})
    assert ProducerMapping.objects.keep("Corse numérique", changed).version == 2
    assert ProducerMapping.objects.of("Corse numérique") == changed
    assert ProducerMapping.objects.count() == 1
