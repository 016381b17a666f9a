"""What an editor would write on a place, while a moderator has not read it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from places.models.places import Place


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def submitted(self) -> Self:
        """Waiting for a moderator."""
        return self.filter(status=Proposal.Status.SUBMITTED)


class Proposal(models.Model):
    """Changes of one place, under the names of its fields and of its vocabularies."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", "Soumise"
        APPROVED = "approved", "Approuvée"
        REJECTED = "rejected", "Rejetée"

    place = models.ForeignKey(Place, models.CASCADE, related_name="proposals")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField("soumise le", default=timezone.now)
    # As JSON holds them: a date is text, a structure is its key; terms are codes.
    fields = models.JSONField(default=dict)
    terms = models.JSONField(default=dict)
    status = models.CharField("état", max_length=20, choices=Status, default=Status.SUBMITTED)
    reason = models.CharField("motif", max_length=200, blank=True)
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "modification soumise"
        verbose_name_plural = "modifications soumises"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="rejected") | ~models.Q(reason=""),
                name="proposal_rejected_with_a_reason",
                violation_error_message="Dites pourquoi vous rejetez.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)
