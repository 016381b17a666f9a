"""« C’est notre lieu »: find the place, then prove it, or ask a moderator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from mediation.accounts.guards import member_may
from mediation.stewardship import notifications
from mediation.stewardship.domains import domain_of
from mediation.stewardship.forms import ClaimForm
from mediation.stewardship.models import Claim
from places.french import of
from places.models import Place
from places.models.places import PlaceQuerySet
from places.name_matching import named, words_of
from places.views.sheets import joined_or_404
from referrals.attempts import is_too_often
from referrals.fields import without_nul

MOST_FOUND, MOST_WORDS = 20, 6
TRIES, WINDOW_SECONDS = 20, 3600


@login_required
@member_may("places.change_place")
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    typed = without_nul(request.GET.get("q"))[:100].strip()
    words = words_of(typed)[:MOST_WORDS]
    found = _named(words).exclude(organisation=request.user.organisation) if words else []
    context = {"typed": typed, "found": found[:MOST_FOUND]}
    return render(request, "stewardship/find.html", context)


@login_required
@member_may("places.change_place")
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.objects.published().select_related("commune").filter(slug=slug).first()
    if place is None:
        return _elsewhere(request, slug)
    if place.organisation_id == request.user.organisation_id:
        messages.info(request, f"Votre structure tient déjà la fiche {of(place.name)}.")
        return redirect("stewardship:places")
    is_disputed = place.organisation_id is not None
    data = request.POST if request.method == "POST" else None
    form = ClaimForm(data, place=place, is_disputed=is_disputed)
    if request.method != "POST" or not form.is_valid():
        context = {"place": place, "form": form, "is_disputed": is_disputed}
        return render(request, "stewardship/claim.html", context)
    if is_too_often(request, "claim", TRIES, WINDOW_SECONDS):
        messages.error(request, "Trop de demandes à la suite. Attendez une heure.")
        return redirect("stewardship:places")
    messages.success(request, _ask(request, place, form))
    return redirect("stewardship:places")


def _elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """Of a sheet closed since its link was given: the one that it was joined to, or a word."""
    closed = get_object_or_404(Place, slug=slug, status=Place.Status.CLOSED)
    if closed.merged_into_id:
        return redirect("stewardship:claim", joined_or_404(slug).slug)
    words = "est fermée\u00a0: elle ne peut plus être demandée."
    messages.info(request, f"La fiche «\u202f{closed.name}\u202f» {words}")
    return redirect("stewardship:places")


@transaction.atomic
def _ask(request: HttpRequest, place: Place, form: ClaimForm) -> str:
    """Start the claim, or send it on its way again; say what happens next, once or twice."""
    claim = Claim.objects.ask(place, request.user, form.cleaned_data["key"])
    address = form.address
    if address:
        if claim:
            token = claim.issue_link(domain_of(address))
            notifications.send_proof(claim, address, token)
        return f"Un lien est parti à {address}. Il sert pendant trois jours."
    if claim and claim.submit():
        notifications.tell_moderators("Une demande de rattachement est soumise.")
    return "Votre demande est soumise à l’équipe du site. Vous recevrez sa réponse par e-mail."


def _named(words: list[str]) -> PlaceQuerySet:
    """Published places whose name, commune or postal code hold every word, accents or not."""
    places = Place.objects.published().order_by("name", "pk")
    for word in words:
        places = places.filter(named(word) | Q(postal_code__startswith=word))
    return places
