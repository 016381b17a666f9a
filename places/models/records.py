"""What each source says of a place: sources by rank, and one record for each place they name."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from places.models.places import PUBLIC_STATUSES, Place, PlaceQuerySet

# What people write in Fanal itself: always on top, and never written by an import.
OWN_SOURCE = "fanal"
# Starts the identifier of a correction; a place made by hand bears its own.
CORRECTION = "lieu-"
DEFAULT_RANK = 100


class Source(models.Model):
    """A producer of places; where two disagree on a field, the smaller rank is believed."""

    name = models.CharField("nom", max_length=100, unique=True)
    label = models.CharField(
        "producteur",
        max_length=200,
        blank=True,
        help_text="Le nom à montrer, s’il est plus clair que celui du fichier.",
    )
    rank = models.PositiveSmallIntegerField(
        "rang",
        default=DEFAULT_RANK,
        help_text=(
            "Quand deux sources se contredisent, celle du plus petit rang est crue\u202f; "
            "à rang égal, la plus récente."
        ),
    )
    licence = models.CharField("licence", max_length=100, blank=True)
    last_imported_at = models.DateTimeField("dernier import", null=True, blank=True)

    class Meta:
        verbose_name = "source"
        ordering = ["rank", "name"]

    def __str__(self) -> str:
        return self.label or self.name

    @property
    def is_own(self) -> bool:
        return self.name == OWN_SOURCE


class SourceRecordQuerySet(models.QuerySet["SourceRecord"]):
    def by_hand(self) -> Self:
        """What people wrote in Fanal."""
        return self.filter(source__name=OWN_SOURCE)

    def corrections(self) -> Self:
        """What people wrote over what a file says."""
        return self.by_hand().filter(identifier__startswith=CORRECTION)

    def from_files(self) -> Self:
        """What producers' files say."""
        return self.exclude(source__name=OWN_SOURCE)

    def missing(self) -> Self:
        """Absent from their source's last file."""
        return self.filter(missing_since__isnull=False)

    def seen(self) -> Self:
        """In their source's last file."""
        return self.filter(missing_since=None)


class SourceRecord(models.Model):
    """What one source says of one place; the place is composed from all its records."""

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="records", verbose_name="source"
    )
    # The source's own identifier: the pair finds the record again next month.
    identifier = models.CharField("identifiant", max_length=200)
    place = models.ForeignKey(Place, models.CASCADE, related_name="records", verbose_name="lieu")
    # Field of `Place` → value as JSON holds it. A file says them all, a correction some.
    fields = models.JSONField(default=dict)
    # Vocabulary → sorted codes.
    terms = models.JSONField(default=dict)
    # Fingerprint of what the file said, to know at a glance that nothing changed.
    digest = models.CharField(max_length=32, blank=True)
    said_on = models.DateField("dit le", null=True, blank=True)
    # Who wrote a correction, in a word (« manager », « editor »): never a name.
    said_by = models.CharField(max_length=20, blank=True)
    seen_at = models.DateTimeField("vu pour la dernière fois")
    missing_since = models.DateTimeField("absent depuis", null=True, blank=True, db_index=True)
    # Somebody answered « il existe toujours » since it went missing.
    kept_at = models.DateTimeField(null=True, blank=True)
    # The manager was asked whether the place still exists.
    asked_at = models.DateTimeField(null=True, blank=True)

    objects = SourceRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "fiche d’une source"
        verbose_name_plural = "fiches des sources"
        ordering = ["source", "identifier"]
        constraints = [
            models.UniqueConstraint(fields=["source", "identifier"], name="record_once_a_source")
        ]

    def __str__(self) -> str:
        return f"{self.source}\u202f: {self.identifier}"

    @property
    def is_by_hand(self) -> bool:
        return self.source.is_own


def maybe_closed() -> PlaceQuerySet:
    """Public places that a source no longer lists, that no other source still lists.

    Those about which somebody answered « il existe toujours », or whose sheet was checked since,
    are left out.
    """
    records = SourceRecord.objects.from_files().filter(place=OuterRef("pk"))
    unchecked = Q(place__checked_on=None) | Q(missing_since__date__gt=F("place__checked_on"))
    return (
        Place.objects.filter(status__in=PUBLIC_STATUSES)
        .filter(Exists(records.missing().filter(unchecked, kept_at=None)))
        .exclude(Exists(records.seen()))
        .order_by("name", "pk")
    )
