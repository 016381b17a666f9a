"""« Modération » in the CMS: what was submitted, what may be closed, what nobody else can fix."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from mediation.stewardship import notifications
from mediation.stewardship.forms import ProposalForm, RejectionForm
from mediation.stewardship.models import CheckReminder, Claim, ClaimRefused, ErrorReport, NewPlace
from mediation.stewardship.models.claims import OPEN
from mediation.stewardship.resembling import Resembling, resembling
from places.models import Place, Proposal
from places.models.places import PlaceQuerySet
from places.proposals import decide, read

MOST_SHOWN = 50
may_moderate = permission_required("stewardship.moderate_place", raise_exception=True)


@may_moderate
@require_safe
def moderation(request: HttpRequest) -> HttpResponse:
    suspected = ErrorReport.objects.suspected_closed()
    claims = Claim.objects.submitted().select_related(
        "place__organisation", "organisation", "place__commune"
    )
    context = {
        "claims": claims[:MOST_SHOWN],
        "reports": ErrorReport.objects.for_moderators().select_related("place")[:MOST_SHOWN],
        "to_check": Place.objects.published().filter(pk__in=suspected)[:MOST_SHOWN],
        "to_close": _to_close()[:MOST_SHOWN],
        "proposals": read(_proposals()[:MOST_SHOWN]),
        "drafts": _not_proposed().filter(status=Place.Status.DRAFT)[:MOST_SHOWN],
        "new_places": _new_places(),
        "rejection": RejectionForm(),
        "statuses": ErrorReport.Status.choices[1:],
    }
    return render(request, "stewardship/moderation.html", context)


@may_moderate
@require_POST
def approve_claim(request: HttpRequest, pk: int) -> HttpResponse:
    with transaction.atomic():
        claim = get_object_or_404(_claims(), pk=pk)
        holder = claim.place.organisation
        try:
            claim.approve(request.user)
        except ClaimRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("stewardship_moderation")
        if claim.status == Claim.Status.APPROVED:
            notifications.tell_decision(claim, holder)
    messages.success(request, f"Approuvé : {claim.place} est tenu par {claim.organisation}.")
    return redirect("stewardship_moderation")


@may_moderate
@require_POST
def reject_claim(request: HttpRequest, pk: int) -> HttpResponse:
    form = RejectionForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choisissez un motif pour rejeter.")
        return redirect("stewardship_moderation")
    with transaction.atomic():
        claim = get_object_or_404(_claims(), pk=pk)
        claim.reject(request.user, form.cleaned_data["reason"])
        notifications.tell_decision(claim)
    messages.success(request, "Rejeté. La structure est prévenue.")
    return redirect("stewardship_moderation")


@may_moderate
@require_POST
def decide_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    form = ProposalForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Écrivez un motif pour rejeter.")
        return redirect("stewardship_moderation")
    proposal = get_object_or_404(_proposals(), pk=pk)
    with transaction.atomic():
        if decide(proposal, request.user, **form.cleaned_data):
            notifications.tell_editor(proposal)
    messages.success(request, f"{proposal.get_status_display()}\u00a0: {proposal.place}.")
    return redirect("stewardship_moderation")


@may_moderate
@require_POST
def handle_report(request: HttpRequest, pk: str) -> HttpResponse:
    report = get_object_or_404(ErrorReport.objects.waiting().select_related("place"), pk=pk)
    status = request.POST.get("status", "")
    if status in ErrorReport.Status.values[1:]:
        with transaction.atomic():
            email = report.handle(request.user, status)
            notifications.answer_reporter(report, email)
        messages.success(request, "C’est noté.")
    return redirect("stewardship_moderation")


@may_moderate
@require_POST
def decide_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a draft, close for good what is said closed, or keep it open."""
    place = get_object_or_404(_not_proposed(), pk=pk)
    status = request.POST.get("status", "")
    if status in {Place.Status.PUBLISHED, Place.Status.CLOSED}:
        with transaction.atomic():
            place.set_status(status)
            _end_reports(request.user, place, status)
        done = "publié" if status == Place.Status.PUBLISHED else "fermé"
        messages.success(request, f"{place} est {done}.")
    return redirect("stewardship_moderation")


def _end_reports(user: Any, place: Place, status: str) -> None:
    """Those who said that the place is closed are answered by the decision."""
    ends = {
        Place.Status.CLOSED: ErrorReport.Status.FIXED,
        Place.Status.PUBLISHED: ErrorReport.Status.NOT_AN_ERROR,
    }
    said_closed = ErrorReport.objects.waiting().filter(
        place=place, reason=ErrorReport.Reason.CLOSED
    )
    for report in said_closed:
        email = report.handle(user, ends[Place.Status(status)])
        notifications.answer_reporter(report, email)


def _claims() -> Any:
    rows = Claim.objects.filter(status__in=OPEN)
    return rows.select_related("place__organisation", "organisation")


def _proposals() -> Any:
    rows = Proposal.objects.submitted().select_related("place", "asked_by")
    return rows.prefetch_related("place__terms")


def _new_places() -> list[tuple[NewPlace, list[Resembling]]]:
    """Each with the sheets that may already be its own."""
    rows = NewPlace.objects.submitted().select_related("place__commune", "organisation")
    shown = list(rows.prefetch_related("place__terms")[:MOST_SHOWN])
    alike = resembling([proposed.place for proposed in shown], Place.objects.published())
    return list(zip(shown, alike, strict=True))


def _not_proposed() -> PlaceQuerySet:
    """A place that a manager proposed is decided as such: who proposed it is told."""
    return Place.objects.exclude(pk__in=NewPlace.objects.open().values("place"))


def _to_close() -> Any:
    """Said closed by who holds the sheet, from the link of a reminder, and not undone since."""
    answered = Place.objects.filter(status=Place.Status.TEMPORARILY_CLOSED)
    return answered.filter(check_reminders__answer=CheckReminder.Answer.CLOSED).distinct()
