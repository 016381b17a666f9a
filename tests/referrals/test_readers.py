"""Who sees a referral, and how much of the person."""

import pytest

from mediation.accounts.models import User
from referrals.journey import IDENTIFIED, SIDE_EXITS, WAITING
from referrals.models import Referral
from tests.factories import OrganisationFactory, ReferralFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Referral.Status


def sees(user, referral):
    return Referral.objects.visible_to(user).filter(pk=referral.pk).exists()


@pytest.mark.parametrize("status", Status.values)
def test_the_sender_sees_the_person_whatever_happens(status, alice, place):
    referral = ReferralFactory(referrer=alice, place=place, status=status)
    colleague = UserFactory(role=User.Role.REFERRER, organisation=alice.organisation)
    for user in (alice, colleague):
        assert sees(user, referral)
        assert referral.identity_for(user).name == "Huguette Lamoureux"


@pytest.mark.parametrize("status", sorted(WAITING))
def test_a_receiver_reads_only_a_first_name_before_accepting(status, bachir, place):
    referral = ReferralFactory(place=place, status=status, email="huguette@exemple.fr")
    identity = referral.identity_for(bachir)
    assert sees(bachir, referral)
    assert identity.first_name == "Huguette"
    assert (identity.last_name, identity.phone, identity.email) == ("", "", "")


@pytest.mark.parametrize("status", sorted(IDENTIFIED))
def test_a_receiver_knows_the_person_from_acceptance_on(status, bachir, magali, place):
    referral = ReferralFactory(place=place, status=status)
    for user in (bachir, magali):
        assert sees(user, referral)
        assert referral.identity_for(user).phone == "0555412233"


@pytest.mark.parametrize("status", sorted(SIDE_EXITS))
def test_a_receiver_no_longer_sees_the_person_after_a_side_exit(status, bachir, place):
    referral = ReferralFactory(place=place, status=status)
    assert not sees(bachir, referral)
    assert referral.identity_for(bachir).name == ""


def test_nobody_else_sees_anything(referral, chloe, colin, anne):
    stranger = UserFactory(role=User.Role.REFERRER)
    inside = UserFactory(role=User.Role.REFERRER, organisation=referral.place.organisation)
    administrator = UserFactory(role="", organisation=None, is_superuser=True)
    for user in (chloe, colin, anne, stranger, inside, administrator):
        assert not sees(user, referral), user.role
        assert referral.identity_for(user).name == ""


def test_an_organisation_that_refers_and_receives_sees_both_sides(bachir, referral):
    away = ReferralFactory(referrer=bachir)
    assert set(Referral.objects.visible_to(bachir)) == {referral, away}


def test_a_sensitive_sender_stays_unknown_to_the_receiver(bachir, place):
    csapa = OrganisationFactory(name="CSAPA du Centre", kind="CSAPA")
    referrer = UserFactory(
        first_name="Denise", last_name="Petit", role=User.Role.REFERRER, organisation=csapa
    )
    referral = ReferralFactory(referrer=referrer, place=place)
    referral.send()
    referral.accept(bachir)
    assert [step.by for step in referral.steps_for(bachir)] == [
        "L’orienteur",
        bachir.get_full_name(),
    ]
    assert referral.steps_for(referrer)[0].by == "Denise Petit"


def test_the_page_of_a_sensitive_sender_names_nobody(client, bachir, place):
    csapa = OrganisationFactory(name="CSAPA du Centre", kind="CSAPA", phone="0555000000")
    referrer = UserFactory(
        first_name="Denise", last_name="Petit", role=User.Role.REFERRER, organisation=csapa
    )
    referral = ReferralFactory(referrer=referrer, place=place, status=Status.ACCEPTED)
    client.force_login(bachir)
    for url in ("/pro/orientations/", referral.get_absolute_url()):
        page = client.get(url).content.decode()
        assert "structure partenaire" in page
        for word in ("CSAPA", "Petit", "0555000000"):
            assert word not in page
