"""« Proposer un lieu »: what the directory does not have yet, written once, read by a moderator."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mediation.accounts.guards import member_may
from mediation.stewardship import notifications
from mediation.stewardship.forms import ClosingFormSet, NewPlaceDecisionForm, NewPlaceForm
from mediation.stewardship.models import NewPlace
from mediation.stewardship.resembling import resembling, seen_or_proposed_by
from mediation.stewardship.views.moderation import may_moderate
from places.models import Place
from referrals.attempts import is_too_often
from referrals.kept_forms import keeps_form

TRIES, WINDOW_SECONDS = 20, 3600
WAITING = "Votre lieu est soumis à l’équipe du site. Vous recevrez sa réponse par e-mail."


@keeps_form
@member_may("places.change_place")
def propose(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, *_forms(request.kept_form))
    form, closings = _forms(request.POST)
    # Both are read, so that every error is told at once.
    if not all([form.is_valid(), closings.is_valid()]):
        return _show(request, form, closings)
    (found,) = resembling([form.instance], seen_or_proposed_by(request.user.organisation))
    # After the search: what it found may be what the same form, sent twice, has just written.
    if not _is_sent(request.user, form):
        if found and not form.cleaned_data["is_other"]:
            return _show(request, form, closings, found)
        if is_too_often(request, "new_place", TRIES, WINDOW_SECONDS):
            messages.error(request, "Trop de demandes à la suite. Attendez une heure.")
            return _show(request, form, closings, found)
        _add_once(request.user, form, closings)
    messages.success(request, WAITING)
    return redirect("stewardship:places")


@may_moderate
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    form = NewPlaceDecisionForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, "Écrivez ce qu’il faut modifier, ou choisissez la fiche qui existe."
        )
        return redirect("stewardship_moderation")
    with transaction.atomic():
        rows = NewPlace.objects.submitted().select_related("place", "organisation")
        proposed = get_object_or_404(rows, pk=pk)
        if proposed.decide(request.user, **form.cleaned_data):
            notifications.tell_proposer(proposed)
    is_returned = proposed.is_returned
    done = "La structure est prévenue" if is_returned else f"{proposed} est publié"
    messages.success(request, f"{done}.")
    return redirect("stewardship_moderation")


def _is_sent(user: Any, form: NewPlaceForm) -> bool:
    key = form.cleaned_data["key"]
    return NewPlace.objects.filter(organisation=user.organisation, key=key).exists()


def _add_once(user: Any, form: NewPlaceForm, closings: Any) -> None:
    try:
        _add(user, form, closings)
    except IntegrityError:
        # The same form, sent at the same time, came first.
        if not _is_sent(user, form):
            raise


@transaction.atomic
def _add(user: Any, form: NewPlaceForm, closings: Any) -> None:
    place = form.add()
    closings.instance = place
    closings.save()
    NewPlace.objects.create(
        place=place,
        organisation=user.organisation,
        asked_by=user,
        key=form.cleaned_data["key"],
    )
    notifications.tell_moderators("Un nouveau lieu est proposé.")


def _forms(data: Any) -> tuple[NewPlaceForm, Any]:
    # The form fills this place in: each needs its own.
    return NewPlaceForm(data, instance=Place()), ClosingFormSet(
        data, instance=Place(), prefix="closings"
    )


def _show(request: HttpRequest, form: NewPlaceForm, closings: Any, found: Any = ()) -> HttpResponse:
    context = {"form": form, "closings": closings, "found": found}
    return render(request, "stewardship/propose.html", context)
