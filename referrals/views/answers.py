"""Answer a referral: each button is one POST, and one method of the model."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from referrals.forms import AppointmentForm, DeclineForm, OutcomeForm
from referrals.journey import TransitionRefused
from referrals.models import Referral
from referrals.pages import departement_of
from referrals.readers import step_of
from referrals.views.lists import RELATED, show

View = Callable[..., HttpResponse]


def explains_refusals(view: View) -> View:
    """Somebody was quicker: say who and what, with 409, and nothing of the person."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TransitionRefused as refusal:
            event = refusal.event
            step = step_of(event, refusal.referral, request.user) if event else None
            visible = Referral.objects.visible_to(request.user)
            context = {
                "refusal": refusal,
                "step": step,
                "is_visible": visible.filter(pk=refusal.referral.pk).exists(),
            }
            return render(request, "referrals/refused.html", context, status=409)

    return wrapper


def answer(view: View) -> View:
    """Guard an answer: signed in, allowed to, by POST, and addressed to one's organisation."""

    @login_required
    @permission_required("referrals.answer_referral", raise_exception=True)
    @require_POST
    @explains_refusals
    @wraps(view)
    def wrapper(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        # Those that a colleague has just declined are still found, to be told so.
        addressed = Referral.objects.addressed_to(request.user)
        return view(request, get_object_or_404(addressed.select_related(*RELATED), pk=pk))

    return wrapper


def still_visible(request: HttpRequest, referral: Referral) -> Referral:
    """For a form that comes back with its errors: the whole page, if it may still be read."""
    visible = Referral.objects.visible_to(request.user).select_related(*RELATED, "referrer")
    found = visible.filter(pk=referral.pk).first()
    if found is None:
        raise TransitionRefused(referral, referral.events.select_related("actor").last())
    return found


@answer
def seen(request: HttpRequest, referral: Referral) -> HttpResponse:
    referral.mark_seen(request.user)
    if request.headers.get("HX-Request"):
        return render(request, "referrals/_seen.html")
    return redirect(referral)


@answer
def accept(request: HttpRequest, referral: Referral) -> HttpResponse:
    referral.accept(request.user)
    messages.success(request, "Orientation acceptée. Vous pouvez maintenant joindre la personne.")
    return redirect(referral)


@answer
def decline(request: HttpRequest, referral: Referral) -> HttpResponse:
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return show(request, still_visible(request, referral), decline_form=form)
    referral.decline(request.user, form.cleaned_data["reason"])
    messages.success(request, "Refus envoyé. Vous ne voyez plus cette personne.")
    return redirect("referrals:list")


@answer
def not_ours(request: HttpRequest, referral: Referral) -> HttpResponse:
    referral.not_ours(request.user)
    messages.success(
        request, "Orientation rendue. L’orienteur voit les lieux proches qui peuvent aider."
    )
    return redirect("referrals:list")


@answer
def appointment(request: HttpRequest, referral: Referral) -> HttpResponse:
    form = AppointmentForm(request.POST, departement=departement_of(referral))
    if not form.is_valid():
        return show(request, still_visible(request, referral), appointment_form=form)
    referral.set_appointment(request.user, form.cleaned_data["at"])
    messages.success(request, "Rendez-vous noté. L’orienteur est prévenu.")
    return redirect(referral)


@answer
def close(request: HttpRequest, referral: Referral) -> HttpResponse:
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return show(request, still_visible(request, referral), outcome_form=form)
    referral.close(request.user, form.cleaned_data["outcome"])
    messages.success(request, "Suite notée. L’orienteur est prévenu.")
    return redirect(referral)
