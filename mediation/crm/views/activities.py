"""Reports of activities: the list, one, and the two one-page forms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mediation.accounts.guards import member_may
from mediation.crm.calendar import local_day
from mediation.crm.filters import ActivityFilter
from mediation.crm.forms.activities import ReportForm
from mediation.crm.forms.individual import IndividualForm
from mediation.crm.forms.people import as_uuid
from mediation.crm.forms.workshops import WorkshopForm
from mediation.crm.models import Activity, Beneficiary
from referrals.kept_forms import keeps_form

PAGE = 25
FORMS = {Activity.Kind.INDIVIDUAL: IndividualForm, Activity.Kind.WORKSHOP: WorkshopForm}
TEMPLATES = {
    Activity.Kind.INDIVIDUAL: "crm/activity_form.html",
    Activity.Kind.WORKSHOP: "crm/workshop_form.html",
}
CLOSED = (
    "Les chiffres de ce mois sont arrêtés depuis le 10 : cette activité ne peut plus être modifiée."
)


@login_required
@member_may("crm.view_activity")
def activities(request: HttpRequest) -> HttpResponse:
    """One's own reports, and the team's to read."""
    today = _today(request.user)
    rows = Activity.objects.visible_to(request.user).with_attendance_count()
    rows = rows.select_related("mediator", "place", "commune").prefetch_related("topics")
    filters = ActivityFilter(request.GET, queryset=rows, user=request.user, today=today)
    shown = filters.qs if filters.is_valid() else rows
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {"filter": filters, "page": page, "total": shown.attendance_count()}
    return render(request, "crm/activities.html", context)


@login_required
@member_may("crm.view_activity")
def activity(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Activity.objects.visible_to(request.user).with_attendance_count()
    related = ("mediator", "place", "commune", "redirection", "redirection_place", "referral")
    report = get_object_or_404(rows.select_related(*related, "organisation__commune"), pk=pk)
    people = report.attendances.select_related("beneficiary", "commune")
    context = {
        "activity": report,
        "attendances": people,
        "is_editable": report.is_editable_by(request.user),
    }
    return render(request, "crm/activity.html", context)


@keeps_form
@member_may("crm.add_activity")
def add_activity(request: HttpRequest) -> HttpResponse:
    return _add(request, IndividualForm, _person_of(request))


@keeps_form
@member_may("crm.add_activity")
def add_workshop(request: HttpRequest) -> HttpResponse:
    return _add(request, WorkshopForm, {})


@keeps_form
@member_may("crm.change_activity")
def change_activity(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = get_object_or_404(Activity.objects.editable_by(request.user), pk=pk)
    if report.is_closed:
        messages.error(request, CLOSED)
        return redirect(report)
    data = _typed(request)
    form = FORMS[report.kind](data, user=request.user, instance=report)
    if request.method != "POST" or form.is_searching or not form.is_valid():
        return _show(request, form)
    form.save()
    messages.success(request, "L’activité est à jour.")
    return redirect(report)


@login_required
@member_may("crm.delete_activity")
def delete_activity(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = get_object_or_404(Activity.objects.editable_by(request.user), pk=pk)
    if report.is_closed:
        messages.error(request, CLOSED)
        return redirect(report)
    if request.method != "POST":
        return render(request, "crm/activity_delete.html", {"activity": report})
    report.delete()
    messages.success(request, "L’activité est supprimée.")
    return redirect("crm:activities")


def _today(user: Any) -> Any:
    commune = user.organisation.commune
    return local_day(timezone.now(), commune.departement_id if commune else None)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else request.kept_form


def _person_of(request: HttpRequest) -> dict[str, Any]:
    """Whoever the link was for: « Noter une activité » on a file."""
    key = request.GET.get("beneficiaire")
    if not key:
        return {}
    people = Beneficiary.objects.visible_to(request.user)
    return {"person": get_object_or_404(people, pk=as_uuid(key)).pk}


def _add(request: HttpRequest, form_class: type, initial: dict[str, Any]) -> HttpResponse:
    data = _typed(request)
    known = _already_sent(request)
    if known:
        return redirect(known)
    form = form_class(data, user=request.user, initial=initial)
    if request.method != "POST" or form.is_searching or not form.is_valid():
        return _show(request, form)
    try:
        report = form.save()
    except IntegrityError:
        # The same report arrived at the same moment: the first one in is the answer.
        report = get_object_or_404(Activity.objects.editable_by(request.user), pk=form.instance.pk)
    messages.success(request, "L’activité est enregistrée.")
    return redirect(report)


def _already_sent(request: HttpRequest) -> Activity | None:
    """The report that this form made when it was sent before; somebody else's is a 404."""
    key = as_uuid(request.POST.get("id", ""))
    if not key or not Activity.objects.filter(pk=key).exists():
        return None
    return get_object_or_404(Activity.objects.editable_by(request.user), pk=key)


def _show(request: HttpRequest, form: ReportForm) -> HttpResponse:
    context = {"form": form}
    return render(request, TEMPLATES[form.instance.kind], context)
