"""A site as `prepare_site` leaves it, and people who edit it."""

import pytest

from home.bootstrap import prepare_site
from home.editors import EDITORS, MODERATORS, set_editor
from home.models import ArticleIndexPage, HomePage, SiteSettings
from tests import factories


@pytest.fixture
def home(site):
    """The home page of a prepared site of the Creuse."""
    factories.DepartementFactory()
    prepare_site("Département de la Creuse")
    return HomePage.objects.get()


@pytest.fixture
def site_settings(home):
    row = SiteSettings.objects.get()
    row.territory_kind, row.territory_code = "departement", "23"
    row.save()
    return row


@pytest.fixture
def article_index(home):
    return ArticleIndexPage.objects.get()


@pytest.fixture
def edith(home):
    """Édith writes: what she submits waits for a moderator."""
    user = factories.UserFactory(first_name="Édith", role="", organisation=None)
    set_editor(user, EDITORS)
    return user


@pytest.fixture
def moussa(home):
    """Moussa moderates: he publishes, and sets the site."""
    user = factories.UserFactory(first_name="Moussa", role="", organisation=None)
    set_editor(user, MODERATORS)
    return user
