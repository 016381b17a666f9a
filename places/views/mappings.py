"""The second step of the import assistant: where each column of the standard comes from."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from places.files import SourceFile, UnreadableFileError
from places.forms.mappings import MappingForm
from places.forms.row_filters import RowFilterForm
from places.imports.opening import mapping_of, opened
from places.imports.previewing import kept_rows, previews, unknown_words, unread_headers
from places.mapping import InvalidMappingError, Mapping, propose
from places.mapping.wording import filter_in_words
from places.models import ImportRun, ProducerMapping
from places.views.imports import find_run, may_import, take

LARGEST_MAPPING = 1024 * 1024
FROM_FILE = "repris de la correspondance enregistrée"
Status = ImportRun.Status


@login_required
@may_import
def import_mapping(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = find_run(request, pk)
    if run.status != Status.MAPPING:
        return redirect(run)
    try:
        with opened(run) as file:
            return map_columns(request, run, file)
    except UnreadableFileError as error:
        messages.error(request, str(error))
        return redirect("places:imports")


def map_columns(request: HttpRequest, run: ImportRun, file: SourceFile) -> HttpResponse:
    mapping, data = mapping_of(run), request.POST if request.method == "POST" else None
    headers = tuple(file.headers)
    rows = RowFilterForm(data, headers=headers, filters=mapping.filters)
    form = MappingForm(
        data,
        headers=headers,
        mapping=mapping,
        reasons=reasons_for(mapping, file),
        unknown=unknown_words(mapping, file.rows),
    )
    if all([form.is_valid(), rows.is_valid()]):
        return go_on(request, run, replace(form.mapping(), filters=rows.filters()))
    context = {
        "run": run,
        "form": form,
        "row_filter": rows,
        "other_filters": [filter_in_words(each) for each in rows.others],
        "kept": kept_rows(mapping, file.rows, rows.header),
        "previews": previews(mapping, file, timezone.localdate()),
        "unread": unread_headers(mapping, file.headers),
        "issues": file.issues,
    }
    return render(request, "places/imports/mapping.html", context)


def go_on(request: HttpRequest, run: ImportRun, mapping: Mapping) -> HttpResponse:
    """Look again at what the choices give, or keep them for the producer and read the file."""
    text = mapping.to_json()
    if "preview" in request.POST:
        ImportRun.objects.filter(pk=run.pk, status=Status.MAPPING).update(
            mapping=text, changed_at=timezone.now()
        )
        return redirect(reverse("places:import_mapping", args=[run.pk]) + "#apercu")
    with transaction.atomic():
        if take(request, run, Status.STAGING, mapping=text):
            ProducerMapping.objects.keep(run.source, mapping, request.user)
    return redirect(run)


def reasons_for(mapping: Mapping, file: SourceFile) -> dict[str, str]:
    """Column of the standard → why it was proposed, where the proposal still stands."""
    proposed = {choice.column: choice for choice in propose(file).choices}
    return {
        column: proposed[column].reason
        if column in proposed and proposed[column].rule == rule
        else FROM_FILE
        for column, rule in mapping.rules.items()
    }


@require_safe
@login_required
@may_import
def import_mapping_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The mapping as a file to read, to keep under version control, to load again."""
    run = find_run(request, pk)
    answer = HttpResponse(run.mapping, content_type="application/json; charset=utf-8")
    name = slugify(run.source) or "producteur"
    answer["Content-Disposition"] = f'attachment; filename="correspondance-{name}.json"'
    return answer


@require_POST
@login_required
@may_import
def import_mapping_load(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the mapping of a file that was downloaded here, or written by hand."""
    run = find_run(request, pk)
    try:
        loaded = read_mapping(request.FILES.get("mapping"))
        with opened(run) as file:
            missing = loaded.missing(file.headers)
    except (InvalidMappingError, UnreadableFileError) as error:
        messages.error(request, str(error))
        return redirect(run)
    if missing:
        names = ", ".join(f"«\u202f{header}\u202f»" for header in missing)
        messages.error(request, f"Ce fichier de lieux n’a pas les colonnes attendues : {names}.")
        return redirect(run)
    waiting = ImportRun.objects.filter(pk=run.pk, status=Status.MAPPING)
    if waiting.update(mapping=loaded.to_json(), changed_at=timezone.now()):
        messages.success(request, "La correspondance est reprise. Vérifiez l’aperçu.")
    return redirect(run)


def read_mapping(upload: object) -> Mapping:
    """The mapping in an uploaded file.

    Raises:
        InvalidMappingError: there is none, or it cannot be read.
    """
    if upload is None:
        raise InvalidMappingError("Choisissez un fichier de correspondance.")
    data: bytes = upload.read(LARGEST_MAPPING + 1)  # type: ignore[attr-defined]
    if len(data) > LARGEST_MAPPING:
        raise InvalidMappingError("Ce fichier est trop lourd pour une correspondance.")
    try:
        return Mapping.from_json(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidMappingError("Ce fichier de correspondance n’est pas en UTF-8.") from error
