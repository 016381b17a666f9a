"""The site's settings: what they refuse, and what every page reads of them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Site

from home.context import site as site_context
from home.models import SiteSettings
from places.models import Territory
from tests import factories


@pytest.fixture
def unsaved(site):
    return SiteSettings(site=site)


def errors_of(row):
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


def test_an_accent_too_light_for_white_words_is_refused_with_its_contrast(unsaved):
    unsaved.accent_colour = "#F2A900"
    (message,) = errors_of(unsaved)["accent_colour"]
    assert "trop claire" in message
    assert "2,00" in message
    assert "4,50" in message


def test_the_limit_of_contrast_is_four_and_a_half(unsaved):
    unsaved.accent_colour = "#777777"
    assert "4,47" in errors_of(unsaved)["accent_colour"][0]
    unsaved.accent_colour = "#767676"
    unsaved.full_clean()


@pytest.mark.parametrize("text", ["bleu", "#12", "#GGGGGG"])
def test_what_is_no_colour_is_refused(unsaved, text):
    unsaved.accent_colour = text
    assert "#0B5C6B" in errors_of(unsaved)["accent_colour"][0]


def test_an_unknown_territory_is_refused(unsaved):
    factories.DepartementFactory()
    unsaved.territory_kind, unsaved.territory_code = "departement", "99"
    assert "99" in errors_of(unsaved)["territory_code"][0]
    unsaved.territory_code = "23"
    unsaved.full_clean()
    assert unsaved.territory == Territory("departement", "23")


def test_a_territory_has_both_a_kind_and_a_code(unsaved):
    unsaved.territory_code = "23"
    assert "vont ensemble" in errors_of(unsaved)["territory_code"][0]


def test_an_audit_to_come_is_none(unsaved):
    unsaved.audited_on = timezone.localdate() + timedelta(days=1)
    assert "pas encore passée" in errors_of(unsaved)["audited_on"][0]
    unsaved.audited_on = timezone.localdate()
    unsaved.full_clean()


def test_a_crisis_banner_says_something(unsaved):
    unsaved.has_crisis_banner = True
    assert "bandeau" in errors_of(unsaved)["crisis_banner_text"][0]


@pytest.mark.parametrize(
    ("days_ago", "rate", "state"),
    [
        (None, None, "non conforme"),
        (10, 49, "non conforme"),
        (10, 50, "partiellement conforme"),
        (10, 99, "partiellement conforme"),
        (10, 100, "totalement conforme"),
        (3 * 365 + 1, 100, "non conforme"),
        (-1, 100, "non conforme"),
    ],
)
def test_accessibility_is_what_a_valid_audit_says(unsaved, days_ago, rate, state):
    if days_ago is not None:
        unsaved.audited_on = timezone.localdate() - timedelta(days=days_ago)
    unsaved.audit_rate = rate
    assert unsaved.accessibility_state == state


def test_reading_the_settings_writes_nothing(site):
    request = RequestFactory().get("/")
    assert SiteSettings.for_request(request).name == "Fanal"
    assert not SiteSettings.objects.exists()


def test_the_settings_are_read_once_a_request(site_settings, django_assert_num_queries):
    request = RequestFactory().get("/", headers={"host": "testserver"})
    with django_assert_num_queries(2):
        first, second = (
            site_context(request)["site_settings"],
            site_context(request)["site_settings"],
        )
        assert first.subtitle == second.subtitle == "Département de la Creuse"


def test_a_template_that_asks_nothing_costs_no_query(site, django_assert_num_queries):
    with django_assert_num_queries(0):
        site_context(RequestFactory().get("/"))


def test_pages_show_without_any_site(db):
    Site.objects.all().delete()
    assert site_context(RequestFactory().get("/"))["site_settings"].name == "Fanal"


def test_pages_show_when_the_database_does_not_answer(monkeypatch, site):
    def fail(request):
        raise DatabaseError

    monkeypatch.setattr(SiteSettings, "for_request", fail)
    assert site_context(RequestFactory().get("/"))["site_settings"].name == "Fanal"
