"""A person's way from a referrer to a place."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from places.models import Commune, Organisation, Place, Term
from referrals import notifications
from referrals.identity import EncryptedTextField
from referrals.journey import (
    ANSWERS,
    CLOSED,
    OPEN,
    OUTCOMES,
    TRANSITIONS,
    WAITING,
    Status,
    TransitionRefused,
)
from referrals.models.querysets import ReferralQuerySet
from referrals.people import AgeBand
from referrals.readers import Identity, Step, identity_for, steps_for
from referrals.references import hash_ticket, make_reference, make_ticket, show_reference

NOTICE_VERSION = "2026-01"
FORGOTTEN = [
    "first_name",
    "last_name",
    "phone",
    "email",
    "decline_note",
    "ticket_hash",
    "deadline_on",
    "identity_erased_at",
]


class Referral(models.Model):
    """One person, one place, one need; the identity is encrypted and later forgotten."""

    Status = Status

    class DeclineReason(models.TextChoices):
        OUTSIDE_SERVICES = "outside_services", "Ne fait pas partie de nos services"
        OUTSIDE_AREA = "outside_area", "Hors de notre secteur"
        FULL = "full", "Complet"
        HOURS = "hours", "Les horaires ne conviennent pas"
        ALREADY_HELPED = "already_helped", "Personne déjà accompagnée"
        UNREACHABLE = "unreachable", "N’a pas pu être jointe"
        DUPLICATE = "duplicate", "Doublon"
        OTHER = "other", "Autre raison"

    class ContactPreference(models.TextChoices):
        CALL = "call", "Par téléphone"
        SMS = "sms", "Par SMS"
        EMAIL = "email", "Par e-mail"
        THROUGH_REFERRER = "through_referrer", "En passant par l’orienteur"
        COMES = "comes", "La personne viendra sans être contactée"

    class Slot(models.TextChoices):
        MORNING = "morning", "Le matin"
        AFTERNOON = "afternoon", "L’après-midi"
        EVENING = "evening", "Après 18 h"
        SATURDAY = "saturday", "Le samedi"

    class DigitalLevel(models.TextChoices):
        NONE = "none", "N’utilise pas le numérique"
        WITH_HELP = "with_help", "Se débrouille avec de l’aide"
        AUTONOMOUS = "autonomous", "Se débrouille seul, bloque sur un point"

    class AgreementForm(models.TextChoices):
        ORAL = "oral", "À l’oral"
        WRITTEN = "written", "Par écrit"

    # Made by the form before it is sent: the same form sent twice is one row.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        "référence", max_length=8, unique=True, default=make_reference, editable=False
    )
    status = models.CharField("état", max_length=20, choices=Status, default=Status.SENT)
    referrer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="sent_referrals"
    )
    referrer_organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="sent_referrals"
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="referrals")
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_referrals",
    )

    first_name = EncryptedTextField("prénom", blank=True, default="")
    last_name = EncryptedTextField("nom ou initiale", blank=True, default="")
    phone = EncryptedTextField("téléphone", blank=True, default="")
    email = EncryptedTextField("e-mail", blank=True, default="")
    contact_preference = models.CharField(
        "comment la joindre", max_length=20, choices=ContactPreference
    )
    is_discreet = models.BooleanField("rester discret", default=False)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    age_band = models.CharField(
        "tranche d’âge", max_length=10, choices=AgeBand, default=AgeBand.NOT_GIVEN
    )
    needs = models.ManyToManyField(Term, related_name="referrals")
    slot = models.CharField("moment préféré", max_length=10, choices=Slot, blank=True)
    deadline_on = models.DateField("date limite de la démarche", null=True, blank=True)
    digital_level = models.CharField(
        "aisance numérique", max_length=10, choices=DigitalLevel, blank=True
    )
    arrangements = models.ManyToManyField(Term, related_name="+", blank=True)

    agreement_given_at = models.DateTimeField("accord donné le")
    agreement_form = models.CharField("forme de l’accord", max_length=10, choices=AgreementForm)
    agreement_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    notice_version = models.CharField("version de la notice", max_length=20, default=NOTICE_VERSION)
    agreement_withdrawn_at = models.DateTimeField("accord retiré le", null=True, blank=True)
    # Of the secret printed on the person's ticket; the secret itself is kept nowhere.
    ticket_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    decline_reason = models.CharField(
        "motif de refus", max_length=20, choices=DeclineReason, blank=True
    )
    decline_note = models.CharField("précision", max_length=200, blank=True)
    appointment_at = models.DateTimeField("rendez-vous le", null=True, blank=True)
    sent_at = models.DateTimeField("envoyée le", default=timezone.now)
    answered_at = models.DateTimeField("première réponse le", null=True, blank=True)
    closed_at = models.DateTimeField("close le", null=True, blank=True)
    identity_erased_at = models.DateTimeField(null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = "orientation"
        ordering = ["-sent_at", "pk"]
        permissions = [
            ("send_referral", "Envoyer une orientation"),
            ("answer_referral", "Répondre à une orientation"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=sorted(OPEN), closed_at__isnull=True)
                | models.Q(status__in=sorted(CLOSED), closed_at__isnull=False),
                name="referral_closed_with_a_date",
                violation_error_message="Une orientation terminée a une date de fin.",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.DECLINED) | ~models.Q(decline_reason=""),
                name="referral_declined_with_a_reason",
                violation_error_message="Dites pourquoi vous refusez.",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.APPOINTMENT)
                | models.Q(appointment_at__isnull=False),
                name="referral_appointment_with_a_date",
                violation_error_message="Un rendez-vous a une date et une heure.",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "status"], name="referral_inbox"),
            models.Index(fields=["referrer_organisation", "status"], name="referral_sent"),
        ]

    def __str__(self) -> str:
        return show_reference(self.reference)

    def get_absolute_url(self) -> str:
        return reverse("referrals:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_waiting(self) -> bool:
        return self.status in WAITING

    def may_become(self, status: str) -> bool:
        return status in TRANSITIONS[self.status]

    def identity_for(self, user: Any) -> Identity:
        """What `user` may know of the person: pages show this, never the fields."""
        return identity_for(self, user)

    def steps_for(self, user: Any) -> list[Step]:
        return steps_for(self, user)

    def send(self) -> None:
        """Say that it was sent: the first event, and the message to the place."""
        with transaction.atomic():
            event = self.events.create(to_status=Status.SENT, actor=self.referrer, at=self.sent_at)
            notifications.tell(self, event)

    def mark_seen(self, user: Any) -> None:
        """Somebody at the place read it; too late is no fault."""
        try:
            self._move(Status.SEEN, user)
        except TransitionRefused:
            self.refresh_from_db()

    def accept(self, user: Any) -> None:
        self._move(Status.ACCEPTED, user, assigned_to=user)

    def decline(self, user: Any, reason: str) -> None:
        """Say no; « complet » is also said of the place itself."""
        with transaction.atomic():
            self._move(Status.DECLINED, user, decline_reason=reason)
            if reason == self.DeclineReason.FULL:
                self.place.say_availability(Place.Availability.FULL, timezone.localdate())

    def not_ours(self, user: Any) -> None:
        self._move(Status.NOT_OURS, user)

    def set_appointment(self, user: Any, at: datetime) -> None:
        self._move(Status.APPOINTMENT, user, appointment_at=at)

    def close(self, user: Any, outcome: str) -> None:
        """End with one of OUTCOMES."""
        if outcome not in OUTCOMES:
            raise ValueError(f"{outcome} is not an outcome")
        self._move(Status(outcome), user)

    def withdraw(self, user: Any = None) -> None:
        """Take it back; without a user, it is the person who does, with the ticket."""
        self._move(Status.WITHDRAWN, user)

    def expire(self) -> None:
        self._move(Status.EXPIRED, None)

    def withdraw_agreement(self, user: Any = None) -> None:
        """The person takes the agreement back: the identity goes now, the count stays."""
        with transaction.atomic():
            locked = type(self).objects.select_for_update().get(pk=self.pk)
            if locked.is_open:
                locked.withdraw(user)
            locked.agreement_withdrawn_at = locked.agreement_withdrawn_at or timezone.now()
            locked.save(update_fields=["agreement_withdrawn_at"])
            locked.forget()
        self.refresh_from_db()

    def forget(self) -> None:
        """Erase what tells who the person is; what is counted stays. Twice is once."""
        with transaction.atomic():
            self.arrangements.clear()
            self.first_name = self.last_name = self.phone = self.email = ""
            self.decline_note = self.ticket_hash = ""
            self.deadline_on = None
            self.identity_erased_at = self.identity_erased_at or timezone.now()
            self.save(update_fields=FORGOTTEN)

    def issue_ticket(self) -> str:
        """A new secret for the person's ticket, given once; the one before stops working."""
        token = make_ticket()
        self.ticket_hash = hash_ticket(token)
        self.save(update_fields=["ticket_hash"])
        return token

    def _move(self, to: Status, user: Any, **changes: Any) -> None:
        """Take one step, alone: the row is locked, the same answer twice is one event."""
        with transaction.atomic():
            locked = type(self).objects.select_for_update().get(pk=self.pk)
            is_same = all(getattr(locked, name) == value for name, value in changes.items())
            if locked.status != to or not is_same:
                locked._take(to, user, changes)
        self.refresh_from_db()

    def _take(self, to: Status, user: Any, changes: dict[str, Any]) -> None:
        if not self.may_become(to):
            raise TransitionRefused(self, self.events.select_related("actor").last())
        now = timezone.now()
        if self.is_waiting and to in ANSWERS:
            changes["answered_at"] = now
        if to in CLOSED:
            changes["closed_at"] = now
        event = self.events.create(from_status=self.status, to_status=to, actor=user, at=now)
        self.status = to
        for name, value in changes.items():
            setattr(self, name, value)
        self.save(update_fields=["status", *changes])
        notifications.tell(self, event)
