"""No sign of punctuation is left alone at the start of a line, on any page that citizens read."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from places.models import Place
from places.open_data import dumps
from places.open_data.dumps import publish
from tests import factories
from tests.home.test_translations import messages

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PUBLIC = ("places/*.html", "home/**/*.html", "components/*.html", "referrals/follow*.html")
ALONE = ("referrals/ticket.html", "api/docs.html", "base.html", "[45]*.html")
BREAKING = re.compile(r" [:;?!»](?=[\s\"'.,)<]|$)|« ")
SCRIPTS = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
PAGES = [
    "/",
    "/lieux/",
    "/lieux/?ou=gueret",
    "/lieux/?ou=zzzzzz",
    "/lieux/?ou=saint&prix=faux",
    "/lieux/?guide=1&service=mediation-numerique&ou=gueret",
    "/lieux/bus/",
    "/trouver/",
    "/trouver/?etape=2",
    "/trouver/?etape=3",
    "/trouver/?etape=3&ou=zzzzzz",
    "/trouver/?etape=4",
    "/integrer/",
    "/integrer/?ou=zzzzzz",
    "/embed/lieux/?ou=zzzzzz",
    "/territoires/",
    "/territoires/departement/23/",
    "/donnees-ouvertes/",
    "/recherche/?q=zzzzzz",
    "/suivi/",
    "/accessibilite/",
    "/donnees-personnelles/",
    "/mentions-legales/",
    "/plan-du-site/",
]


def breaks(text):
    """What stands around each space that may end a line before a sign."""
    return [text[max(0, m.start() - 30) : m.end() + 10] for m in BREAKING.finditer(text)]


def sheet(place):
    return f"https://exemple.fr{place.get_absolute_url()}"


@pytest.fixture
def bus(site_settings):
    """A place that says all that a sheet may say, and an edition of open data."""
    today = timezone.localdate()
    place = factories.PlaceFactory(
        slug="bus",
        opening_hours="Tu[2] 09:30-16:30",
        accepts_referrals=True,
        next_availability=Place.Availability.THIS_WEEK,
        availability_said_on=today,
    )
    place.closings.create(starts_on=today, ends_on=today)
    publish(sheet)
    yield
    for name in dumps.names():
        dumps._delete(name)


def test_no_public_template_lets_a_sign_begin_a_line():
    paths = {path for pattern in (*PUBLIC, *ALONE) for path in TEMPLATES.glob(pattern)}
    assert len(paths) > 50
    found = {str(path.relative_to(TEMPLATES)): breaks(path.read_text()) for path in paths}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_public_word_lets_a_sign_begin_a_line():
    written = []
    for msgid, plural, easy in messages("fr_Simple"):
        written += [msgid, plural or "", *easy]
    assert [found for words in written for found in breaks(words)] == []


@pytest.mark.parametrize("language", ["", "/fr-simple"])
def test_no_page_lets_a_sign_begin_a_line(client, bus, language):
    found = {}
    for path in PAGES:
        response = client.get(language + path)
        assert response.status_code == 200, path
        found[path] = breaks(SCRIPTS.sub("", response.content.decode()))
    assert {path: words for path, words in found.items() if words} == {}
