"""The sheet of a place, changed on one page, without losing what anybody wrote."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mediation.accounts.guards import member_may
from mediation.stewardship import notifications
from mediation.stewardship.forms import ClosingFormSet, SheetForm
from mediation.stewardship.models import NewPlace
from places.models import Place
from places.models.places import PlaceQuerySet
from referrals.kept_forms import keeps_form

BY_MANAGER = "manager"
CONFLICT = 409


@keeps_form
@member_may("places.change_place")
def change(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method != "POST":
        place = get_object_or_404(_writable(request.user), slug=slug)
        return _show(request, *_forms(request.kept_form, place))
    with transaction.atomic():
        place = get_object_or_404(_writable(request.user).select_for_update(), slug=slug)
        form, closings = _forms(request.POST, place)
        # Both are read, so that every error is told at once.
        if not all([form.is_valid(), closings.is_valid()]):
            return _show(request, form, closings)
        both, theirs = form.differences()
        if both or theirs:
            return _show_both(request, form, both, theirs)
        form.write(BY_MANAGER)
        closings.save()
        said = _say_again(NewPlace.objects.open().filter(place=place).first())
    messages.success(request, said)
    return redirect("stewardship:places")


def _writable(user: Any) -> PlaceQuerySet:
    """What one's organisation holds, and the drafts that it proposed."""
    held = Place.objects.managed_by(user).values("pk")
    proposed = NewPlace.objects.visible_to(user).open().values("place")
    return Place.objects.filter(Q(pk__in=held) | Q(pk__in=proposed))


def _say_again(proposed: NewPlace | None) -> str:
    """A draft that was sent back waits for a moderator again."""
    if proposed is None:
        return "La fiche est à jour. Merci."
    if proposed.submit_again():
        notifications.tell_moderators("Un lieu proposé a été corrigé.")
    return "Votre lieu est soumis à l’équipe du site. Vous recevrez sa réponse par e-mail."


def _forms(data: Any, place: Place) -> tuple[SheetForm, Any]:
    return SheetForm(data, instance=place), ClosingFormSet(data, instance=place, prefix="closings")


def _show_both(
    request: HttpRequest, form: SheetForm, both: list[Any], theirs: list[str]
) -> HttpResponse:
    """Somebody wrote meanwhile: what was typed stays, what they alone changed is taken in."""
    place = Place.objects.get(pk=form.instance.pk)
    fresh, closings = _forms(form.fresh_data(theirs), place)
    context = {
        "differences": both,
        "taken": [form.fields[name].label for name in theirs],
    }
    return _show(request, fresh, closings, status=CONFLICT, **context)


def _show(
    request: HttpRequest, form: SheetForm, closings: Any, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {"form": form, "closings": closings, "place": form.instance}
    proposed = NewPlace.objects.open().filter(place=form.instance)
    context["proposed"] = proposed.select_related("double_of").first()
    return render(request, "stewardship/change.html", context, status=status)
