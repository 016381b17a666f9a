"""Read referrals: the list of one's organisation, and one of them."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from referrals.filters import SIDES, STATES, ReferralFilter
from referrals.forms import AppointmentForm, DeclineForm, OutcomeForm
from referrals.models import Referral
from referrals.pages import (
    alternatives_to,
    appointment_on_the_spot,
    departement_of,
    row_of,
    rows_of,
)
from referrals.readers import is_addressee, is_sender, referrer_for

PER_PAGE = 20
RELATED = ("place__commune", "place__organisation", "referrer_organisation", "commune")


@login_required
@permission_required("referrals.view_referral", raise_exception=True)
@require_safe
def referral_list(request: HttpRequest) -> HttpResponse:
    visible = Referral.objects.visible_to(request.user).what_waits_first()
    listed = ReferralFilter(
        request.GET,
        visible.select_related(*RELATED).prefetch_related("needs"),
        request=request,
    )
    page = Paginator(listed.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": listed,
        "page": page,
        "rows": rows_of(page, request.user),
        "states": STATES,
        "sides": SIDES if _is_on_both_sides(request.user) else {},
    }
    return render(request, "referrals/list.html", context)


def _is_on_both_sides(user: Any) -> bool:
    """Who both sends and receives chooses a side; nobody else is asked."""
    rows = Referral.objects
    return rows.received_by(user).exists() and rows.sent_by(user).exists()


@login_required
@permission_required("referrals.view_referral", raise_exception=True)
@require_safe
def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    visible = Referral.objects.visible_to(request.user).select_related(*RELATED, "referrer")
    return show(request, get_object_or_404(visible, pk=pk))


def show(request: HttpRequest, referral: Referral, **bound: Any) -> HttpResponse:
    """The page of one referral; a form that was refused comes back as it was typed."""
    row = row_of(referral, request.user, timezone.localdate())
    sends = is_sender(referral, request.user)
    context = {
        "referral": referral,
        "row": row,
        "identity": row.identity,
        "sends": sends,
        "answers": is_addressee(referral, request.user),
        "referrer_name": referrer_for(referral, request.user),
        "steps": referral.steps_for(request.user),
        "appointment": appointment_on_the_spot(referral),
        "alternatives": alternatives_to(referral) if sends and row.looks_elsewhere else [],
        "decline_form": DeclineForm(),
        "outcome_form": OutcomeForm(),
        "appointment_form": AppointmentForm(departement=departement_of(referral)),
    }
    has_errors = any(form.is_bound for form in bound.values())
    return render(
        request, "referrals/detail.html", context | bound, status=422 if has_errors else 200
    )
