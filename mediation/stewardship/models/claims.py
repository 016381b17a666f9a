"""A claim: an organisation says that a place is its own, and proves it or is believed."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from places.models import Organisation, Place
from referrals.models import Referral
from referrals.references import hash_ticket, make_ticket

LINK_LIFETIME = timedelta(hours=72)


class ClaimRefused(Exception):  # noqa: N818 -- what went wrong, said as the screen says it
    """The claim cannot be approved now; its message is a French sentence for the screen."""


NAMED = (
    "Une autre structure suit encore des personnes orientées vers ce lieu. "
    "Approuvez quand ces orientations seront closes et effacées "
    "(trois mois après leur fin)."
)


def would_show_people(place: Place, organisation: Organisation | None) -> bool:
    """Whether a change of hands would show somebody's name to who never received it."""
    named = Referral.objects.filter(place=place.pk, identity_erased_at=None)
    wanted = organisation.pk if organisation else None
    return place.organisation_id != wanted and named.exists()


class ClaimQuerySet(models.QuerySet["Claim"]):
    def open(self) -> Self:
        """Not decided yet."""
        return self.filter(status__in=OPEN)

    def submitted(self) -> Self:
        """Waiting for a moderator."""
        return self.filter(status=Claim.Status.SUBMITTED)

    def visible_to(self, user: Any) -> Self:
        """Those of the person's organisation, for who may claim."""
        if not user.organisation_id or not user.has_perm("places.change_place"):
            return self.none()
        return self.filter(organisation=user.organisation_id)

    def proved_by(self, token: str, at: datetime) -> Self:
        """The open one whose link this is, while the link is good."""
        return self.open().filter(
            token_hash=hash_ticket(token), link_sent_at__gt=at - LINK_LIFETIME
        )

    def ask(self, place: Place, user: Any, key: uuid.UUID) -> "Claim | None":
        """The organisation's open claim on a place, made if there is none yet.

        None when the page that has this key has asked already.
        """
        asked = self.filter(place=place, organisation=user.organisation)
        if asked.filter(key=key).exists():
            return None
        claim, is_new = self.get_or_create(
            place=place,
            organisation=user.organisation,
            status__in=OPEN,
            defaults={"status": Claim.Status.STARTED, "asked_by": user, "key": key},
        )
        is_first = is_new or self.filter(pk=claim.pk).exclude(key=key).update(key=key)
        return claim if is_first else None


class Claim(models.Model):
    """One organisation, one place; proved by a link sent to the place, or decided in the CMS."""

    class Status(models.TextChoices):
        STARTED = "started", "Lien envoyé"
        SUBMITTED = "submitted", "Soumise"
        APPROVED = "approved", "Approuvée"
        REJECTED = "rejected", "Rejetée"

    class Rejection(models.TextChoices):
        NOT_THEIRS = "not_theirs", "Ce lieu ne dépend pas de votre structure"
        UNVERIFIED = "unverified", "Nous n’avons pas pu le vérifier"
        OTHER_OWNER = "other_owner", "Une autre structure tient déjà cette fiche"
        WRONG_PLACE = "wrong_place", "Ce n’est pas la bonne fiche"

    place = models.ForeignKey(Place, models.CASCADE, related_name="claims")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="claims")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField("demandée le", default=timezone.now)
    # Of the last page that asked: the same form sent twice asks once.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    status = models.CharField("état", max_length=20, choices=Status, default=Status.STARTED)
    # Where the link went, without the part before the @.
    domain = models.CharField("domaine", max_length=200, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    link_sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rejection = models.CharField("motif", max_length=20, choices=Rejection, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de rattachement"
        verbose_name_plural = "demandes de rattachement"
        ordering = ["asked_at", "pk"]
        permissions = [("moderate_place", "Approuver ou rejeter ce qui est soumis")]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "organisation"],
                condition=models.Q(status__in=["started", "submitted"]),
                name="claim_open_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="rejected") | ~models.Q(rejection=""),
                name="claim_rejected_with_a_reason",
                violation_error_message="Dites pourquoi vous rejetez.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}\u00a0: {self.place}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_disputed(self) -> bool:
        """Somebody else holds the sheet: only a moderator can decide."""
        return self.place.organisation_id not in {None, self.organisation_id}

    def issue_link(self, domain: str) -> str:
        """A new secret for the link, given once; the one before stops working."""
        token = make_ticket()
        self.token_hash, self.domain = hash_ticket(token), domain
        self.link_sent_at = timezone.now()
        self.save(update_fields=["token_hash", "domain", "link_sent_at"])
        return token

    def spend_link(self) -> bool:
        """Use the secret up, under the place's lock; whether nobody had."""
        Place.objects.select_for_update().get(pk=self.place_id)
        unspent = type(self).objects.open().filter(pk=self.pk, token_hash=self.token_hash)
        return bool(unspent.update(token_hash=""))

    def submit(self) -> bool:
        """Leave it to a moderator; whether it was not already."""
        changed = type(self).objects.filter(pk=self.pk, status=self.Status.STARTED)
        is_new = bool(changed.update(status=self.Status.SUBMITTED))
        self.refresh_from_db()
        return is_new

    def prove(self) -> bool:
        """The link was opened from the place's own mailbox; False when a moderator must decide."""
        with transaction.atomic():
            place = Place.objects.select_for_update().get(pk=self.place_id)
            self.place = place
            if not self.is_disputed and not self._shows_people():
                self._decide(self.Status.APPROVED, None)
                return True
        self.submit()
        return False

    def approve(self, user: Any) -> None:
        """A moderator gives the sheet to the organisation."""
        with transaction.atomic():
            self.place = Place.objects.select_for_update().get(pk=self.place_id)
            if self._shows_people():
                raise ClaimRefused(NAMED)
            self._decide(self.Status.APPROVED, user)

    def reject(self, user: Any, reason: str) -> None:
        with transaction.atomic():
            Place.objects.select_for_update().get(pk=self.place_id)
            self._decide(self.Status.REJECTED, user, reason)

    def _shows_people(self) -> bool:
        return would_show_people(self.place, self.organisation)

    def _decide(self, status: str, user: Any, rejection: str = "") -> None:
        """Under the place's lock: decided once, whoever comes first."""
        still_open = type(self).objects.open().filter(pk=self.pk)
        decided = still_open.update(
            status=status,
            decided_by=user,
            decided_at=timezone.now(),
            rejection=rejection,
            token_hash="",
        )
        if decided and status == self.Status.APPROVED:
            self.place.organisation_id = self.organisation_id
            self.place.save(update_fields=["organisation", "changed_at"])
        self.refresh_from_db()


OPEN = (Claim.Status.STARTED, Claim.Status.SUBMITTED)
