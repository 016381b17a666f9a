"""What happened to a referral, and which reminders it has had."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from referrals.models.referrals import Referral


class ReferralEvent(models.Model):
    """What happened to a referral: who moved it, from where to where, when."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="events")
    from_status = models.CharField(max_length=20, choices=Referral.Status, blank=True)
    to_status = models.CharField(max_length=20, choices=Referral.Status)
    # Nobody when the person withdrew with the ticket, or when time ran out.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "étape d’une orientation"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_to_status_display()}"


class Reminder(models.Model):
    """A reminder that left: each kind leaves once for a referral."""

    class Kind(models.TextChoices):
        RECEIVER_FIRST = "receiver_first", "Premier rappel au destinataire"
        RECEIVER_SECOND = "receiver_second", "Second rappel au destinataire"
        REFERRER_TOLD = "referrer_told", "Orienteur prévenu"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "rappel"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "kind"],
                name="reminder_once",
                violation_error_message="Ce rappel est déjà parti.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"
