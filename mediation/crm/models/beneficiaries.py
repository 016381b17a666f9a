"""People followed by an organisation, and who looked at their file."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from places.models import Commune, Organisation
from referrals.identity import EncryptedTextField
from referrals.models import Referral
from referrals.people import AgeBand, Gender, Occupation


class BeneficiaryQuerySet(models.QuerySet["Beneficiary"]):
    def visible_to(self, user: Any) -> Self:
        """The people followed by the organisation of someone who may see beneficiaries."""
        raise NotImplementedError


class Beneficiary(models.Model):
    """A person followed by an organisation (not by one mediator)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Survives erasure in attendances, so that a person stays counted once.
    person_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="beneficiaries"
    )
    referral = models.OneToOneField(
        Referral, models.SET_NULL, null=True, blank=True, related_name="beneficiary"
    )
    first_name = EncryptedTextField("prénom")
    last_name = EncryptedTextField("nom")
    phone = EncryptedTextField("téléphone", blank=True, default="")
    email = EncryptedTextField("e-mail", blank=True, default="")
    # Keyed hashes: exact search, and possible duplicates, without reading anybody's name.
    name_hash = models.CharField(max_length=32, db_index=True, editable=False)
    last_name_hash = models.CharField(max_length=32, db_index=True, editable=False)
    phone_hash = models.CharField(max_length=32, db_index=True, blank=True, editable=False)
    birth_year = models.PositiveSmallIntegerField("année de naissance", null=True, blank=True)
    age_band = models.CharField(
        "tranche d’âge", max_length=10, choices=AgeBand, default=AgeBand.NOT_GIVEN
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="beneficiaries"
    )
    gender = models.CharField("genre", max_length=10, choices=Gender, default=Gender.NOT_GIVEN)
    occupation = models.CharField(
        "statut", max_length=12, choices=Occupation, default=Occupation.NOT_GIVEN
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    last_contact_on = models.DateField("dernier contact")

    objects = BeneficiaryQuerySet.as_manager()

    class Meta:
        verbose_name = "bénéficiaire"
        ordering = ["-last_contact_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(birth_year__isnull=True)
                | models.Q(birth_year__range=(1900, 2100)),
                name="beneficiary_birth_year",
                violation_error_message="L’année de naissance s’écrit en quatre chiffres.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def get_absolute_url(self) -> str:
        return reverse("crm:beneficiary", args=[self.pk])


class FileAccess(models.Model):
    """Somebody read or changed a person's file; the log holds no name."""

    class Action(models.TextChoices):
        READ = "read", "Consultation"
        CREATED = "created", "Création"
        CHANGED = "changed", "Modification"
        ERASED = "erased", "Effacement"

    beneficiary = models.ForeignKey(
        Beneficiary, models.SET_NULL, null=True, related_name="accesses"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    action = models.CharField(max_length=10, choices=Action)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "accès à un dossier"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.get_action_display()
