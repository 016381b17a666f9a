"""« Nos lieux »: the places of one's organisation, and the gestures that keep them right."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from mediation.accounts.guards import member_may
from mediation.stewardship import notifications
from mediation.stewardship.forms import AvailabilityForm, ClosedForm
from mediation.stewardship.lines import lines_of
from mediation.stewardship.models import Claim, ErrorReport, NewPlace
from places.french import of
from places.models import Place

View = Callable[..., HttpResponse]
PER_PAGE = 20


def of_mine(view: View) -> View:
    """Guard a page about one place: signed in, allowed to, and held by one's organisation."""

    @login_required
    @member_may("places.change_place")
    @wraps(view)
    def wrapper(request: HttpRequest, slug: str) -> HttpResponse:
        managed = Place.objects.managed_by(request.user).select_related("commune")
        return view(request, get_object_or_404(managed, slug=slug))

    return wrapper


@login_required
@member_may("places.change_place")
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    lines = lines_of(request.user.organisation, timezone.localdate())
    reports = ErrorReport.objects.visible_to(request.user).waiting().select_related("place")
    claims = Claim.objects.visible_to(request.user).open().select_related("place")
    new_places = NewPlace.objects.visible_to(request.user).open()
    context = {
        "page": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "reports": reports,
        "claims": claims,
        "new_places": new_places.select_related("place", "double_of"),
        "report_statuses": ErrorReport.Status.choices[1:],
    }
    return render(request, "stewardship/places.html", context)


@of_mine
@require_POST
def confirm(request: HttpRequest, place: Place) -> HttpResponse:
    place.confirm(timezone.localdate())
    messages.success(request, f"C’est noté : la fiche {of(place.name)} est à jour.")
    return back(request)


@of_mine
@require_POST
def availability(request: HttpRequest, place: Place) -> HttpResponse:
    form = AvailabilityForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Ce choix n’existe pas. Rien n’a changé.")
        return back(request)
    with transaction.atomic():
        place.accepts_referrals = form.cleaned_data["accepts_referrals"]
        place.save(update_fields=["accepts_referrals", "changed_at"])
        place.say_availability(form.cleaned_data["next_availability"], timezone.localdate())
    messages.success(request, f"C’est noté pour {place}.")
    return back(request)


@of_mine
def close(request: HttpRequest, place: Place) -> HttpResponse:
    form = ClosedForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "stewardship/close.html", {"place": place, "form": form})
    is_for_good = form.cleaned_data["how_long"] == ClosedForm.FOR_GOOD
    place.set_status(Place.Status.CLOSED if is_for_good else Place.Status.TEMPORARILY_CLOSED)
    messages.success(request, f"C’est noté : {place} est fermé. Vous pouvez le rouvrir ici.")
    return redirect("stewardship:places")


@of_mine
@require_POST
def reopen(request: HttpRequest, place: Place) -> HttpResponse:
    if place.status in {Place.Status.CLOSED, Place.Status.TEMPORARILY_CLOSED}:
        with transaction.atomic():
            place.set_status(Place.Status.PUBLISHED)
            place.confirm(timezone.localdate())
        messages.success(request, f"{place} est de nouveau ouvert.")
    return redirect("stewardship:places")


@login_required
@member_may("places.change_place")
@require_POST
def handle_report(request: HttpRequest, pk: str) -> HttpResponse:
    report = get_object_or_404(ErrorReport.objects.visible_to(request.user), pk=pk)
    status = request.POST.get("status", "")
    if status not in ErrorReport.Status.values[1:]:
        messages.error(request, "Dites ce qu’il en est : corrigé, pas une erreur, déjà signalé.")
        return redirect("stewardship:places")
    with transaction.atomic():
        email = report.handle(request.user, status)
        notifications.answer_reporter(report, email)
    messages.success(request, "C’est noté.")
    return redirect("stewardship:places")


def back(request: HttpRequest) -> HttpResponse:
    """Where the gesture was made, when it is a page of ours."""
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return redirect(page if is_ours and page.startswith("/pro/") else "stewardship:places")
