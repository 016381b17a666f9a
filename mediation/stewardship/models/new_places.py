"""A place that a manager proposes: a draft, until a moderator publishes it or sends it back."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from places.models import Organisation, Place


class NewPlaceQuerySet(models.QuerySet["NewPlace"]):
    def open(self) -> Self:
        """Not published yet: waiting for a moderator, or for what one asked."""
        return self.filter(status__in=WAITING)

    def submitted(self) -> Self:
        """Waiting for a moderator."""
        return self.filter(status=NewPlace.Status.SUBMITTED)

    def visible_to(self, user: Any) -> Self:
        """Those of the person's organisation, for who may change places."""
        if not user.organisation_id or not user.has_perm("places.change_place"):
            return self.none()
        return self.filter(organisation=user.organisation_id)


class NewPlace(models.Model):
    """One draft, one organisation that will hold it; nobody holds a draft."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", "Soumise"
        RETURNED = "returned", "Modifications demandées"
        APPROVED = "approved", "Approuvée"

    place = models.OneToOneField(Place, models.CASCADE, related_name="new_place")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="new_places")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField("proposé le", default=timezone.now)
    # Made by the page: the same form sent twice is one draft.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    status = models.CharField("état", max_length=20, choices=Status, default=Status.SUBMITTED)
    reason = models.CharField("motif", max_length=200, blank=True)
    # Why it was sent back, when a sheet says the same place already.
    double_of = models.ForeignKey(
        Place,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="fiche qui existe déjà",
    )
    decided_at = models.DateTimeField("décidé le", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = NewPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "lieu proposé"
        verbose_name_plural = "lieux proposés"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="new_place_once_a_page"),
            models.CheckConstraint(
                condition=~models.Q(status="returned") | ~models.Q(reason=""),
                name="new_place_returned_with_a_reason",
                violation_error_message="Dites ce qu’il faut modifier.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)

    @property
    def is_returned(self) -> bool:
        return self.status == self.Status.RETURNED

    def decide(
        self, user: Any, status: str, reason: str = "", double_of: Place | None = None
    ) -> bool:
        """Publish the place and give it to who proposed it, or send it back; once."""
        with transaction.atomic():
            place = Place.objects.select_for_update().get(pk=self.place_id)
            waiting = type(self).objects.submitted().filter(pk=self.pk)
            decided = waiting.update(
                status=status,
                reason=reason,
                double_of=double_of,
                decided_by=user,
                decided_at=timezone.now(),
            )
            if decided and status == self.Status.APPROVED:
                place.status = Place.Status.PUBLISHED
                place.organisation_id = place.organisation_id or self.organisation_id
                place.save(update_fields=["status", "organisation", "changed_at"])
        self.refresh_from_db()
        return bool(decided)

    def submit_again(self) -> bool:
        """Corrected by who proposed it; whether it had been sent back."""
        returned = type(self).objects.filter(pk=self.pk, status=self.Status.RETURNED)
        again = {"status": self.Status.SUBMITTED, "asked_at": timezone.now(), "double_of": None}
        was_returned = bool(returned.update(**again))
        self.refresh_from_db()
        return was_returned


WAITING = (NewPlace.Status.SUBMITTED, NewPlace.Status.RETURNED)
