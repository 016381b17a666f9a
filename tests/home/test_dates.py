"""Days and moments are written as people write them, in the language of the page."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.translation import override

from home.models import SiteSettings
from home.templatetags.ui import hour, month_day
from places.dates import say_day, say_moment
from places.models import Closing
from places.open_data import dumps
from places.open_data.dumps import publish
from tests import factories

ROOT = Path(__file__).parents[2]
FIRST = date(2027, 1, 1)


def plain(text):
    return text.replace("\u00a0", " ").replace("&nbsp;", " ")


@pytest.mark.parametrize(
    ("code", "day", "said"),
    [
        ("fr", FIRST, "1er janvier 2027"),
        ("fr", date(2027, 1, 21), "21 janvier 2027"),
        ("fr-simple", FIRST, "1er janvier 2027"),
        ("en", FIRST, "Jan. 1, 2027"),
        ("uk", FIRST, "01 січня 2027 р."),
        ("ar", FIRST, "1 يناير، 2027"),
    ],
)
def test_a_day_is_written_in_the_language_of_the_page(code, day, said):
    with override(code):
        assert plain(say_day(day)) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fr", "26 novembre 2026 à 9 h 37"),
        ("en", "Nov. 26, 2026, 9:37"),
    ],
)
def test_a_moment_is_written_in_the_language_of_the_page(code, said):
    with override(code):
        assert plain(say_moment(datetime(2026, 11, 26, 9, 37, tzinfo=UTC))) == said


def test_a_table_says_a_day_without_its_year_and_an_hour_without_its_zeros():
    assert (plain(month_day(FIRST)), month_day(None)) == ("1er janvier", "")
    hours = [datetime(2027, 1, 1, 9, minute, tzinfo=UTC) for minute in (0, 5)]
    assert [plain(hour(moment)) for moment in hours] == ["9 h", "9 h 05"]


def test_no_page_writes_a_day_in_words_by_itself():
    """« 1 janvier » is what `date:"j F Y"` says; `day`, `month_day` and `moment` know better."""
    by_itself = re.compile(r"""\|date:["'][^"']*(\bj\b|\\h)|date_format\([^()]*["']j""")
    files = [path for path in ROOT.glob("templates/**/*.*") if path.suffix in {".html", ".txt"}]
    for name in ("places", "referrals", "mediation", "home", "api"):
        files += ROOT.glob(f"{name}/**/*.py")
    found = [path.name for path in files if by_itself.search(path.read_text())]
    assert found == []


def test_a_referral_says_the_first_of_the_month(client, db):
    sender = factories.UserFactory(role="referrer")
    referral = factories.ReferralFactory(referrer=sender, deadline_on=FIRST)
    client.force_login(sender)
    html = plain(client.get(referral.get_absolute_url()).content.decode())
    assert "<dt>Date limite</dt><dd>1er janvier 2027</dd>" in html


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said"),
    [
        (FIRST, FIRST, "Le 1er janvier 2027"),
        (FIRST, date(2027, 2, 1), "Du 1er janvier au 1er février 2027"),
        (date(2026, 12, 24), FIRST, "Du 24 décembre 2026 au 1er janvier 2027"),
    ],
)
def test_a_closing_says_its_days(starts_on, ends_on, said):
    assert plain(Closing(starts_on=starts_on, ends_on=ends_on).when) == said


def test_the_audit_of_accessibility_says_its_day(client, site_settings):
    SiteSettings.objects.update(audited_on=FIRST, audit_rate=60)
    html = plain(client.get("/accessibilite/").content.decode())
    assert "Audit du 1er janvier 2027 : 60 % des critères" in html


def test_an_edition_of_open_data_says_its_hour(client, site_settings, monkeypatch):
    moment = datetime(2027, 1, 1, 8, 37, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "now", lambda: moment)
    publish(lambda place: place.slug)
    try:
        html = plain(client.get("/donnees-ouvertes/").content.decode())
    finally:
        for name in dumps.names():
            dumps._delete(name)
    assert "Dernière édition : 1er janvier 2027 à 8 h 37" in html
