"""A person's way from a referrer to a place, and what happened on it."""

import secrets
import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from places.models import Commune, Organisation, Place, Term
from referrals.identity import EncryptedTextField
from referrals.people import AgeBand

# No letter or digit that is mistaken for another when read aloud over a phone.
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXY"


def make_reference() -> str:
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(8))


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, user: Any) -> Self:
        """The referrals that the person's organisation sent or received, and may still see."""
        raise NotImplementedError


class Referral(models.Model):
    """One person, one place, one need; the identity is encrypted and later forgotten."""

    class Status(models.TextChoices):
        SENT = "sent", "Envoyée"
        SEEN = "seen", "Vue"
        ACCEPTED = "accepted", "Acceptée"
        APPOINTMENT = "appointment", "Rendez-vous fixé"
        HELPED = "helped", "Personne aidée"
        REFERRED_ON = "referred_on", "Réorientée"
        NO_SHOW = "no_show", "Personne absente"
        UNREACHABLE = "unreachable", "Personne injoignable"
        DECLINED = "declined", "Refusée"
        NOT_OURS = "not_ours", "Mauvais destinataire"
        WITHDRAWN = "withdrawn", "Retirée"
        EXPIRED = "expired", "Expirée"

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
    notice_version = models.CharField("version de la notice", max_length=20)

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
        indexes = [
            models.Index(fields=["place", "status"], name="referral_inbox"),
            models.Index(fields=["referrer_organisation", "status"], name="referral_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.reference[:4]}-{self.reference[4:]}"

    def get_absolute_url(self) -> str:
        return reverse("referrals:detail", args=[self.pk])


class ReferralEvent(models.Model):
    """What happened to a referral: who moved it, from where to where, when."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="events")
    from_status = models.CharField(max_length=20, choices=Referral.Status, blank=True)
    to_status = models.CharField(max_length=20, choices=Referral.Status)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "étape d’une orientation"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_to_status_display()}"


class OutgoingMessage(models.Model):
    """The outbox: a message written with the act it tells of, delivered later by a worker."""

    # Also its Message-ID: a message sent twice after a crash is recognised as the same.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.EmailField("destinataire")
    subject = models.CharField("objet", max_length=200)
    body = models.TextField("texte")
    created_at = models.DateTimeField("écrit le", default=timezone.now)
    sent_at = models.DateTimeField("parti le", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    last_error = models.CharField("dernière erreur", max_length=200, blank=True)

    class Meta:
        verbose_name = "message"
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["sent_at"], name="message_waiting")]

    def __str__(self) -> str:
        return self.subject
