"""An error that somebody saw on a sheet: what it is, and what became of it."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mediation.stewardship.stewards import without_manager
from places.models import Place
from referrals.identity import EncryptedTextField
from referrals.models.querysets import end_of, months_before

LONGEST = 500
# So many people who never met say that a place is gone: a moderator looks.
ENOUGH_REPORTERS = 3
MONTHS_KEPT = 3


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def waiting(self) -> Self:
        """Nobody has handled them yet."""
        return self.filter(status=ErrorReport.Status.NEW)

    def visible_to(self, user: Any) -> Self:
        """Those about the places of the person's organisation, for who may change them."""
        return self.filter(place__in=Place.objects.managed_by(user))

    def suspected_closed(self) -> list[int]:
        """The places that enough different people say are gone for good."""
        rows = self.waiting().filter(reason=ErrorReport.Reason.CLOSED).order_by()
        counted = rows.values("place").annotate(people=Count("reporter", distinct=True))
        return list(counted.filter(people__gte=ENOUGH_REPORTERS).values_list("place", flat=True))

    def for_moderators(self) -> Self:
        """Those that nobody else can handle, and those of places that may be gone."""
        nobody_s = without_manager("place")
        return self.waiting().filter(nobody_s | Q(place__in=self.suspected_closed()))

    def due_to_be_forgotten(self, on: date) -> Self:
        """Those whose author may still be known, after three months."""
        # An address to answer never stays without the mark of where it came from.
        old = self.filter(reported_at__lt=end_of(months_before(on, MONTHS_KEPT)))
        return old.exclude(reporter="")


class ErrorReport(models.Model):
    """One report; its author is nobody, and may leave an address to be answered."""

    class Reason(models.TextChoices):
        CLOSED = "closed", _("Ce lieu est fermé définitivement")
        ADDRESS = "address", _("L’adresse est fausse")
        PHONE = "phone", _("Le téléphone est faux ou ne répond jamais")
        HOURS = "hours", _("Les horaires sont faux")
        SERVICE = "service", _("Une aide annoncée n’existe plus")
        DUPLICATE = "duplicate", _("Ce lieu apparaît deux fois")
        ACCESS = "access", _("Je n’ai pas pu entrer\u00a0: le lieu n’est pas accessible")
        OTHER = "other", _("Autre chose")

    class Status(models.TextChoices):
        NEW = "new", "À traiter"
        FIXED = "fixed", "Corrigé"
        NOT_AN_ERROR = "not_an_error", "Ce n’est pas une erreur"
        ALREADY_KNOWN = "already_known", "Déjà signalé"

    # Made by the page: the same form sent twice is one report.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="error_reports")
    reason = models.CharField("erreur", max_length=20, choices=Reason)
    text = models.CharField("précision", max_length=LONGEST, blank=True)
    email = EncryptedTextField("e-mail pour la réponse", blank=True, default="")
    # A keyed hash of the address it came from: counts different people, names nobody.
    reporter = models.CharField(max_length=32, blank=True, editable=False)
    reported_at = models.DateTimeField("signalé le", default=timezone.now)
    status = models.CharField("état", max_length=20, choices=Status, default=Status.NEW)
    handled_at = models.DateTimeField("traité le", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = "erreur signalée"
        verbose_name_plural = "erreurs signalées"
        ordering = ["reported_at", "pk"]
        indexes = [models.Index(fields=["place", "status"], name="report_inbox")]

    def __str__(self) -> str:
        return self.get_reason_display()

    def handle(self, user: Any, status: str) -> str:
        """Say what became of it; give the address to answer, once, and forget it."""
        with transaction.atomic():
            locked = type(self).objects.select_for_update().get(pk=self.pk)
            email = str(locked.email)
            if locked.status == self.Status.NEW:
                locked.status, locked.handled_by = status, user
                locked.handled_at = timezone.now()
            locked.forget()
        self.refresh_from_db()
        return email

    def forget(self) -> None:
        """Erase what leads to its author; the report itself stays."""
        self.email = self.reporter = ""
        self.save(update_fields=["email", "reporter", "status", "handled_at", "handled_by"])
