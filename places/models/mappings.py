"""The mapping of each producer's file, kept so that next month's file needs nothing more."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from places.mapping import Mapping


class ProducerMappingQuerySet(models.QuerySet["ProducerMapping"]):
    def of(self, source: str) -> Mapping | None:
        """The mapping kept for a producer, if any."""
        kept = self.filter(source=source).first()
        return kept.mapping if kept else None

    def keep(self, source: str, mapping: Mapping, saved_by: Any = None) -> "ProducerMapping":
        """Keep a mapping under a producer's name; a different one makes a new version."""
        text = mapping.to_json()
        with transaction.atomic():
            kept, is_new = self.select_for_update().get_or_create(
                source=source, defaults={"text": text, "saved_by": saved_by}
            )
            if not is_new and kept.text != text:
                kept.replace(text, saved_by)
        return kept


class ProducerMapping(models.Model):
    """How the files of one producer are brought to the standard, as the text people can read."""

    source = models.CharField("producteur", max_length=100, unique=True)
    text = models.TextField("correspondance")
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="enregistrée par",
    )
    saved_at = models.DateTimeField("enregistrée le", default=timezone.now)

    objects = ProducerMappingQuerySet.as_manager()

    class Meta:
        verbose_name = "correspondance d’un producteur"
        verbose_name_plural = "correspondances des producteurs"
        ordering = ["source"]

    def __str__(self) -> str:
        return f"{self.source}, version {self.version}"

    @property
    def mapping(self) -> Mapping:
        return Mapping.from_json(self.text)

    def replace(self, text: str, saved_by: Any = None) -> None:
        """Take a new text, as the next version."""
        self.text, self.saved_by = text, saved_by
        self.version += 1
        self.saved_at = timezone.now()
        self.save()
