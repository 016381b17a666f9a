"""Words that activities are sorted by."""

from django.conf import settings
from django.db import models

from places.models import Organisation


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
