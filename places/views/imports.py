"""The import assistant: a file, where its columns go, what it would do, what it did."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from places.forms.imports import UploadForm
from places.imports import runs
from places.imports.kinds import Gravity
from places.imports.proposing import prepare
from places.imports.remarks import groups_of
from places.models import ImportRun
from places.models.imports import StepRefused

PAGE = 25
EMPTY = "Aucune ligne de ce fichier ne peut devenir un lieu : il n’y a rien à importer."
CONFIRM = "Cochez la case pour dire que cette disparition est voulue."
Status = ImportRun.Status
STATES = {
    Status.READY: "places/imports/summary.html",
    Status.STAGING: "places/imports/progress.html",
    Status.SWAPPING: "places/imports/progress.html",
}
may_import = permission_required("places.add_importrun", raise_exception=True)


def find_run(request: HttpRequest, pk: UUID) -> ImportRun:
    return get_object_or_404(ImportRun.objects.visible_to(request.user), pk=pk)


@login_required
@may_import
def import_list(request: HttpRequest) -> HttpResponse:
    """The first step, and the imports so far."""
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, user=request.user)
        known = ImportRun.objects.filter(pk=as_uuid(request.POST.get("id", "")))
        if run := known.first():
            return redirect(find_run(request, run.pk))
        if form.is_valid():
            return redirect(create(request, form))
    else:
        form = UploadForm(user=request.user)
    rows = ImportRun.objects.visible_to(request.user).select_related("user", "organisation")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "places/imports/list.html", {"form": form, "page": page})


def create(request: HttpRequest, form: UploadForm) -> ImportRun:
    """Keep the file; a form sent twice at once is one run."""
    run = form.run()
    try:
        with transaction.atomic():
            run.save(force_insert=True)
            prepare(run)
            if run.status == Status.STAGING:
                runs.start(run)
    except IntegrityError:
        run.file.storage.delete(run.file.name)
        return find_run(request, run.pk)
    return run


@login_required
@may_import
def import_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where a run is: to be mapped, worked on, ready, over."""
    run = find_run(request, pk)
    if run.status == Status.MAPPING:
        return redirect("places:import_mapping", run.pk)
    if "HX-Request" in request.headers and not run.is_working:
        # The progress bar is over: the browser shows the page of what comes next.
        return HttpResponse(headers={"HX-Refresh": "true"})
    template = STATES.get(Status(run.status), "places/imports/report.html")
    groups = groups_of(run)
    left_out = sum(group.times for group in groups if group.gravity == Gravity.LEFT_OUT)
    context: dict[str, Any] = {"run": run, "groups": groups, "left_out": left_out}
    return render(request, template, context)


@require_POST
@login_required
@may_import
def import_apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """« Importer »: the one click."""
    run = find_run(request, pk)
    is_confirmed = "confirmed" in request.POST
    if run.status == Status.READY and not run.places_read:
        messages.error(request, EMPTY)
    elif run.status == Status.READY and run.is_large_drop and not is_confirmed:
        messages.error(request, CONFIRM)
    else:
        take(request, run, Status.SWAPPING, is_drop_confirmed=is_confirmed, failure="")
    return redirect(run)


@require_POST
@login_required
@may_import
def import_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Back to the columns: what was read is forgotten."""
    run = find_run(request, pk)
    try:
        run.reopen()
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(run)


@require_POST
@login_required
@may_import
def import_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = find_run(request, pk)
    try:
        with transaction.atomic():
            run.cancel()
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(run)
    messages.success(request, "L’import est abandonné, le fichier est effacé.")
    return redirect("places:imports")


@require_POST
@login_required
@may_import
def import_resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Queue again a run whose worker died; a living one keeps it."""
    run = find_run(request, pk)
    if run.is_stalled:
        runs.start(run)
    return redirect(run)


def take(request: HttpRequest, run: ImportRun, step: str, **values: Any) -> bool:
    """Take a step, with its task when it has one; else say who was quicker."""
    try:
        with transaction.atomic():
            run.move(Status(step), **values)
            if run.is_working:
                runs.start(run)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
