"""« Demander à la structure » in the CMS: whoever holds a sheet says whether the place exists."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mediation.stewardship.models import CheckReminder
from mediation.stewardship.notifications import absolute, ask_whether_open
from mediation.stewardship.stewards import stewards_of
from places.models.records import maybe_closed


@permission_required("places.change_place", raise_exception=True)
@require_POST
@transaction.atomic
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the link that confirms the sheet, or says the place is closed; once a day at most."""
    place = get_object_or_404(maybe_closed(), pk=pk)
    people = stewards_of(place.organisation)
    if not people:
        messages.error(request, "Personne à qui écrire : aucune structure ne tient cette fiche.")
        return redirect("places_maybe_closed")
    reminder, is_new = place.check_reminders.get_or_create(
        organisation=place.organisation,
        kind=CheckReminder.Kind.ASKED,
        counted_from=timezone.localdate(),
    )
    if is_new:
        link = absolute(reverse("upkeep:confirm", args=[reminder.issue_link()]))
        ask_whether_open(people, place, link)
        place.records.missing().update(asked_at=timezone.now())
    messages.success(request, f"La question est partie. « {place} » attend la réponse.")
    return redirect("places_maybe_closed")
