"""Pages opened from an e-mail, without an account: reading writes nothing, one button acts."""

from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mediation.stewardship import notifications
from mediation.stewardship.models import CheckReminder, Claim
from places.models import Place

View = Callable[..., HttpResponse]
Act = Callable[[Place], None]
UP_TO_DATE, CLOSED = CheckReminder.Answer.UP_TO_DATE, CheckReminder.Answer.CLOSED
GONE = 410


def by_secret(view: View) -> View:
    """The secret in the address is what allows the act, no cookie does: nothing can be forged.

    (Under « no-referrer » a browser sends no origin, and the usual check would refuse the person.)
    """

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def wrapper(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapper


@by_secret
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """« Tout est à jour », from a reminder."""
    return _answer(request, token, "stewardship/confirm.html", UP_TO_DATE, _confirm)


@by_secret
def closed(request: HttpRequest, token: str) -> HttpResponse:
    """« Ce lieu est fermé », from a reminder: the public is told at once, a moderator ends it."""
    return _answer(request, token, "stewardship/closed.html", CLOSED, _say_closed)


@by_secret
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """« Oui, cette structure tient notre fiche », from the mailbox of a place."""
    rows = Claim.objects.proved_by(token, timezone.now())
    claim = rows.select_related("place", "organisation").first()
    if claim is None:
        return _gone(request)
    context = {"claim": claim, "token": token}
    if request.method == "POST":
        with transaction.atomic():
            if not claim.spend_link():
                return _gone(request)
            context["is_done"] = claim.prove()
            if context["is_done"]:
                notifications.tell_decision(claim)
            else:
                notifications.tell_moderators("Deux structures demandent la même fiche.")
    return render(request, "stewardship/prove.html", context)


def _answer(request: HttpRequest, token: str, template: str, answer: str, act: Act) -> HttpResponse:
    """Ask, then do what the button says: once, and only for who still holds the sheet."""
    reminder = _reminder(token)
    if reminder is None or reminder.answered_at:
        return _gone(request, reminder)
    if request.method == "POST":
        with transaction.atomic():
            if not reminder.note(answer):
                return _gone(request, _reminder(token))
            act(reminder.place)
    return _show(request, template, reminder.place, token)


def _confirm(place: Place) -> None:
    place.confirm(timezone.localdate())


def _say_closed(place: Place) -> None:
    if place.status == Place.Status.PUBLISHED:
        place.set_status(Place.Status.TEMPORARILY_CLOSED)
        notifications.tell_moderators("Un lieu est dit fermé par qui le tient.")


def _reminder(token: str) -> CheckReminder | None:
    reminders = CheckReminder.objects.answering(token, timezone.now())
    return reminders.select_related("place__commune").first()


def _show(request: HttpRequest, template: str, place: Place, token: str) -> HttpResponse:
    context = {
        "place": place,
        "token": token,
        "is_done": request.method == "POST",
        "is_closed": place.status == Place.Status.TEMPORARILY_CLOSED,
        "hours": place.hours_said_on(timezone.localdate()),
    }
    return render(request, template, context)


def _gone(request: HttpRequest, answered: CheckReminder | None = None) -> HttpResponse:
    """Say what was answered, to who may know; else only that the link is of no use."""
    return render(request, "stewardship/gone.html", {"answered": answered}, status=GONE)
