"""The reminders sent about a sheet that nobody has looked at for months."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from places.models import Organisation, Place
from referrals.references import hash_ticket, make_ticket

LINK_LIFETIME = timedelta(days=30)


class CheckReminderQuerySet(models.QuerySet["CheckReminder"]):
    def addressed(self) -> Self:
        """Those sent to who still holds the sheet, while the public reads it."""
        return self.filter(
            place__in=Place.objects.published(), organisation=F("place__organisation")
        )

    def answering(self, token: str, at: datetime) -> Self:
        """The one whose link this is, while it is young; it may be answered already."""
        young = self.filter(token_hash=hash_ticket(token), sent_at__gt=at - LINK_LIFETIME)
        return young.addressed()


class CheckReminder(models.Model):
    """One reminder of one sheet, to who holds it; its link is answered once."""

    class Kind(models.TextChoices):
        FIRST = "first", "Six mois"
        SECOND = "second", "Douze mois"
        ASKED = "asked", "Question d’un éditeur"

    class Answer(models.TextChoices):
        UP_TO_DATE = "up_to_date", "La fiche est à jour"
        CLOSED = "closed", "Ce lieu est fermé"

    place = models.ForeignKey(Place, models.CASCADE, related_name="check_reminders")
    # Who held the sheet when it left: nobody else answers.
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="check_reminders")
    kind = models.CharField(max_length=10, choices=Kind)
    # The day the sheet was last known right: each reminder leaves once for it.
    counted_from = models.DateField()
    # Of the secret in the link; the secret itself is kept nowhere.
    token_hash = models.CharField(max_length=64, db_index=True, editable=False)
    sent_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)

    objects = CheckReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "rappel de vérification"
        ordering = ["-sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "organisation", "kind", "counted_from"], name="check_reminder_once"
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

    def note(self, answer: str) -> bool:
        """Keep the first answer of who still holds the sheet; whether it is this one."""
        with transaction.atomic():
            # The sheet may be changing hands: who is second sees what the first did.
            Place.objects.select_for_update().get(pk=self.place_id)
            waiting = type(self).objects.addressed().filter(pk=self.pk, answered_at=None)
            is_first = bool(waiting.update(answer=answer, answered_at=timezone.now()))
        self.refresh_from_db()
        return is_first
