"""Who attended an activity: people one by one, or anonymous participants by their counts."""

from typing import Any

from django.db import models

from mediation.crm.models.beneficiaries import Beneficiary
from places.models import Commune
from referrals.people import AgeBand, Gender, Occupation


class Attendance(models.Model):
    """One person at one activity (un accompagnement), with the person's bands on that day."""

    activity = models.ForeignKey("crm.Activity", models.CASCADE, related_name="attendances")
    beneficiary = models.ForeignKey(
        Beneficiary, models.SET_NULL, null=True, blank=True, related_name="attendances"
    )
    # Of the beneficiary, kept after erasure; empty for someone anonymous.
    person_key = models.UUIDField(null=True, blank=True, db_index=True)
    was_already_helped = models.BooleanField("déjà accompagnée", default=False)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    gender = models.CharField("genre", max_length=10, choices=Gender, default=Gender.NOT_GIVEN)
    age_band = models.CharField(
        "tranche d’âge", max_length=10, choices=AgeBand, default=AgeBand.NOT_GIVEN
    )
    occupation = models.CharField(
        "statut", max_length=12, choices=Occupation, default=Occupation.NOT_GIVEN
    )

    class Meta:
        verbose_name = "accompagnement"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "beneficiary"],
                name="attendance_once",
                violation_error_message="Cette personne est déjà inscrite.",
            )
        ]

    def __str__(self) -> str:
        return f"Accompagnement {self.pk}"

    @classmethod
    def of(cls, beneficiary: Beneficiary, activity: Any) -> "Attendance":
        """A new row (not saved): the person's bands as they are on the day of the activity."""
        return cls(
            activity=activity,
            beneficiary=beneficiary,
            person_key=beneficiary.person_key,
            was_already_helped=cls.objects.filter(
                person_key=beneficiary.person_key, activity__done_on__lt=activity.done_on
            ).exists(),
            commune_id=beneficiary.commune_id,
            gender=beneficiary.gender,
            age_band=beneficiary.age_band_on(activity.done_on),
            occupation=beneficiary.occupation,
        )

    @property
    def is_of_someone_erased(self) -> bool:
        return self.beneficiary_id is None and self.person_key is not None


class AnonymousCount(models.Model):
    """A marginal of a workshop's anonymous participants: never crossed, never made persons."""

    class Dimension(models.TextChoices):
        GENDER = "gender", "Genre"
        AGE_BAND = "age_band", "Tranche d’âge"
        OCCUPATION = "occupation", "Statut"

    VALUES = {
        Dimension.GENDER: Gender,
        Dimension.AGE_BAND: AgeBand,
        Dimension.OCCUPATION: Occupation,
    }

    activity = models.ForeignKey("crm.Activity", models.CASCADE, related_name="anonymous_counts")
    dimension = models.CharField(max_length=10, choices=Dimension)
    value = models.CharField(max_length=12)
    count = models.PositiveIntegerField("nombre")

    class Meta:
        verbose_name = "participants anonymes"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "dimension", "value"], name="anonymous_count_once"
            ),
            models.CheckConstraint(
                condition=models.Q(dimension="gender", value__in=Gender.values)
                | models.Q(dimension="age_band", value__in=AgeBand.values)
                | models.Q(dimension="occupation", value__in=Occupation.values),
                name="anonymous_count_known_value",
                violation_error_message="Cette catégorie n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} : {self.count}"

    def get_value_display(self) -> str:
        return str(self.VALUES[self.Dimension(self.dimension)](self.value).label)
