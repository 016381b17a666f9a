"""Activities (comptes rendus d'activité) and who attended them."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from mediation.crm.models.beneficiaries import Beneficiary
from places.models import Commune, Organisation, Place, Term
from referrals.models import Referral
from referrals.people import AgeBand, Gender, Occupation


class Tag(models.Model):
    """A word that mediators sort their activities by; its scope says who shares it."""

    class Scope(models.TextChoices):
        NATIONAL = "national", "National"
        DEPARTEMENT = "departement", "Départemental"
        TEAM = "team", "Équipe"
        PERSONAL = "personal", "Personnel"

    name = models.CharField("nom", max_length=60)
    scope = models.CharField("portée", max_length=12, choices=Scope)
    departement_code = models.CharField(max_length=3, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "étiquette"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: Any) -> Self:
        """The activities of the person's organisation."""
        raise NotImplementedError


class Activity(models.Model):
    """One report: an individual support or a workshop. Its duration is counted once."""

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", "Accompagnement individuel"
        WORKSHOP = "workshop", "Atelier collectif"
        COORDINATION = "coordination", "Coordination"

    class Location(models.TextChoices):
        PLACE = "place", "Lieu d’activité"
        OTHER = "other", "Autre lieu"
        HOME = "home", "À domicile"
        REMOTE = "remote", "À distance"

    class Autonomy(models.TextChoices):
        GUIDED = "guided", "Avec guidage"
        PARTLY = "partly", "Autonome avec guidage en cas de besoin"
        AUTONOMOUS = "autonomous", "Autonome"

    class Outcome(models.TextChoices):
        DONE = "done", "Terminé"
        CONTINUED = "continued", "À poursuivre"
        WORKSHOP = "workshop", "Orienté vers un atelier"
        REFERRED_ON = "referred_on", "Réorienté"

    class Level(models.TextChoices):
        BEGINNER = "beginner", "Débutant"
        INTERMEDIATE = "intermediate", "Intermédiaire"
        ADVANCED = "advanced", "Avancé"

    # Made by the client (form or offline page): the same report sent twice is one row.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("type", max_length=12, choices=Kind)
    mediator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="activities"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="activities")
    done_on = models.DateField("date")
    duration = models.PositiveSmallIntegerField("durée (minutes)")
    location = models.CharField("où", max_length=10, choices=Location)
    place = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    # Where it took place; for a remote one, the commune of the organisation.
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="activities"
    )
    topics = models.ManyToManyField(Term, related_name="activities")
    equipment = models.ManyToManyField(Term, related_name="+", blank=True)
    tags = models.ManyToManyField(Tag, related_name="activities", blank=True)
    note = models.CharField("note", max_length=500, blank=True)
    referral = models.ForeignKey(
        Referral, models.SET_NULL, null=True, blank=True, related_name="activities"
    )

    autonomy = models.CharField("autonomie", max_length=10, choices=Autonomy, blank=True)
    outcome = models.CharField("suite donnée", max_length=12, choices=Outcome, blank=True)
    redirection = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+"
    )
    redirection_place = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    title = models.CharField("titre de l’atelier", max_length=100, blank=True)
    level = models.CharField("niveau", max_length=12, choices=Level, blank=True)
    anonymous_total = models.PositiveIntegerField("participants anonymes", default=0)

    # First day of the month it is counted in for third parties: a late entry never changes a
    # month already closed.
    figure_month = models.DateField(db_index=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "activité"
        ordering = ["-done_on", "-created_at", "pk"]
        indexes = [
            models.Index(fields=["organisation", "done_on"], name="activity_by_organisation"),
            models.Index(fields=["mediator", "done_on"], name="activity_by_mediator"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_on__gte="2020-01-01"),
                name="activity_since_2020",
                violation_error_message="La date ne peut pas être avant 2020.",
            ),
            models.CheckConstraint(
                condition=models.Q(duration__range=(1, 1440)),
                name="activity_duration",
                violation_error_message="La durée va de 1 minute à 24 heures.",
            ),
            models.CheckConstraint(
                condition=models.Q(anonymous_total__lte=10_000),
                name="activity_anonymous_total",
                violation_error_message="Un atelier compte au plus 10 000 participants anonymes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} du {self.done_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("crm:activity", args=[self.pk])


class Attendance(models.Model):
    """One person at one activity (un accompagnement), with the person's bands on that day."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attendances")
    beneficiary = models.ForeignKey(
        Beneficiary, models.SET_NULL, null=True, blank=True, related_name="attendances"
    )
    # Of the beneficiary, kept after erasure; empty for someone anonymous.
    person_key = models.UUIDField(null=True, blank=True, db_index=True)
    was_already_helped = models.BooleanField("déjà accompagnée", default=False)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    gender = models.CharField(max_length=10, choices=Gender, default=Gender.NOT_GIVEN)
    age_band = models.CharField(max_length=10, choices=AgeBand, default=AgeBand.NOT_GIVEN)
    occupation = models.CharField(
        max_length=12, choices=Occupation, default=Occupation.NOT_GIVEN
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


class AnonymousCount(models.Model):
    """A marginal of a workshop's anonymous participants: never crossed, never made persons."""

    class Dimension(models.TextChoices):
        GENDER = "gender", "Genre"
        AGE_BAND = "age_band", "Tranche d’âge"
        OCCUPATION = "occupation", "Statut"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="anonymous_counts")
    dimension = models.CharField(max_length=10, choices=Dimension)
    value = models.CharField(max_length=12)
    count = models.PositiveIntegerField("nombre")

    class Meta:
        verbose_name = "participants anonymes"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "dimension", "value"], name="anonymous_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} : {self.count}"
