"""People followed by an organisation."""

import uuid
from datetime import date
from typing import Any, Self

from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from mediation.crm.calendar import local_day
from mediation.crm.models.file_accesses import FileAccess
from places.models import Commune, Organisation
from places.phones import canonical_phone
from referrals.identity import EncryptedTextField, keyed_hash, normalise
from referrals.models import Referral
from referrals.people import AgeBand, Gender, Occupation, age_band_of


class BeneficiaryQuerySet(models.QuerySet["Beneficiary"]):
    def visible_to(self, user: Any) -> Self:
        """The people followed by the organisation of someone who may see beneficiaries."""
        if not user.has_perm("crm.view_beneficiary") or user.organisation_id is None:
            return self.none()
        return self.filter(organisation=user.organisation_id)

    def resembling(self, person: "Beneficiary") -> Self:
        """Others who may be the same: same last name and birth year, same names, same phone.

        Two people of the same names born in two known different years are not the same.
        """
        person.compute_hashes()
        same = models.Q()
        year = person.birth_year
        if person.name_hash:
            unknown_year = models.Q(birth_year=None) if year else models.Q()
            same |= models.Q(name_hash=person.name_hash) & unknown_year
        if person.last_name_hash and year:
            same |= models.Q(last_name_hash=person.last_name_hash, birth_year=year)
        if person.phone_hash:
            same |= models.Q(phone_hash=person.phone_hash)
        if not same:
            return self.none()
        return self.filter(same, organisation=person.organisation_id).exclude(pk=person.pk)

    def with_attendance_count(self) -> Self:
        """Annotate `attendance_count`: the person's accompagnements."""
        rows = self._attendances().values("beneficiary")
        number = rows.annotate(number=models.Count("pk")).values("number")
        return self.annotate(attendance_count=Coalesce(models.Subquery(number), 0))

    def latest_of(self, user: Any) -> Self:
        """Those whom this mediator helped come first, the latest contact before the others."""
        mine = self._attendances().filter(activity__mediator=user)
        return self.annotate(is_mine=models.Exists(mine)).order_by(
            "-is_mine", "-last_contact_on", "-created_at", "pk"
        )

    def _attendances(self) -> models.QuerySet:
        attendances = self.model._meta.get_field("attendances").related_model
        return attendances.objects.filter(beneficiary=models.OuterRef("pk")).order_by()


class Beneficiary(models.Model):
    """A person followed by an organisation (not by one mediator)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Survives erasure in attendances, so that a person stays counted once.
    person_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="beneficiaries")
    # The last one that brought the person here; activities keep each their own.
    referral = models.OneToOneField(
        Referral, models.SET_NULL, null=True, blank=True, related_name="beneficiary"
    )
    first_name = EncryptedTextField("prénom")
    last_name = EncryptedTextField("nom")
    phone = EncryptedTextField("téléphone", blank=True, default="")
    email = EncryptedTextField("e-mail", blank=True, default="")
    # Keyed hashes: exact search, and possible duplicates, without reading anybody's name.
    # Both names; the last name; the phone.
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
        indexes = [
            models.Index(fields=["organisation", "-last_contact_on"], name="beneficiary_by_contact")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(birth_year__isnull=True)
                | models.Q(birth_year__range=(1900, 2100)),
                name="beneficiary_birth_year",
                violation_error_message="L’année de naissance s’écrit en quatre chiffres.",
            )
        ]

    def __str__(self) -> str:
        return self.masked_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.compute_hashes()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("crm:beneficiary", args=[self.pk])

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def masked_name(self) -> str:
        """First name and initial: what lists show, where no reading is logged."""
        initial = self.last_name.strip()[:1]
        return f"{self.first_name} {initial}." if initial else self.first_name

    def age_band_on(self, day: date) -> str:
        """The band by birth year, or the one that was entered when the year is unknown."""
        return age_band_of(self.birth_year, day) if self.birth_year else self.age_band

    @property
    def age_band_today(self) -> AgeBand:
        return AgeBand(self.age_band_on(self.today()))

    def today(self) -> date:
        commune = self.organisation.commune
        return local_day(timezone.now(), commune.departement_id if commune else None)

    def compute_hashes(self) -> None:
        # Sorted: « Jean Dupont » and « Dupont Jean » are one.
        self.name_hash = keyed_hash(*sorted(map(normalise, (self.first_name, self.last_name))))
        self.last_name_hash = keyed_hash(self.last_name)
        self.phone_hash = keyed_hash(canonical_phone(self.phone) or self.phone)

    def log(self, actor: Any, action: str) -> None:
        FileAccess.objects.create(
            beneficiary=self, person_key=self.person_key, actor=actor, action=action
        )

    def met_on(self, day: date) -> None:
        """Move the last contact forward, never back: retention runs from it."""
        if day > self.last_contact_on:
            self.last_contact_on = day
            self.save(update_fields=["last_contact_on", "changed_at"])

    @transaction.atomic
    def follow(self, referral: Referral, actor: Any) -> None:
        """The person came back by another referral: the file now stands for that one."""
        self.referral = referral
        self.last_contact_on = max(self.last_contact_on, self.today())
        self.save(update_fields=["referral", "last_contact_on", "changed_at"])
        self.log(actor, FileAccess.Action.CHANGED)

    @classmethod
    def from_referral(cls, referral: Referral, organisation: Organisation) -> "Beneficiary":
        """A new file (not saved) with what an accepted referral says of the person."""
        person = cls(
            organisation=organisation,
            referral=referral,
            first_name=referral.first_name,
            last_name=referral.last_name,
            phone=canonical_phone(referral.phone) or referral.phone,
            email=referral.email,
            age_band=referral.age_band,
            commune=referral.commune,
        )
        person.last_contact_on = person.today()
        return person
