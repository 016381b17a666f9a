"""A place of digital mediation: the national standard's columns, and ours."""

from typing import Self

from django.db import models
from django.urls import reverse

from places.models.organisations import Organisation
from places.models.terms import Term
from places.models.territories import Commune, Territory


class PlaceQuerySet(models.QuerySet["Place"]):
    def published(self) -> Self:
        """What the public sees: open places, and those closed for a while."""
        return self.filter(status__in=[Place.Status.PUBLISHED, Place.Status.TEMPORARILY_CLOSED])

    def within(self, territory: Territory) -> Self:
        """The places of a territory; an empty territory is the whole country."""
        if not territory:
            return self
        return self.filter(**{territory.commune_lookup("commune__"): territory.code})


class Place(models.Model):
    """A place; columns of the standard keep their meaning, under English names."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Brouillon"
        PUBLISHED = "published", "Publié"
        TEMPORARILY_CLOSED = "temporarily_closed", "Fermé temporairement"
        CLOSED = "closed", "Fermé"

    class Availability(models.TextChoices):
        THIS_WEEK = "this_week", "Cette semaine"
        TWO_WEEKS = "two_weeks", "Sous deux semaines"
        A_MONTH = "a_month", "Sous un mois"
        FULL = "full", "Complet"

    slug = models.SlugField(max_length=120, unique=True)
    status = models.CharField(
        "état", max_length=20, choices=Status, default=Status.PUBLISHED
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="places",
        verbose_name="structure",
    )
    # Which import the row came by, and its identifier there: the pair finds it again next month.
    source = models.CharField("source", max_length=100, default="fanal")
    source_id = models.CharField("identifiant", max_length=200)
    # The « source » column of the file, kept to be written back.
    origin = models.CharField("source déclarée", max_length=200, blank=True)

    pivot = models.CharField("SIRET ou RNA", max_length=14, blank=True)
    name = models.CharField("nom", max_length=250)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="places"
    )
    commune_name = models.CharField("commune écrite", max_length=100)
    postal_code = models.CharField("code postal", max_length=5)
    insee_code = models.CharField("code INSEE écrit", max_length=5, blank=True)
    address = models.CharField("adresse", max_length=250)
    address_extra = models.CharField("complément d’adresse", max_length=250, blank=True)
    latitude = models.FloatField("latitude", null=True, blank=True)
    longitude = models.FloatField("longitude", null=True, blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    # Several values are kept one a line.
    emails = models.TextField("courriels", blank=True)
    websites = models.TextField("sites web", blank=True)
    opening_hours = models.TextField("horaires", blank=True, help_text="En notation OSM.")
    summary = models.CharField("présentation courte", max_length=280, blank=True)
    description = models.TextField("présentation détaillée", blank=True)
    parent_organisation = models.CharField("structure parente", max_length=250, blank=True)
    other_labels = models.TextField("autres formations et labels", blank=True)
    accessibility_url = models.TextField("fiche Accès libre", blank=True)
    booking_url = models.TextField("prise de rendez-vous", blank=True)
    updated_on = models.DateField("mis à jour le", null=True, blank=True)
    terms = models.ManyToManyField(Term, related_name="places", blank=True)
    # Values that no column or vocabulary holds, under their original column: nothing is lost.
    raw = models.JSONField(default=dict, blank=True)

    checked_on = models.DateField("vérifié le", null=True, blank=True)
    accepts_referrals = models.BooleanField("accepte les orientations", default=False)
    next_availability = models.CharField(
        "prochaine disponibilité", max_length=10, choices=Availability, blank=True
    )
    availability_said_on = models.DateField(null=True, blank=True)
    crisis_information = models.CharField("information de crise", max_length=280, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "lieu"
        verbose_name_plural = "lieux"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                name="place_once_a_source",
                violation_error_message="Ce lieu existe déjà pour cette source.",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_point_on_earth",
                violation_error_message="La latitude et la longitude vont ensemble, en degrés.",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "latitude", "longitude"], name="place_by_point"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("places:detail", args=[self.slug])
