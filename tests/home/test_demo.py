"""The demonstration fills an empty base once, with people who do not exist."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from home.demo import directory, people, requests, work
from mediation.accounts.models import User
from mediation.crm.models import Activity, Beneficiary
from mediation.stewardship.models import Claim, ErrorReport, NewPlace
from mediation.stewardship.resembling import resembling
from places.models import Place
from referrals.models import Referral
from tests import factories


@pytest.fixture
def communes(site):
    for code, _, _ in directory.SPREAD:
        commune = factories.CommuneFactory(insee_code=code, name=f"Commune {code}")
        commune.postal_codes.get_or_create(code="23000")


@pytest.fixture
def demo(settings, monkeypatch):
    """A demonstration of a month instead of two years."""
    settings.DEMO = True
    monkeypatch.setattr(work, "DAYS", 30)
    monkeypatch.setattr(requests, "HISTORY", 20)


def test_it_is_refused_outside_the_demonstration(db):
    with pytest.raises(CommandError, match="démonstration"):
        call_command("load_demo")


def test_twice_is_once(demo, communes):
    call_command("load_demo", stdout=StringIO())
    counts = [model.objects.count() for model in (Place, User, Activity, Beneficiary, Referral)]
    assert min(counts) >= 10
    assert ErrorReport.objects.suspected_closed()
    assert Claim.objects.submitted().exists()
    proposed = NewPlace.objects.submitted().get().place
    assert resembling([proposed], Place.objects.published()) != [[]]
    call_command("load_demo", stdout=StringIO())
    again = [model.objects.count() for model in (Place, User, Activity, Beneficiary, Referral)]
    assert again == counts


def test_the_logins_are_one_a_role(demo, communes):
    call_command("load_demo", stdout=StringIO())
    printed = StringIO()
    call_command("load_demo", logins=True, stdout=printed)
    for role in User.Role:
        assert role.label in printed.getvalue()
    alice = User.objects.get(email="alice@demo.fanal")
    assert alice.check_password(people.PASSWORD)
