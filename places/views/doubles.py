"""« Doublons » in the CMS: compare two sheets, join them or tell them apart, part them again."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from places.doubles.comparing import compare
from places.doubles.finding import look_for_doubles
from places.doubles.merging import MergeRefusedError, decide, merge, survivor_of, undo
from places.doubles.scoring import SURE
from places.models import Double, MergeEvent

PER_PAGE = 50
may_change = permission_required("places.change_place", raise_exception=True)


@may_change
@require_safe
def double_list(request: HttpRequest) -> HttpResponse:
    pending = Double.objects.pending().select_related("first", "second")
    page = Paginator(pending, PER_PAGE).get_page(request.GET.get("p"))
    context = {"page_obj": page, "sure": SURE, "merged": MergeEvent.objects.count()}
    return render(request, "places/gestion/doubles.html", context)


@may_change
@require_safe
def double_detail(request: HttpRequest, pk: int) -> HttpResponse:
    double = get_object_or_404(Double.objects.select_related("first", "second"), pk=pk)
    kept, _other = survivor_of(double.first, double.second)
    is_open = Double.objects.pending().filter(pk=pk).exists()
    context = {"double": double, "kept": kept, "is_open": is_open}
    context["lines"] = compare(double.first, double.second)
    return render(request, "places/gestion/double.html", context)


@may_change
@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    double = get_object_or_404(Double.objects.select_related("first", "second"), pk=pk)
    kept, other = double.first, double.second
    if request.POST.get("kept") == str(other.pk):
        kept, other = other, kept
    try:
        merge(kept, other, request.user, score=double.score)
    except MergeRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("places_double", pk)
    messages.success(request, f"C’est fait : « {other} » et « {kept} » ne font plus qu’une fiche.")
    return redirect("places_doubles")


@may_change
@require_POST
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Two places: the pair is never proposed again."""
    double = get_object_or_404(Double.objects.pending().select_related("first", "second"), pk=pk)
    decide(double.first, double.second, Double.Decision.DIFFERENT, request.user)
    messages.success(request, "C’est noté : ce sont deux lieux.")
    return redirect("places_doubles")


@may_change
@require_POST
def look_again(request: HttpRequest) -> HttpResponse:
    transaction.on_commit(look_for_doubles.enqueue)
    messages.success(request, "La recherche est lancée. Revenez dans quelques minutes.")
    return redirect("places_doubles")


@may_change
@require_safe
def merge_list(request: HttpRequest) -> HttpResponse:
    events = MergeEvent.objects.select_related("survivor", "loser")
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "places/gestion/merges.html", {"page_obj": page})


@may_change
@require_POST
def undo_merge(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(MergeEvent.objects.select_related("loser"), pk=pk)
    try:
        undo(event, request.user)
    except MergeRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Séparées : « {event.loser} » a retrouvé sa fiche.")
    return redirect("places_merges")
