"""The same form sent many times at once is one row, and everybody gets the same answer."""

import pytest
from django.test import Client
from django.urls import reverse

from mediation.crm.models import Activity, Attendance, Beneficiary, FileAccess
from tests.factories import ReferralFactory
from tests.referrals.test_races import WORKERS, all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clients(bachir):
    clients = [Client() for _ in range(WORKERS)]
    for client in clients:
        client.force_login(bachir)
    return clients


def answers_to(clients, path, data):
    answers = all_at_once(lambda client: client.post(path, data), clients)
    assert {answer.status_code for answer in answers} == {302}
    return {answer["Location"] for answer in answers}


def test_a_report_sent_many_times_at_once_is_one_activity(clients, report):
    assert len(answers_to(clients, "/pro/activites/nouvelle/", report)) == 1
    assert Activity.objects.count() == Attendance.objects.count() == 1


def test_a_file_sent_many_times_at_once_is_one_beneficiary(clients, file):
    assert len(answers_to(clients, "/pro/beneficiaires/nouveau/", file)) == 1
    assert Beneficiary.objects.count() == FileAccess.objects.count() == 1


def test_a_follow_up_started_many_times_at_once_is_one_beneficiary(clients, bachir):
    referral = ReferralFactory(place=bachir.organisation.places.get())
    referral.accept(bachir)
    path = reverse("crm:start_support", args=[referral.pk])
    assert len(answers_to(clients, path, {"confirmed": "1"})) == 1
    assert Beneficiary.objects.count() == 1
