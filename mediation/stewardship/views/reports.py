"""« Signaler une erreur » on a sheet: no account, no cookie, no script."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mediation.stewardship import notifications
from mediation.stewardship.forms import ErrorReportForm
from mediation.stewardship.models import ErrorReport
from mediation.stewardship.models.reports import ENOUGH_REPORTERS
from places.models import Place
from places.views.sheets import joined_or_404
from referrals.attempts import address_key, is_too_often

TRIES, WINDOW_SECONDS = 5, 3600
TOO_MANY = 429


# Nobody is signed in here and nothing is done in anybody's name: there is no request to forge, and
# no cookie to leave with the person.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    place = _place_at(slug)
    form = ErrorReportForm(request.POST if request.method == "POST" else None)
    context = {"place": place, "form": form}
    # A robot is thanked as anybody, and nothing is kept.
    if form.is_bound and form.is_from_a_robot:
        return render(request, "stewardship/reported.html", context)
    if not form.is_valid():
        return render(request, "stewardship/report.html", context)
    if is_too_often(request, "report", TRIES, WINDOW_SECONDS):
        form.add_error(None, gettext("Trop de signalements à la suite. Attendez une heure."))
        return render(request, "stewardship/report.html", context, status=TOO_MANY)
    _keep(place, form.cleaned_data, address_key(request))
    return render(request, "stewardship/reported.html", context)


def _place_at(slug: str) -> Place:
    """The place of an address, or the one whose sheet it was joined to, maybe since it was read."""
    places = Place.objects.published().select_related("organisation")
    found = places.filter(slug=slug).first()
    return found or get_object_or_404(places, pk=joined_or_404(slug).pk)


@transaction.atomic
def _keep(place: Place, said: dict[str, object], reporter: str) -> None:
    """Write the report once, and tell who can act on it, without a message for each."""
    row, is_new = ErrorReport.objects.get_or_create(
        pk=said["start"],
        defaults={
            "place": place,
            "reason": said["reason"],
            "text": said["text"],
            "email": said["email"],
            "reporter": reporter,
        },
    )
    if not is_new:
        return
    waiting = ErrorReport.objects.waiting().filter(place=place)
    if waiting.count() == 1:
        notifications.tell_report(row)
    if place.organisation_id and _is_now_suspected(row):
        notifications.tell_moderators("Plusieurs personnes disent qu’un lieu est fermé.")


def _is_now_suspected(row: ErrorReport) -> bool:
    """Whether this report is the one that makes enough different people."""
    if row.reason != ErrorReport.Reason.CLOSED:
        return False
    people = ErrorReport.objects.waiting().filter(place=row.place, reason=row.reason)
    others = people.exclude(pk=row.pk).order_by().values("reporter").distinct().count()
    every = people.order_by().values("reporter").distinct().count()
    return others < ENOUGH_REPORTERS <= every
