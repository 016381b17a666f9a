"""Organisations: who runs places, employs mediators, or sends people to them."""

from django.db import models

from places.models.territories import Commune

# Kinds that tell something about the person sent: a receiver and every statistic see « Autre ».
SENSITIVE_KINDS = frozenset(
    {"ASE", "CAARUD", "CIDFF", "CSAPA", "PJJ", "PREVENTION", "SCP", "SPIP", "PENSION"}
)


class Organisation(models.Model):
    """A structure; its kind is a code of the national typology."""

    name = models.CharField("nom", max_length=200)
    kind = models.CharField("type", max_length=20, default="Autre")
    siret = models.CharField("SIRET", max_length=14, blank=True)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    email = models.EmailField("e-mail de la structure", blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "structure"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_sensitive(self) -> bool:
        return self.kind in SENSITIVE_KINDS

    @property
    def public_kind(self) -> str:
        """The kind others may know."""
        return "Autre" if self.is_sensitive else self.kind
