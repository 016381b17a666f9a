"""A place of digital mediation: the national standard's columns, and ours."""

from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from places.models.closings import Closing
from places.models.editions import Edition, Published
from places.models.linking import KeysField, TermsField
from places.models.loading import Loaded
from places.models.opening import Opens
from places.models.opening_moments import ONE_DAY, Moment, OpenAt, OpenDuring
from places.models.organisations import Organisation
from places.models.terms import Term
from places.models.territories import Commune, Territory
from places.nearness import box_around, kilometres_to
from places.statuses import PUBLISHED, TEMPORARILY_CLOSED, Shown
from places.widening import MOST_HOURS_READ, NearestFirst, kept_by

# Under this key of `raw`, where the point comes from when the source gave none.
POINT = "point"
FROM_COMMUNE = "commune"
FROM_ADDRESS = "address"
# What was said of the next free moment is no longer known after this.
AVAILABILITY_KEPT = timedelta(days=30)


def closings_from(today: date) -> models.Prefetch:
    """The closings of that day and later; of the day before too: it may last overseas."""
    return models.Prefetch("closings", Closing.objects.not_over(today - ONE_DAY))


class PlaceQuerySet(models.QuerySet["Place"]):
    def update(self, **values: Any) -> int:
        """Change rows, and the edition that the public reads."""
        count = super().update(**values)
        Edition.objects.renew()
        return count

    def bulk_create(self, *args: Any, **options: Any) -> "list[Place]":
        """Write rows, and a new edition of what the public reads."""
        places = super().bulk_create(*args, **options)
        Edition.objects.renew()
        return places

    def published(self) -> Self:
        """What the public sees: open places, and those closed for a while."""
        return self.filter(Shown())

    def standing(self) -> Self:
        """Every place once: without the sheets that were joined to another."""
        return self.filter(merged_into=None)

    def managed_by(self, user: Any) -> Self:
        """Those of the person's organisation, for who may change places."""
        if not user.organisation_id or not user.has_perm("places.change_place"):
            return self.none()
        return self.standing().filter(organisation=user.organisation_id)

    def within(self, territory: Territory) -> Self:
        """The places of a territory; an empty territory is the whole country."""
        return self.filter(territory.condition("commune__"))

    def near(self, latitude: float, longitude: float, km: float | None = None) -> Self:
        """Nearest first, each with its `distance` in kilometres; at most `km` away when given."""
        measured = self.annotate(distance=kilometres_to(latitude, longitude))
        if km is None:
            measured = measured.filter(latitude__isnull=False)
        else:
            circle = box_around(latitude, longitude, km).condition()
            measured = measured.filter(circle, distance__lte=km)
        return measured.order_by("distance", "pk")

    def nearest(
        self, latitude: float, longitude: float, count: int, *moments: Moment
    ) -> "list[Place]":
        """The `count` nearest rows, as `near` would give them, without measuring them all.

        Those open at some moments: no more hours are read than it takes.
        """
        return NearestFirst(self, latitude, longitude, moments=moments).first(count)

    def open_at(self, at: datetime) -> Self:
        """Those surely open at a moment (aware)."""
        return self.opening(OpenAt(at))

    def open_during(self, start: datetime, end: datetime) -> Self:
        """Those open at some time of [start, end[, naive: on each place's own clock."""
        return self.opening(OpenDuring(start, end))

    def opening(self, *moments: Moment) -> Self:
        """Those open at all these moments: their hours are read now."""
        may = self.filter(*(each for moment in moments for each in moment.conditions))
        rows = may.values_list("pk", "commune_id", "opening_hours")
        # The rows' own order: when there are too many, the nearest are read.
        kept = kept_by(moments, rows[:MOST_HOURS_READ])
        return self.filter(pk__in=[pk for pk, _commune, _hours in kept])

    def with_closings(self, today: date) -> Self:
        """Each with its closings of that day and later, in one query for all."""
        return self.prefetch_related(closings_from(today))


class Place(Opens, Loaded, Published):
    """A place; columns of the standard keep their meaning, under English names."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Brouillon"
        PUBLISHED = PUBLISHED, "Publié"
        TEMPORARILY_CLOSED = TEMPORARILY_CLOSED, "Fermé temporairement"
        CLOSED = "closed", "Fermé"

    class Availability(models.TextChoices):
        THIS_WEEK = "this_week", _("Cette semaine")
        TWO_WEEKS = "two_weeks", _("Sous deux semaines")
        A_MONTH = "a_month", _("Sous un mois")
        FULL = "full", _("Complet")

    slug = models.SlugField(max_length=120, unique=True)
    status = models.CharField("état", max_length=20, choices=Status, default=Status.PUBLISHED)
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
    terms = TermsField(Term, related_name="places", blank=True)
    term_keys = KeysField(default="", blank=True, editable=False)
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
    # Which source said each field, and when (see `places.composing`).
    provenance = models.JSONField(default=dict, blank=True, editable=False)
    # The same place had two sheets: this one leads to the other.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed", editable=False
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "lieu"
        verbose_name_plural = "lieux"
        permissions = [("publish_place", "Publier un lieu sans relecture")]
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
            models.Index(
                fields=["status", "latitude", "longitude", "id", "term_keys"],
                name="place_by_point",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("places:detail", args=[self.slug])

    @property
    def has_own_point(self) -> bool:
        """Whether its point is its own: for want of one, an import takes the commune's."""
        return self.latitude is not None and self.raw.get(POINT) != FROM_COMMUNE

    @property
    def availability(self) -> Availability | None:
        """Its next free moment; None when nobody said so for a month."""
        said_on = self.availability_said_on
        is_old = said_on is None or timezone.localdate() - said_on > AVAILABILITY_KEPT
        return (
            None
            if is_old or not self.next_availability
            else self.Availability(self.next_availability)
        )

    def confirm(self, day: date) -> None:
        """Somebody who knows the place says that its sheet is right, on that day."""
        self.checked_on = day
        self.save(update_fields=["checked_on", "changed_at"])

    def say_availability(self, availability: str, day: date) -> None:
        """Note its next free moment, and the day it was said."""
        self.next_availability, self.availability_said_on = availability, day
        self.save(update_fields=["next_availability", "availability_said_on", "changed_at"])

    def set_status(self, status: str) -> None:
        self.status = status
        self.save(update_fields=["status", "changed_at"])

    @cached_property
    def terms_by_vocabulary(self) -> dict[str, list[Term]]:
        """Its terms under the name of their vocabulary, from one query or a prefetch."""
        groups: dict[str, list[Term]] = {}
        for term in self.terms.all():
            groups.setdefault(term.vocabulary, []).append(term)
        return groups


PUBLIC_STATUSES = (Place.Status.PUBLISHED, Place.Status.TEMPORARILY_CLOSED)
