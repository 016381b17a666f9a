"""Two sheets that may be one place, what was decided of them, and every joining of two sheets."""

from typing import Self

from django.conf import settings
from django.db import models

from places.models.places import Place


class DoubleQuerySet(models.QuerySet["Double"]):
    def pending(self) -> Self:
        """Still to be decided, between two sheets that both stand."""
        return self.filter(
            decision=Double.Decision.PENDING,
            first__merged_into=None,
            second__merged_into=None,
        )

    def of(self, one: int, other: int) -> Self:
        """The pair of two places, by their keys in any order."""
        first, second = sorted((one, other))
        return self.filter(first_id=first, second_id=second)


class Double(models.Model):
    """A pair of sheets that look alike; once decided, it is never proposed again."""

    class Decision(models.TextChoices):
        PENDING = "pending", "À décider"
        SAME = "same", "C’est le même lieu"
        DIFFERENT = "different", "Ce sont deux lieux"

    # The smaller key first, so that a pair is written once.
    first = models.ForeignKey(Place, models.CASCADE, related_name="+", verbose_name="fiche")
    second = models.ForeignKey(Place, models.CASCADE, related_name="+", verbose_name="autre fiche")
    score = models.FloatField("ressemblance", default=1)
    reasons = models.JSONField(default=list)
    decision = models.CharField(
        "décision", max_length=10, choices=Decision, default=Decision.PENDING
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = DoubleQuerySet.as_manager()

    class Meta:
        verbose_name = "doublon possible"
        verbose_name_plural = "doublons possibles"
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="double_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="double_in_order"
            ),
        ]
        indexes = [models.Index(fields=["decision", "-score"], name="double_to_decide")]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"

    @property
    def sheets(self) -> tuple[Place, Place]:
        return self.first, self.second


class MergeEvent(models.Model):
    """The joining of a sheet to another, with all it takes to part them again."""

    survivor = models.ForeignKey(
        Place, models.CASCADE, related_name="+", verbose_name="fiche gardée"
    )
    loser = models.ForeignKey(Place, models.CASCADE, related_name="+", verbose_name="fiche réunie")
    # Model and field → keys of the rows that were moved from one place to the other.
    moved = models.JSONField(default=dict)
    loser_status = models.CharField(max_length=20)
    # Whether the survivor, which had no organisation, took the other's.
    took_organisation = models.BooleanField(default=False)
    is_automatic = models.BooleanField("automatique", default=False)
    score = models.FloatField("ressemblance", null=True, blank=True)
    merged_at = models.DateTimeField("réunis le", auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField("séparés le", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "réunion de deux fiches"
        verbose_name_plural = "réunions de fiches"
        ordering = ["-merged_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.loser} → {self.survivor}"
