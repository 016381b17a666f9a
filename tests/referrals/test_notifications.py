"""Everybody concerned is told of each step, and no message says who or why."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from mediation.accounts.models import User
from referrals import notifications
from referrals.models import OutgoingMessage, Referral
from tests.factories import OrganisationFactory, ReferralFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Referral.Status


def recipients():
    return sorted(OutgoingMessage.objects.values_list("recipient", flat=True))


def test_everybody_who_may_answer_is_told_of_a_new_referral(referral, bachir, magali):
    UserFactory(role=User.Role.MEDIATOR, organisation=bachir.organisation, is_active=False)
    UserFactory(role=User.Role.REFERRER, organisation=bachir.organisation)
    referral.send()
    assert recipients() == sorted([bachir.email, magali.email])
    assert {m.subject for m in mail.outbox} == {"Une orientation vous attend"}


def test_a_place_without_an_account_is_told_at_its_common_address(alice):
    organisation = OrganisationFactory(email="contact@exemple.fr")
    ReferralFactory(referrer=alice, place__organisation=organisation).send()
    assert recipients() == ["contact@exemple.fr"]


def test_the_referrer_is_told_of_each_step(referral, alice, bachir):
    referral.mark_seen(bachir)
    referral.accept(bachir)
    referral.set_appointment(bachir, timezone.now() + timedelta(days=2))
    referral.close(bachir, Status.HELPED)
    assert recipients() == [alice.email] * 4
    assert {m.subject for m in mail.outbox} == {"Du nouveau sur une orientation"}


def test_nobody_is_told_of_what_they_just_did(referral, alice, bachir):
    referral.withdraw(alice)
    assert recipients() == [bachir.email]


def test_the_referrer_is_told_when_the_person_withdraws_alone(referral, alice, bachir):
    referral.withdraw()
    assert recipients() == sorted([alice.email, bachir.email])


def test_the_organisation_is_told_when_the_referrer_has_left(referral, alice, bachir):
    alice.organisation.email = "accueil@exemple.fr"
    alice.organisation.save()
    alice.is_active = False
    alice.save()
    referral.refresh_from_db()
    referral.accept(bachir)
    assert recipients() == ["accueil@exemple.fr"]


def test_no_message_says_who_the_person_is_nor_what_they_need(alice, bachir, place):
    referral = ReferralFactory(
        referrer=alice, place=place, email="huguette@exemple.fr", deadline_on="2027-01-31"
    )
    referral.send()
    notifications.remind_receiver(referral)
    notifications.warn_referrer(referral)
    referral.accept(bachir)
    referral.withdraw()
    secrets = ["Huguette", "Lamoureux", "0555412233", "05 55", "huguette@", "Guéret", "2027"]
    secrets += [term.plain_label for term in referral.needs.all()]
    assert len(mail.outbox) == 6
    for message in mail.outbox:
        text = f"{message.subject}\n{message.body}\n{message.extra_headers}"
        assert [word for word in secrets if word in text] == []


def test_a_message_leads_to_the_referral(referral, bachir):
    referral.send()
    assert f"http://testserver{referral.get_absolute_url()}\n" in mail.outbox[0].body
