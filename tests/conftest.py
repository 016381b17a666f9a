"""Fixtures that every test may ask for."""

import gc
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import reference_index_auto_update_disabled

from mediation.accounts.models import User
from places import vocabulary
from places.models import Place, Term
from places.models.linking import noted
from tests import emptying, examples, factories

__all__ = ["emptying", "examples"]


def pytest_collection_finish():
    """Keep the collector of rubbish off the hundreds of modules that stay until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _french():
    """Begin in French: a page read in another language leaves its language behind it."""
    translation.activate("fr")


@pytest.fixture(autouse=True)
def _no_reference_index():
    """Spare each row that a test makes the five queries of Wagtail's index of references.

    Nothing of ours reads it; the server of the browser tests, in its own thread, keeps it.
    """
    reference_index_auto_update_disabled.value = True


@pytest.fixture(autouse=True)
def _terms(request):
    """Seed the vocabularies wherever the database is used: migrations do not run in tests."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("terms")


@pytest.fixture(autouse=True)
def _noted(request):
    """Whatever a test did, every place notes the keys of the terms that it is linked to."""
    uses = request.node.get_closest_marker("django_db") or "db" in request.fixturenames
    if uses:
        request.getfixturevalue("_django_db_helper")
    yield
    if uses:
        linked = dict.fromkeys(Place.objects.values_list("pk", flat=True), ())
        for pk, term_id in Place.terms.through.objects.values_list("place_id", "term_id"):
            linked[pk] += (term_id,)
        written = dict(Place.objects.values_list("pk", "term_keys"))
        assert written == {pk: noted(keys) for pk, keys in linked.items()}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Seed the vocabularies once for all the tests that roll back."""
    with django_db_blocker.unblock():
        vocabulary.seed()
        create_search_table()


def create_search_table():
    """Make SQLite's table of words, which only a migration can: tests run without migrations."""
    if connection.vendor != "sqlite":
        return
    migration = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS wagtailsearch_indexentry_fts")
        for operation in migration.operations:
            for statement in getattr(operation, "database_operations", ()):
                cursor.execute(statement.sql)


@pytest.fixture
def terms(db):
    """Seed again after a test that emptied the tables."""
    if not Term.objects.exists():
        vocabulary.seed()


@pytest.fixture
def site(db):
    """Root page, locale and site, as Wagtail's migrations would have left them."""
    locale, _ = Locale.objects.get_or_create(language_code="fr")
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        title="Root", slug="root", locale=locale
    )
    return Site.objects.get_or_create(
        hostname="testserver", defaults={"root_page": root, "is_default_site": True}
    )[0]


@pytest.fixture
def alice(db):
    """Alice refers: she welcomes people at a town hall."""
    return factories.UserFactory(first_name="Alice", role=User.Role.REFERRER)


@pytest.fixture
def bachir(db):
    """Bachir receives: a mediator whose organisation runs a place that takes referrals."""
    user = factories.UserFactory(first_name="Bachir", role=User.Role.MEDIATOR)
    factories.PlaceFactory(organisation=user.organisation, accepts_referrals=True)
    return user


@pytest.fixture
def chloe(db):
    """Chloé is a stranger: a mediator of another organisation."""
    return factories.UserFactory(first_name="Chloé", role=User.Role.MEDIATOR)


@pytest.fixture
def magali(bachir):
    """Magali manages Bachir's organisation."""
    return factories.UserFactory(
        first_name="Magali", role=User.Role.MANAGER, organisation=bachir.organisation
    )


@pytest.fixture
def colin(db):
    """Colin coordinates the network of the département."""
    return factories.UserFactory(
        first_name="Colin",
        role=User.Role.COORDINATOR,
        organisation=None,
        territory_kind="departement",
        territory_code="23",
    )


@pytest.fixture
def anne(db):
    """Anne analyses: she prepares the département's committee."""
    return factories.UserFactory(
        first_name="Anne",
        role=User.Role.ANALYST,
        organisation=None,
        territory_kind="departement",
        territory_code="23",
    )


@pytest.fixture
def count_queries() -> Callable[[Callable[[], Any]], int]:
    """How many queries a call makes: `count_queries(lambda: client.get(url))`."""

    def count(call: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(captured)

    return count
