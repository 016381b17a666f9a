"""Closed vocabularies that lists are filtered and counted by, as one small seeded table."""

from django.db import models


class Term(models.Model):
    """One value of one vocabulary: a stable code, the national label, and plain words."""

    class Vocabulary(models.TextChoices):
        SERVICE = "service", "Services"
        AUDIENCE = "audience", "Publics"
        ACCOMMODATION = "accommodation", "Prises en charge spécifiques"
        FEE = "fee", "Frais à charge"
        PROGRAMME = "programme", "Dispositifs et programmes nationaux"
        LABEL = "label", "Formations et labels"
        ACCESS_MODE = "access_mode", "Modalités d’accès"
        SUPPORT_MODE = "support_mode", "Modalités d’accompagnement"
        ITINERANCY = "itinerancy", "Itinérance"
        PLACE_TYPE = "place_type", "Typologie"
        ARRANGEMENT = "arrangement", "Aménagements le jour venu"
        TOPIC = "topic", "Thématiques de médiation"
        PROCEDURE = "procedure", "Démarches administratives"
        EQUIPMENT = "equipment", "Matériel"
        REDIRECTION = "redirection", "Réorientations"

    vocabulary = models.CharField(max_length=20, choices=Vocabulary)
    code = models.SlugField(max_length=60)
    # The value of the national standard where there is one: what files are read and written with.
    label = models.CharField("valeur nationale", max_length=200)
    # What people read: shorter, without jargon.
    plain_label = models.CharField("libellé", max_length=200)
    hint = models.CharField("exemples", max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField("rang", default=0)

    class Meta:
        verbose_name = "terme"
        ordering = ["vocabulary", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="term_code_once"),
            models.UniqueConstraint(fields=["vocabulary", "label"], name="term_label_once"),
        ]

    def __str__(self) -> str:
        return self.plain_label
