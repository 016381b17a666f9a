"""Days when a place is closed out of its usual hours: holidays, works, nobody to open."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from places.dates import say_day
from places.models.editions import Published
from places.opening_hours.closings import ClosedDays


class ClosingQuerySet(models.QuerySet["Closing"]):
    def not_over(self, day: date) -> Self:
        """Those that cover that day, or come later."""
        return self.filter(ends_on__gte=day)


class Closing(Published):
    """From a day to a day, both included, with a reason of a closed list."""

    class Reason(models.TextChoices):
        HOLIDAYS = "holidays", _("Congés")
        PUBLIC_HOLIDAY = "public_holiday", _("Jour férié ou pont")
        WORKS = "works", _("Travaux")
        STAFF = "staff", _("Absence de personnel")
        EVENT = "event", _("Événement")
        OTHER = "other", _("Autre raison")

    place = models.ForeignKey("places.Place", models.CASCADE, related_name="closings")
    starts_on = models.DateField("premier jour fermé")
    ends_on = models.DateField("dernier jour fermé")
    reason = models.CharField("raison", max_length=20, choices=Reason)
    words = models.CharField("précision", max_length=80, blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = "fermeture exceptionnelle"
        verbose_name_plural = "fermetures exceptionnelles"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="closing_ends_after_it_starts",
                violation_error_message="Le dernier jour vient après le premier.",
            ),
        ]
        indexes = [models.Index(fields=["ends_on", "starts_on"], name="closing_by_day")]

    def __str__(self) -> str:
        return f"{self.when}\u00a0: {self.why}"

    @property
    def why(self) -> str:
        """The reason in words, for a sentence."""
        if self.words:
            return self.words
        if self.reason == self.Reason.OTHER:
            return gettext("fermeture exceptionnelle")
        return self.get_reason_display().lower()

    @property
    def when(self) -> str:
        """« Le 24 décembre 2026 », « Du 26 novembre au 1er décembre 2026 »."""
        last = say_day(self.ends_on)
        if self.starts_on == self.ends_on:
            return gettext("Le %(day)s") % {"day": last}
        is_same_year = self.starts_on.year == self.ends_on.year
        first = say_day(self.starts_on, with_year=not is_same_year)
        return gettext("Du %(first)s au %(last)s") % {"first": first, "last": last}

    @property
    def days(self) -> ClosedDays:
        return ClosedDays(self.starts_on, self.ends_on, self.why)
