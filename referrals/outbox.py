"""The outbox: a message is written with the act it tells of, and delivered later by a worker."""

import uuid
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.utils import timezone
from django_tasks import task

MAX_ATTEMPTS = 8
# A worker that dies while sending gives the message back after this long.
LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(minutes=5)
BODY_KEPT = timedelta(hours=24)


class OutgoingMessageQuerySet(models.QuerySet["OutgoingMessage"]):
    def waiting(self) -> Self:
        """Not gone yet, and still to be tried."""
        return self.filter(sent_at__isnull=True, attempts__lt=MAX_ATTEMPTS)

    def due(self, at: datetime) -> Self:
        """To be tried now."""
        return self.waiting().filter(due_at__lte=at)

    def dead(self) -> Self:
        """Given up after every try: somebody must look."""
        return self.filter(sent_at__isnull=True, attempts__gte=MAX_ATTEMPTS)

    def to_be_emptied(self, at: datetime) -> Self:
        """Gone long enough: their text is no longer needed."""
        return self.filter(sent_at__lte=at - BODY_KEPT).exclude(body="")


class OutgoingMessage(models.Model):
    """One message to one person. It never holds a name, a phone number or a need."""

    # Also its Message-ID: a message sent twice after a crash is recognised as the same.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.EmailField("destinataire")
    subject = models.CharField("objet", max_length=200)
    body = models.TextField("texte", blank=True)
    created_at = models.DateTimeField("écrit le", default=timezone.now)
    due_at = models.DateTimeField("à envoyer à partir de", default=timezone.now)
    sent_at = models.DateTimeField("parti le", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    last_error = models.CharField("dernière erreur", max_length=200, blank=True)

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["sent_at"], name="message_waiting")]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_dead(self) -> bool:
        return self.sent_at is None and self.attempts >= MAX_ATTEMPTS

    @property
    def message_id(self) -> str:
        return f"<{self.pk}@{urlsplit(settings.BASE_URL).hostname}>"

    def claim(self) -> bool:
        """Take the message for this worker, and count the try; False when another has it."""
        now = timezone.now()
        taken = OutgoingMessage.objects.due(now).filter(pk=self.pk)
        return bool(taken.update(due_at=now + LEASE, attempts=models.F("attempts") + 1))

    def send(self) -> None:
        """Hand the message to the mail server."""
        EmailMessage(
            self.subject,
            self.body,
            to=[self.recipient],
            headers={"Message-ID": self.message_id, "Auto-Submitted": "auto-generated"},
        ).send()
        self.sent_at = timezone.now()
        self.last_error = ""
        self.save(update_fields=["sent_at", "last_error"])

    def put_off(self, error: Exception) -> None:
        """Note what went wrong, and wait twice as long as the last time."""
        self.due_at = timezone.now() + FIRST_WAIT * 2 ** (self.attempts - 1)
        # Never the server's own words: they may quote the recipient.
        code = getattr(error, "smtp_code", "")
        self.last_error = f"{type(error).__name__} {code}".strip()
        self.save(update_fields=["due_at", "last_error"])


def queue(recipient: str, subject: str, body: str) -> OutgoingMessage:
    """Write a message in the caller's transaction, and ask a worker to deliver it."""
    message = OutgoingMessage.objects.create(recipient=recipient, subject=subject, body=body)
    deliver.enqueue(str(message.pk))
    return message


@task
def deliver(message_id: str) -> bool:
    """Send one message if it is due; after a failure, come back later. True when it left."""
    message = OutgoingMessage.objects.filter(pk=message_id).first()
    if message is None or not message.claim():
        return False
    message.refresh_from_db()
    try:
        message.send()
    except (OSError, ValueError) as error:
        message.put_off(error)
        _try_again(message)
        return False
    return True


def _try_again(message: OutgoingMessage) -> None:
    # A backend that cannot wait leaves the message to the next `deliver_mail`.
    if not message.is_dead and deliver.get_backend().supports_defer:
        deliver.using(run_after=message.due_at).enqueue(str(message.pk))


def sweep() -> tuple[int, int, int]:
    """Try again what is due and was left behind, and empty old texts.

    Returns how many messages were queued again, given up so far, and emptied.
    """
    now = timezone.now()
    due = list(OutgoingMessage.objects.due(now).values_list("pk", flat=True))
    for pk in due:
        deliver.enqueue(str(pk))
    emptied = 0
    if not settings.DEMO_MAIL_PAGE:
        emptied = OutgoingMessage.objects.to_be_emptied(now).update(body="")
    return len(due), OutgoingMessage.objects.dead().count(), emptied
