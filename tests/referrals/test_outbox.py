"""No message is lost, and none leaves twice unless a worker died while sending it."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from referrals.models import OutgoingMessage
from referrals.outbox import MAX_ATTEMPTS, deliver, queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(monkeypatch):
    """The mail server hangs up."""

    def hang_up(message):
        raise SMTPServerDisconnected("a server's words that quote qui@exemple.fr")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", hang_up)


def test_a_message_leaves_with_an_identifier_that_never_changes():
    message = queue("qui@exemple.fr", "Objet", "Texte")
    assert [m.to for m in mail.outbox] == [["qui@exemple.fr"]]
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{message.pk}@testserver>"
    message.refresh_from_db()
    assert message.sent_at
    assert message.attempts == 1


def test_a_message_that_left_does_not_leave_again():
    message = queue("qui@exemple.fr", "Objet", "Texte")
    assert deliver.call(str(message.pk)) is False
    call_command("deliver_mail")
    assert len(mail.outbox) == 1


def test_a_message_goes_with_its_act_or_not_at_all():
    def act_that_fails():
        with transaction.atomic():
            queue("qui@exemple.fr", "Objet", "Texte")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act_that_fails()
    assert OutgoingMessage.objects.count() == 0


def test_a_failed_message_waits_longer_each_time_then_is_given_up(broken):
    message = queue("qui@exemple.fr", "Objet", "Texte")
    waits = []
    for _ in range(MAX_ATTEMPTS + 2):
        message.refresh_from_db()
        waits.append(message.due_at - timezone.now())
        OutgoingMessage.objects.update(due_at=timezone.now())
        deliver.call(str(message.pk))
    message.refresh_from_db()
    assert message.attempts == MAX_ATTEMPTS
    assert message.is_dead
    assert list(OutgoingMessage.objects.dead()) == [message]
    assert message.last_error == "SMTPServerDisconnected"
    assert waits[: MAX_ATTEMPTS - 1] == sorted(waits[: MAX_ATTEMPTS - 1])


def test_a_message_taken_by_a_worker_that_died_is_given_back(capsys):
    message = OutgoingMessage.objects.create(recipient="qui@exemple.fr", subject="O", body="T")
    assert message.claim()
    call_command("deliver_mail")
    assert mail.outbox == []
    OutgoingMessage.objects.update(due_at=timezone.now())
    call_command("deliver_mail")
    assert len(mail.outbox) == 1
    assert "remis en file 1 · abandonnés 0" in capsys.readouterr().out


def test_only_one_of_two_workers_takes_a_message():
    message = OutgoingMessage.objects.create(recipient="qui@exemple.fr", subject="O", body="T")
    assert [message.claim(), message.claim()] == [True, False]


def test_the_text_is_emptied_a_day_after_it_left(settings):
    message = queue("qui@exemple.fr", "Objet", "Texte")
    for age, body in ((timedelta(hours=23), "Texte"), (timedelta(hours=25), "")):
        OutgoingMessage.objects.update(sent_at=timezone.now() - age)
        call_command("deliver_mail")
        message.refresh_from_db()
        assert message.body == body


def test_the_demonstration_keeps_its_letters(settings):
    settings.DEMO_MAIL_PAGE = True
    queue("qui@exemple.fr", "Objet", "Texte")
    OutgoingMessage.objects.update(sent_at=timezone.now() - timedelta(days=9))
    call_command("deliver_mail")
    assert OutgoingMessage.objects.get().body == "Texte"


def test_the_demonstration_shows_what_would_have_left(client, settings):
    queue("qui@exemple.fr", "Une orientation vous attend", "Ouvrez http://testserver/pro/")
    assert client.get("/courriels-demo/").status_code == 404
    settings.DEMO_MAIL_PAGE = True
    page = client.get("/courriels-demo/").content.decode()
    assert "Une orientation vous attend" in page
    assert 'href="http://testserver/pro/"' in page
