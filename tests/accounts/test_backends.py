"""Roles become permissions in one table."""

import pytest

from mediation.accounts.backends import ROLE_PERMISSIONS
from mediation.accounts.models import User


@pytest.mark.parametrize("role", User.Role.values)
def test_every_role_may_do_something(role):
    assert ROLE_PERMISSIONS[role]


def test_a_referrer_sends_and_does_not_answer(alice):
    assert alice.has_perm("referrals.send_referral")
    assert not alice.has_perm("referrals.answer_referral")
    assert not alice.has_module_perms("crm")


def test_a_coordinator_and_an_analyst_never_see_people(colin, anne):
    for user in (colin, anne):
        assert not user.has_perm("crm.view_beneficiary")
        assert not user.has_perm("referrals.view_referral")
        assert user.has_perm("statistics.view_territory_figures")
        assert not user.has_perm("statistics.view_own_figures")


def test_a_closed_account_may_do_nothing(bachir):
    bachir.set_active(False)
    assert not bachir.has_perm("crm.view_activity")
