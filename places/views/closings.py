"""« À fermer ? » in the CMS: places that their source no longer lists; and sources' own values."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from places.corrections import withdraw
from places.models import Place
from places.models.records import maybe_closed

PER_PAGE = 50
may_change = permission_required("places.change_place", raise_exception=True)


@may_change
@require_safe
def maybe_closed_list(request: HttpRequest) -> HttpResponse:
    places = maybe_closed().select_related("organisation")
    places = places.annotate(missing_since=Max("records__missing_since"))
    places = places.annotate(asked_at=Max("records__asked_at"))
    page = Paginator(places, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "places/gestion/maybe_closed.html", {"page_obj": page})


@may_change
@require_POST
@transaction.atomic
def decide_closing(request: HttpRequest, pk: int) -> HttpResponse:
    place = get_object_or_404(maybe_closed(), pk=pk)
    if request.POST.get("decision") == "close":
        Place.objects.filter(pk=pk).update(status=Place.Status.CLOSED)
        messages.success(request, f"« {place} » est fermé. Sa fiche n’est plus publiée.")
    else:
        place.records.missing().update(kept_at=timezone.now())
        messages.success(request, f"« {place} » reste publié.")
    return redirect("places_maybe_closed")


@may_change
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """« Reprendre la valeur de la source »: a correction is withdrawn, one field at a time."""
    place = get_object_or_404(Place, pk=pk)
    withdraw(place, request.POST.get("given_back", ""))
    messages.success(request, "La valeur de la source est revenue.")
    return redirect("wagtailsnippets_places_place:edit", pk)
