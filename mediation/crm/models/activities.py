"""Activities (comptes rendus d'activité): what was done, when, where, for how long."""

import uuid
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from mediation.crm import calendar
from mediation.crm.durations import in_words
from mediation.crm.models.attendances import AnonymousCount, Attendance
from mediation.crm.models.beneficiaries import Beneficiary
from mediation.crm.models.tags import Tag
from places.models import Commune, Organisation, Place, Term
from referrals.journey import TransitionRefused
from referrals.models import Referral


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: Any) -> Self:
        """The activities of the organisation of someone who may see activities."""
        if not user.has_perm("crm.view_activity") or user.organisation_id is None:
            return self.none()
        return self.filter(organisation=user.organisation_id)

    def editable_by(self, user: Any) -> Self:
        """One's own: the team's are read-only."""
        return self.visible_to(user).filter(mediator=user)

    def done_in(self, first_day: date, last_day: date) -> Self:
        """Done from `first_day` to `last_day`, both included."""
        return self.filter(done_on__range=(first_day, last_day))

    def done_in_week_of(self, day: date) -> Self:
        """Done from the Monday to the Sunday around `day`."""
        monday = day - timedelta(days=day.weekday())
        return self.done_in(monday, monday + timedelta(days=6))

    def with_attendance_count(self) -> Self:
        """Annotate `attendance_count`: the accompagnements, people listed and anonymous ones."""
        listed = (
            Attendance.objects.filter(activity=models.OuterRef("pk"))
            .order_by()
            .values("activity")
            .annotate(number=models.Count("pk"))
            .values("number")
        )
        return self.annotate(
            attendance_count=Coalesce(models.Subquery(listed), 0) + models.F("anonymous_total")
        )

    def attendance_count(self) -> int:
        """How many accompagnements these activities are, counted in one query."""
        total = self.order_by().with_attendance_count().aggregate(n=models.Sum("attendance_count"))
        return total["n"] or 0


class Activity(models.Model):
    """One report: an individual support or a workshop. Its duration is counted once."""

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", "Accompagnement individuel"
        WORKSHOP = "workshop", "Atelier collectif"
        COORDINATION = "coordination", "Coordination"

    class Location(models.TextChoices):
        PLACE = "place", "Lieu d’activité"
        OTHER = "other", "Autre lieu"
        HOME = "home", "À domicile"
        REMOTE = "remote", "À distance"

    class Autonomy(models.TextChoices):
        GUIDED = "guided", "Avec guidage"
        PARTLY = "partly", "Autonome avec guidage en cas de besoin"
        AUTONOMOUS = "autonomous", "Autonome"

    class Outcome(models.TextChoices):
        DONE = "done", "Terminé"
        CONTINUED = "continued", "À poursuivre"
        WORKSHOP = "workshop", "Orienté vers un atelier"
        REFERRED_ON = "referred_on", "Réorienté"

        @property
        def closes_referral_as(self) -> str:
            """What the referrer learns: the outcome of the referral, never the content."""
            is_sent_elsewhere = self == self.REFERRED_ON
            return Referral.Status.REFERRED_ON if is_sent_elsewhere else Referral.Status.HELPED

    class Level(models.TextChoices):
        BEGINNER = "beginner", "Débutant"
        INTERMEDIATE = "intermediate", "Intermédiaire"
        ADVANCED = "advanced", "Avancé"

    # Made by the client (form or offline page): the same report sent twice is one row.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("type", max_length=12, choices=Kind)
    mediator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="activities"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="activities")
    done_on = models.DateField("date")
    duration = models.PositiveSmallIntegerField("durée (minutes)")
    location = models.CharField("où", max_length=10, choices=Location)
    place = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    # Where it took place; for a remote one, the commune of the organisation.
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="activities"
    )
    # Terms of two vocabularies: TOPIC, and PROCEDURE when one topic is the help with procedures.
    topics = models.ManyToManyField(Term, related_name="activities")
    equipment = models.ManyToManyField(Term, related_name="+", blank=True)
    tags = models.ManyToManyField(Tag, related_name="activities", blank=True)
    note = models.CharField("note", max_length=500, blank=True)
    referral = models.ForeignKey(
        Referral, models.SET_NULL, null=True, blank=True, related_name="activities"
    )

    autonomy = models.CharField("autonomie", max_length=10, choices=Autonomy, blank=True)
    outcome = models.CharField("suite donnée", max_length=12, choices=Outcome, blank=True)
    redirection = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    redirection_place = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    title = models.CharField("titre de l’atelier", max_length=100, blank=True)
    level = models.CharField("niveau", max_length=12, choices=Level, blank=True)
    anonymous_total = models.PositiveIntegerField("participants anonymes", default=0)

    # First day of the month it is counted in for third parties: a late entry never changes a
    # month already closed.
    figure_month = models.DateField(db_index=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "activité"
        ordering = ["-done_on", "-created_at", "pk"]
        indexes = [
            models.Index(fields=["organisation", "done_on"], name="activity_by_organisation"),
            models.Index(fields=["mediator", "done_on"], name="activity_by_mediator"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_on__gte="2020-01-01"),
                name="activity_since_2020",
                violation_error_message="La date ne peut pas être avant 2020.",
            ),
            models.CheckConstraint(
                condition=models.Q(duration__range=(1, 1440)),
                name="activity_duration",
                violation_error_message="La durée va de 1 minute à 24 heures.",
            ),
            models.CheckConstraint(
                condition=models.Q(anonymous_total__lte=10_000),
                name="activity_anonymous_total",
                violation_error_message="Un atelier compte au plus 10 000 participants anonymes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} du {self.done_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("crm:activity", args=[self.pk])

    @property
    def duration_in_words(self) -> str:
        return in_words(self.duration)

    def today(self) -> date:
        """The day it is where the organisation works."""
        commune = self.organisation.commune
        return calendar.local_day(timezone.now(), commune.departement_id if commune else None)

    def book(self) -> None:
        """Choose the month it is counted in; one already closed stays what it is."""
        if not self.is_closed:
            self.figure_month = calendar.figure_month(self.done_on, self.today())

    @property
    def is_closed(self) -> bool:
        """Its month is closed for third parties: it can be read, no longer changed."""
        return not self._state.adding and calendar.is_closed(self.figure_month, self.today())

    def is_editable_by(self, user: Any) -> bool:
        return self.mediator_id == user.pk and not self.is_closed

    @property
    def topic_terms(self) -> list[Term]:
        return self._terms_of(Term.Vocabulary.TOPIC)

    @property
    def procedure_terms(self) -> list[Term]:
        return self._terms_of(Term.Vocabulary.PROCEDURE)

    def _terms_of(self, vocabulary: str) -> list[Term]:
        # Sorted here, so that a prefetched list costs no other query.
        terms = [term for term in self.topics.all() if term.vocabulary == vocabulary]
        return sorted(terms, key=lambda term: term.rank)

    def where_it_took_place(self, typed: Commune | None) -> Commune | None:
        """The commune it is counted in, of those known for its kind of location."""
        if self.location == self.Location.PLACE and self.place:
            return self.place.commune
        return self.organisation.commune if self.location == self.Location.REMOTE else typed

    def set_attendees(self, beneficiaries: list[Beneficiary]) -> None:
        """Make these people the named ones; whoever was there keeps the bands of that day."""
        kept = {person.pk for person in beneficiaries}
        named = self.attendances.exclude(beneficiary=None)
        named.exclude(beneficiary__in=kept).delete()
        present = set(named.values_list("beneficiary_id", flat=True))
        Attendance.objects.bulk_create(
            Attendance.of(person, self) for person in beneficiaries if person.pk not in present
        )
        for person in beneficiaries:
            person.met_on(self.done_on)

    def set_anonymous_counts(self, counts: dict[str, dict[str, int]]) -> None:
        """Keep the marginals of the anonymous participants: dimension, value, number."""
        self.anonymous_counts.all().delete()
        AnonymousCount.objects.bulk_create(
            AnonymousCount(activity=self, dimension=dimension, value=value, count=number)
            for dimension, numbers in counts.items()
            for value, number in numbers.items()
            if number
        )

    def answer_referral(self) -> None:
        """Tell the referrer the outcome, when this activity has one and the referral waits."""
        to = self.Outcome(self.outcome).closes_referral_as if self.outcome else None
        if not self.referral or not to or not self.referral.may_become(to):
            return
        # A colleague may have closed it meanwhile: the activity stands all the same.
        with suppress(TransitionRefused):
            self.referral.close(self.mediator, to)
