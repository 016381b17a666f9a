"""An import of a producer's file: who, of what source, how far it went, and what it found."""

import json
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from places.models.organisations import Organisation

# The file and what was read of it may name people: they go this long after the last action.
CONTENT_KEPT = timedelta(hours=24)
REPORT_KEPT = timedelta(days=365)
# A worker that dies gives the run back after this long without a sign of life.
LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 5
# A source that loses more than this share of its places waits for a person.
LARGEST_DROP = 0.10
COUNTS = "rows_read created modified unchanged rejected warned known missing".split()
TOO_MANY_ATTEMPTS = "Le traitement s’est arrêté plusieurs fois. Rien n’a été importé."


class Status(models.TextChoices):
    MAPPING = "mapping", "Colonnes à vérifier"
    STAGING = "staging", "Lecture en cours"
    READY = "ready", "Prêt à importer"
    SWAPPING = "swapping", "Import en cours"
    DONE = "done", "Importé"
    FAILED = "failed", "Échec"
    CANCELLED = "cancelled", "Abandonné"


WORKING = frozenset({Status.STAGING, Status.SWAPPING})
WAITING = frozenset({Status.MAPPING, Status.READY})
ENDED = frozenset({Status.DONE, Status.FAILED, Status.CANCELLED})

TRANSITIONS: dict[str, frozenset[Status]] = {
    Status.MAPPING: frozenset({Status.STAGING, Status.CANCELLED}),
    Status.STAGING: frozenset({Status.READY, Status.FAILED, Status.CANCELLED}),
    Status.READY: frozenset({Status.MAPPING, Status.SWAPPING, Status.CANCELLED}),
    Status.SWAPPING: frozenset({Status.DONE, Status.READY, Status.FAILED}),
    **dict.fromkeys(ENDED, frozenset()),
}


def without_values(issues: str) -> str:
    """Packed remarks, without the cells they quote."""
    return json.dumps([[*remark[:3], "", *remark[4:6]] for remark in json.loads(issues or "[]")])


class StepRefused(Exception):  # noqa: N818 — it is no error: somebody was quicker
    """The run cannot take this step any more; its text is a French sentence."""


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: Any) -> Self:
        """An editor sees every run, a manager those of the organisation."""
        if user.has_perm("places.import_any_source"):
            return self
        if not user.has_perm("places.add_importrun") or user.organisation_id is None:
            return self.none()
        return self.filter(organisation=user.organisation_id)

    def free(self, at: datetime) -> Self:
        """To be worked on, and no worker has them."""
        nobody = models.Q(lease_until__isnull=True) | models.Q(lease_until__lt=at)
        return self.filter(nobody, status__in=WORKING)

    def stalled(self, at: datetime) -> Self:
        """Free for longer than a worker needs to come."""
        dead = models.Q(lease_until__isnull=False) | models.Q(changed_at__lt=at - LEASE)
        return self.free(at).filter(dead)

    def abandoned(self, at: datetime) -> Self:
        """Waiting for somebody who did not come back."""
        return self.filter(status__in=WAITING, changed_at__lte=at - CONTENT_KEPT)

    def to_be_emptied(self, at: datetime) -> Self:
        return self.filter(status__in=ENDED, is_emptied=False, changed_at__lte=at - CONTENT_KEPT)

    def outdated(self, at: datetime) -> Self:
        return self.filter(status__in=ENDED, changed_at__lte=at - REPORT_KEPT)


def stored_name(run: "ImportRun", _name: str) -> str:
    """Where a file waits: a name that nobody guesses and no address serves."""
    return f"imports/{run.pk}"


class ImportRun(models.Model):
    """One file on its way in. Its identifier comes with the form: sent twice, it is one run."""

    Status = Status

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    status = models.CharField("état", max_length=10, choices=Status, default=Status.MAPPING)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name="par", related_name="+"
    )
    # Whose places they are, when a manager imports; None for an editor's run.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, verbose_name="structure", related_name="imports"
    )
    source = models.CharField("producteur", max_length=100)
    file = models.FileField("fichier", upload_to=stored_name, blank=True)
    file_name = models.CharField("nom du fichier", max_length=200)
    # How its columns become the standard’s, as the text people read (`places.mapping`).
    mapping = models.TextField("correspondance", blank=True)

    rows_total = models.PositiveIntegerField("lignes du fichier", default=0)
    rows_read = models.PositiveIntegerField("lignes lues", default=0)
    created = models.PositiveIntegerField("créés", default=0)
    modified = models.PositiveIntegerField("modifiés", default=0)
    unchanged = models.PositiveIntegerField("inchangés", default=0)
    rejected = models.PositiveIntegerField("rejetés", default=0)
    warned = models.PositiveIntegerField("lignes avec une remarque", default=0)
    # Places of the source before the run, and those that its file no longer has.
    known = models.PositiveIntegerField("lieux déjà connus", default=0)
    missing = models.PositiveIntegerField("absents du fichier", default=0)
    missing_names = models.JSONField(default=list, blank=True)
    is_drop_confirmed = models.BooleanField("disparition confirmée", default=False)
    failure = models.CharField("cause de l’échec", max_length=300, blank=True)

    # Which worker has the run, and until when it is believed alive.
    lease_key = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField("déposé le", default=timezone.now)
    changed_at = models.DateTimeField("changé le", default=timezone.now)
    is_emptied = models.BooleanField("contenu effacé", default=False)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "import de lieux"
        verbose_name_plural = "imports de lieux"
        ordering = ["-created_at", "pk"]
        permissions = [("import_any_source", "Peut importer les lieux de tout producteur")]
        indexes = [models.Index(fields=["status", "changed_at"], name="importrun_by_status")]

    def __str__(self) -> str:
        return f"{self.source} ({self.file_name})"

    def get_absolute_url(self) -> str:
        return reverse("places:import_run", args=[self.pk])

    @property
    def is_working(self) -> bool:
        return self.status in WORKING

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    @property
    def is_stalled(self) -> bool:
        """Whether its worker seems gone, or none came."""
        until = self.lease_until or self.changed_at + LEASE
        return self.is_working and until < timezone.now()

    @property
    def places_read(self) -> int:
        """Rows that are places."""
        return self.created + self.modified + self.unchanged

    @property
    def percent(self) -> int:
        return min(100, 100 * self.rows_read // self.rows_total) if self.rows_total else 0

    @property
    def is_large_drop(self) -> bool:
        """Whether so many places would disappear that a person must say it is right."""
        return self.missing > LARGEST_DROP * self.known

    @transaction.atomic
    def move(self, to: Status, *, of: Iterable[Status] = (), **values: Any) -> None:
        """Take a step of the run's life, under its lock.

        Args:
            to: the step, one that TRANSITIONS allows.
            of: the only steps it may be taken from, when not all.
            values: fields to change with it.

        Raises:
            StepRefused: somebody was quicker, or the run is over.
        """
        held = ImportRun.objects.select_for_update().get(pk=self.pk)
        if to not in TRANSITIONS[held.status] or (of and held.status not in of):
            self.refresh_from_db()
            state = Status(held.status).label.lower()
            raise StepRefused(f"Cette action n’est plus possible\u202f: l’import est « {state} ».")
        values |= {"status": to, "changed_at": timezone.now(), "lease_until": None}
        for name, value in (values | {"lease_key": None, "attempts": 0}).items():
            setattr(self, name, value)
        self.save(update_fields=[*values, "lease_key", "attempts"])

    @transaction.atomic
    def reopen(self) -> None:
        """Go back to the columns: what was read is forgotten."""
        self.move(Status.MAPPING, **dict.fromkeys(COUNTS, 0), missing_names=[], failure="")
        self.batches.all().delete()

    @transaction.atomic
    def cancel(self) -> None:
        """Give the run up: nothing of its content is kept."""
        self.move(Status.CANCELLED)
        self.forget()

    def claim(self, key: uuid.UUID) -> bool:
        """Take the run for one worker; False when another has it, or nothing is to be done."""
        now = timezone.now()
        taken = ImportRun.objects.free(now).filter(pk=self.pk)
        return bool(
            taken.update(lease_key=key, lease_until=now + LEASE, attempts=models.F("attempts") + 1)
        )

    @transaction.atomic
    def forget(self) -> None:
        """Remove the file and every value read of it; the counts and the remarks' kinds stay."""
        if self.file:
            transaction.on_commit(partial(self.file.storage.delete, self.file.name))
            self.file = ""
        for batch in self.batches.iterator(chunk_size=1):
            batch.issues = without_values(batch.issues)
            batch.said = ""
            batch.save(update_fields=["said", "issues"])
        self.missing_names, self.is_emptied = [], True
        self.save(update_fields=["file", "missing_names", "is_emptied"])


class ImportBatch(models.Model):
    """Some hundred rows read, ready to be written, with what was remarked in them, as JSON."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="batches")
    number = models.PositiveIntegerField()
    # Packed by `places.imports.staging`: text, not a JSON column, for it is never searched.
    said = models.TextField(blank=True)
    issues = models.TextField(blank=True)
    # How many remarks of each kind, so that a page of a long list reads few batches.
    kinds = models.JSONField(default=dict)

    class Meta:
        ordering = ["run", "number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="batch_once_a_run")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.number}"
