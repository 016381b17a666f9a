"""Several people at once: one wins, the others are told, nothing is doubled."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from mediation.accounts.models import User
from referrals.journey import TransitionRefused
from referrals.models import OutgoingMessage, Referral
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 6


def all_at_once(act, arguments):
    """Call `act` with each argument, each in its thread, all starting together."""
    barrier = Barrier(len(arguments))

    def run(argument):
        barrier.wait()
        try:
            return act(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(run, arguments))


def test_of_several_receivers_accepting_at_once_one_wins(referral, bachir):
    team = [
        UserFactory(role=User.Role.MEDIATOR, organisation=bachir.organisation)
        for _ in range(WORKERS)
    ]

    def accept(user):
        try:
            Referral.objects.get(pk=referral.pk).accept(user)
        except TransitionRefused as refusal:
            return refusal.actor
        return user

    winners = all_at_once(accept, team)
    referral.refresh_from_db()
    assert set(winners) == {referral.assigned_to}
    assert referral.events.filter(to_status="accepted").count() == 1


def test_accepting_and_declining_at_once_gives_one_answer(referral, bachir, magali):
    def answer(user):
        row = Referral.objects.get(pk=referral.pk)
        try:
            row.accept(user) if user == bachir else row.decline(user, "hours")
        except TransitionRefused:
            return False
        return True

    won = all_at_once(answer, [bachir, magali])
    statuses = list(referral.events.order_by("pk").values_list("to_status", flat=True))
    # A refusal may still follow an acceptance, never the contrary.
    assert statuses in (["accepted"], ["declined"], ["accepted", "declined"])
    assert sum(won) == len(statuses)


def test_the_same_form_sent_many_times_at_once_is_one_referral(alice, typed):
    clients = [Client() for _ in range(WORKERS)]
    for client in clients:
        client.force_login(alice)
    answers = all_at_once(lambda client: client.post("/pro/orientations/nouvelle/", typed), clients)
    assert Referral.objects.count() == 1
    assert OutgoingMessage.objects.count() == 1
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
