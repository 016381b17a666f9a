"""The reminders sent about a sheet that nobody has looked at for months."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from places.models import Place
from referrals.references import hash_ticket, make_ticket

LINK_LIFETIME = timedelta(days=30)


class CheckReminderQuerySet(models.QuerySet["CheckReminder"]):
    def answering(self, token: str, at: datetime) -> Self:
        """The one whose link this is, while the link is good."""
        return self.filter(token_hash=hash_ticket(token), sent_at__gt=at - LINK_LIFETIME)


class CheckReminder(models.Model):
    """One reminder of one sheet; its link lets whoever got it confirm, and nothing else."""

    class Kind(models.TextChoices):
        FIRST = "first", "Six mois"
        SECOND = "second", "Douze mois"
        ASKED = "asked", "Question d’un éditeur"

    place = models.ForeignKey(Place, models.CASCADE, related_name="check_reminders")
    kind = models.CharField(max_length=10, choices=Kind)
    # The day the sheet was last known right: each reminder leaves once for it.
    counted_from = models.DateField()
    # Of the secret in the link; the secret itself is kept nowhere.
    token_hash = models.CharField(max_length=64, db_index=True, editable=False)
    sent_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CheckReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "rappel de vérification"
        ordering = ["-sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "kind", "counted_from"], name="check_reminder_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} ({self.get_kind_display()})"

    def issue_link(self) -> str:
        """A new secret for the link, given once."""
        token = make_ticket()
        self.token_hash = hash_ticket(token)
        self.save(update_fields=["token_hash"])
        return token

    def answer(self) -> None:
        """Note that somebody did; twice is once."""
        if self.answered_at is None:
            self.answered_at = timezone.now()
            self.save(update_fields=["answered_at"])
