"""What is no longer needed is forgotten, to the day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from mediation.stewardship.models import CheckReminder, Claim, ErrorReport
from mediation.stewardship.retention import purge
from tests.factories import CheckReminderFactory, ClaimFactory, ErrorReportFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "is_forgotten"),
    [(date(2026, 5, 9), False), (date(2026, 5, 10), True), (date(2026, 5, 11), True)],
)
def test_an_address_left_is_erased_after_three_months(day, is_forgotten):
    reported = datetime(2026, 2, 10, 12, tzinfo=UTC)
    report = ErrorReportFactory(reported_at=reported, email="moi@exemple.fr", reporter="abc")
    purge(day)
    report.refresh_from_db()
    assert (report.email == "") == is_forgotten
    assert (report.reporter == "") == is_forgotten
    assert report.status == ErrorReport.Status.NEW


def test_links_that_no_longer_serve_lose_their_secret():
    old, new = CheckReminderFactory(), CheckReminderFactory()
    for reminder in (old, new):
        reminder.issue_link()
    CheckReminder.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(days=31))
    claim = ClaimFactory()
    claim.issue_link("exemple.fr")
    Claim.objects.update(link_sent_at=timezone.now() - timedelta(hours=73))
    assert purge(timezone.localdate()).links == 2
    assert purge(timezone.localdate()).links == 0
    assert CheckReminder.objects.exclude(token_hash="").get() == new


def test_old_decisions_go_and_recent_ones_stay(modeste):
    now = timezone.now()
    for days in (10, 400):
        ClaimFactory(status="approved", decided_at=now - timedelta(days=days))
        ErrorReportFactory(status="fixed", handled_at=now - timedelta(days=days))
    ClaimFactory(link_sent_at=now - timedelta(days=40))
    ClaimFactory(status="submitted", asked_at=now - timedelta(days=400))
    purge(timezone.localdate())
    assert Claim.objects.count() == 2
    assert ErrorReport.objects.count() == 1


def test_the_command_says_what_it_did(capsys):
    call_command("purge_stewardship")
    assert "signalements anonymisés 0" in capsys.readouterr().out
