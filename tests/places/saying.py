"""Words for the tests of opening hours: a moment as people write it, a sentence as they read it."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from places.opening_hours import describe_state, describe_week, parse, timezone_of, week

PARIS = ZoneInfo("Europe/Paris")
OFFICE = "Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00"
REAL_FILES = Path(__file__).parents[3] / "shared" / "data" / "places"


def at(text, zone=PARIS):
    """A local moment written as in the tests below: « 2026-11-23 10:00 »."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def said(text, moment, departement=None):
    """What the screen says, with plain spaces so that the tests can be read."""
    return said_at(parse(text, departement=departement), at(moment, timezone_of(departement)))


def said_at(hours, now):
    return describe_state(hours.state(now), now).replace("\u00a0", " ")


def said_week(text, monday, departement=None):
    days = week(parse(text, departement=departement), date.fromisoformat(monday))
    return [line.replace("\u00a0", " ") for line in describe_week(days)]
