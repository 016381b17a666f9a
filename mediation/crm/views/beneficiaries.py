"""The files of the people followed: list, search, create, change, erase, hand a copy."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mediation.accounts.guards import member_may
from mediation.crm import retention
from mediation.crm.access_copy import access_copy
from mediation.crm.forms.beneficiaries import BeneficiaryForm, SearchForm
from mediation.crm.forms.people import as_uuid
from mediation.crm.models import Activity, Beneficiary, FileAccess
from mediation.crm.people_search import find_people
from referrals.kept_forms import keeps_form
from referrals.models import Referral

PAGE = 25
ACCESSES_SHOWN = 10
ACTIVITIES_SHOWN = 20
ERASED = "Le nom de cette personne a été effacé : créez un dossier si elle revient."


def open_file(request: HttpRequest, pk: UUID, action: str = FileAccess.Action.READ) -> Beneficiary:
    """Fetch a file that the person may see, and log that it was opened.

    The one write a GET makes: the log of who read whose file is asked by law, and an audit line
    changes nothing of what is read. No log, no reading: both are in one transaction.
    """
    people = Beneficiary.objects.visible_to(request.user).select_related(
        "organisation__commune", "commune", "referral"
    )
    with transaction.atomic():
        person = get_object_or_404(people, pk=pk)
        person.log(request.user, action)
    return person


@login_required
@member_may("crm.view_beneficiary")
def beneficiaries(request: HttpRequest) -> HttpResponse:
    """The list, masked. A search is a POST that answers at once: a name is never in an address."""
    people = Beneficiary.objects.visible_to(request.user).select_related(
        "commune", "organisation__commune"
    )
    form = SearchForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["q"]
        keys = [person.pk for person in find_people(people, text)]
        found = people.filter(pk__in=keys).with_attendance_count()
    page = Paginator(people.with_attendance_count(), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "found": found}
    return render(request, "crm/beneficiaries.html", context)


@login_required
@member_may("crm.view_beneficiary")
def beneficiary(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = open_file(request, pk)
    activities = Activity.objects.filter(attendances__beneficiary=person)
    activities = activities.select_related("mediator").prefetch_related("topics")
    context = {
        "person": person,
        "activities": activities[:ACTIVITIES_SHOWN],
        "accesses": person.accesses.select_related("actor")[:ACCESSES_SHOWN],
        "retention_months": settings.RETENTION_MONTHS,
    }
    return render(request, "crm/beneficiary.html", context)


@keeps_form
@member_may("crm.add_beneficiary")
def add_beneficiary(request: HttpRequest) -> HttpResponse:
    form = BeneficiaryForm(_typed(request), user=request.user)
    if request.method != "POST" or not form.is_valid():
        return _show_form(request, form)
    return _create(request, form)


@require_POST
@login_required
@member_may("crm.add_beneficiary")
def start_support(request: HttpRequest, referral_pk: UUID) -> HttpResponse:
    """Open the file of the person whom an accepted referral brought: twice is once."""
    referral = get_object_or_404(Referral.objects.received_by(request.user), pk=referral_pk)
    known = Beneficiary.objects.visible_to(request.user).filter(referral=referral).first()
    if known:
        return redirect(known)
    if referral.identity_erased_at or not referral.identity_for(request.user).is_whole:
        is_too_late = referral.identity_erased_at is not None
        messages.error(request, ERASED if is_too_late else "Acceptez d’abord l’orientation.")
        return redirect(referral)
    person = Beneficiary.from_referral(referral, request.user.organisation)
    same = Beneficiary.objects.visible_to(request.user).resembling(person)
    if request.POST.get("same"):
        chosen = get_object_or_404(same, pk=as_uuid(request.POST["same"]))
        chosen.follow(referral, request.user)
        messages.success(request, "L’orientation est reliée à ce dossier.")
        return redirect(chosen)
    if "confirmed" not in request.POST and (resembling := list(same[:10])):
        context = {"referral": referral, "person": person, "resembling": resembling}
        return render(request, "crm/same_person.html", context)
    return redirect(_open_from(referral, person, request.user))


def _open_from(referral: Referral, person: Beneficiary, user: Any) -> Beneficiary:
    """Save the file; when a colleague was quicker, theirs is the answer."""
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            person.log(user, FileAccess.Action.CREATED)
    except IntegrityError:
        return get_object_or_404(Beneficiary.objects.visible_to(user), referral=referral)
    return person


@keeps_form
@member_may("crm.change_beneficiary")
def change_beneficiary(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = open_file(request, pk)
    form = BeneficiaryForm(_typed(request), user=request.user, instance=person)
    if request.method != "POST" or not form.is_valid():
        return _show_form(request, form)
    person = form.save()
    messages.success(request, "Le dossier est à jour.")
    return redirect(person)


@login_required
@member_may("crm.delete_beneficiary")
def erase_beneficiary(request: HttpRequest, pk: UUID) -> HttpResponse:
    if request.method != "POST":
        return render(request, "crm/beneficiary_erase.html", {"person": open_file(request, pk)})
    person = get_object_or_404(Beneficiary.objects.visible_to(request.user), pk=pk)
    retention.forget(person, request.user)
    messages.success(request, "Le dossier est effacé. Les activités restent comptées, sans nom.")
    return redirect("crm:beneficiaries")


@login_required
@member_may("crm.view_beneficiary")
def beneficiary_copy(request: HttpRequest, pk: UUID, as_json: bool = False) -> HttpResponse:
    """The copy a person may ask for, to print or as a file; handing it out is logged."""
    person = open_file(request, pk, FileAccess.Action.COPIED)
    copy = access_copy(person)
    if not as_json:
        return render(request, "crm/access_copy.html", {"copy": copy, "person": person})
    response = JsonResponse(copy, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="copie-du-dossier.json"'
    return response


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else request.kept_form


def _create(request: HttpRequest, form: BeneficiaryForm) -> HttpResponse:
    """Save once, whatever the number of times it is sent; first show who it may already be."""
    own = Beneficiary.objects.visible_to(request.user)
    known = own.filter(pk=form.cleaned_data["id"]).first() if form.cleaned_data["id"] else None
    if known:
        return redirect(known)
    resembling = form.resembling()
    if resembling and "confirmed" not in request.POST:
        return _show_form(request, form, resembling)
    try:
        person = form.save()
    except IntegrityError:
        return redirect(get_object_or_404(own, pk=form.instance.pk))
    messages.success(request, "Le dossier est créé.")
    return redirect(person)


def _show_form(
    request: HttpRequest, form: BeneficiaryForm, resembling: list[Beneficiary] | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "person": None if form.is_new else form.instance,
        "resembling": resembling,
    }
    return render(request, "crm/beneficiary_form.html", context)
