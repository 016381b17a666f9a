"""Send a referral, take it back, and print what the person carries away."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from places.models import Place, Term
from places.qr import qr_code
from referrals.fields import without_nul
from referrals.forms import ReferralForm
from referrals.kept_forms import keeps_form
from referrals.models import Referral
from referrals.views.answers import explains_refusals

COPIED = (
    "first_name",
    "last_name",
    "phone",
    "email",
    "contact_preference",
    "is_discreet",
    "age_band",
    "slot",
    "deadline_on",
    "digital_level",
)


@keeps_form
@permission_required("referrals.send_referral", raise_exception=True)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    if request.user.organisation is None:
        raise PermissionDenied
    typed = request.POST if request.method == "POST" else request.kept_form
    form = ReferralForm(typed, initial={} if typed else _initial(request))
    if request.method == "POST":
        if "find" in request.POST:
            form.keep_only_search_errors()
        elif form.is_valid():
            referral = form.save(request.user)
            messages.success(
                request, f"Orientation envoyée à {referral.place}. Sa référence : {referral}."
            )
            return redirect(referral)
    return render(request, "referrals/form.html", {"form": form})


def _initial(request: HttpRequest) -> dict[str, Any]:
    """What is known before typing: the place chosen, the desk's commune, the person sent before."""
    commune = request.user.organisation.commune
    initial: dict[str, Any] = {"place": request.GET.get("lieu"), "commune": commune or ""}
    before = _sent_before(request)
    if before is not None:
        initial |= {name: getattr(before, name) for name in COPIED}
        initial |= {
            "commune": before.commune or "",
            "services": _codes(before, Term.Vocabulary.SERVICE),
            "topics": _codes(before, Term.Vocabulary.TOPIC),
        }
    return initial


def _codes(referral: Referral, vocabulary: str) -> list[str]:
    return [term.code for term in referral.needs.all() if term.vocabulary == vocabulary]


def _sent_before(request: HttpRequest) -> Referral | None:
    """The referral whose person is sent elsewhere, if one's organisation sent it."""
    try:
        key = uuid.UUID(request.GET.get("reprise", ""))
    except ValueError:
        return None
    sent = Referral.objects.sent_by(request.user).filter(identity_erased_at=None)
    return sent.filter(pk=key).select_related("commune").first()


def _sent_by_us(request: HttpRequest, pk: uuid.UUID) -> Referral:
    sent = Referral.objects.sent_by(request.user)
    return get_object_or_404(sent.select_related("place__organisation", "place__commune"), pk=pk)


@login_required
@permission_required("referrals.send_referral", raise_exception=True)
@require_POST
@explains_refusals
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    referral = _sent_by_us(request, pk)
    referral.withdraw(request.user)
    messages.success(request, "Orientation retirée. Le lieu ne voit plus la personne.")
    return redirect(referral)


@login_required
@permission_required("referrals.send_referral", raise_exception=True)
@require_POST
def withdraw_agreement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    referral = _sent_by_us(request, pk)
    referral.withdraw_agreement(request.user)
    messages.success(request, "Accord retiré. Le nom et les coordonnées sont effacés.")
    return redirect(referral)


@login_required
@permission_required("referrals.send_referral", raise_exception=True)
@require_POST
def ticket(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Print a ticket: its secret is made now and shown only here."""
    referral = _sent_by_us(request, pk)
    if referral.identity_erased_at:
        raise Http404
    link = settings.BASE_URL + reverse("tickets:follow", args=[referral.issue_ticket()])
    context = {"referral": referral, "place": referral.place, "link": link}
    return render(request, "referrals/ticket.html", context | {"qr_code": qr_code(link)})


@login_required
@permission_required("referrals.send_referral", raise_exception=True)
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """What can be handed over without any agreement: the place and the need, nobody's name."""
    places = Place.objects.published().select_related("commune")
    place = get_object_or_404(places, slug=without_nul(request.GET.get("lieu")))
    needs = Term.objects.filter(
        vocabulary=Term.Vocabulary.SERVICE, code__in=map(without_nul, request.GET.getlist("besoin"))
    )
    hours = place.hours_said_on(timezone.localdate())
    context = {"place": place, "needs": needs.order_by("rank"), "hours": hours}
    return render(request, "referrals/sheet.html", context)
