"""What an import remarked in its file: read by kind, or carried away."""

import csv
from collections.abc import Iterator
from io import StringIO
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from places.imports.labels import in_words, label_of
from places.imports.remarks import Remarks, groups_of
from places.imports.reports import HEADERS, cells_of
from places.views.imports import find_run, may_import

PAGE = 50
BYTE_ORDER_MARK = "\ufeff"  # so that a spreadsheet reads the accents


@require_safe
@login_required
@may_import
def import_remarks(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = find_run(request, pk)
    chosen = request.GET.get("genre", "")
    page = Paginator(Remarks(run, chosen), PAGE).get_page(request.GET.get("page"))
    context = {"run": run, "groups": groups_of(run), "chosen": chosen, "page": page}
    context["remarks"] = [(label_of(issue.column), in_words(issue)) for issue in page]
    return render(request, "places/imports/remarks.html", context)


@require_safe
@login_required
@may_import
def import_remarks_csv(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    run = find_run(request, pk)
    remarks = Remarks(run, request.GET.get("genre", ""))
    answer = StreamingHttpResponse(lines_of(remarks), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="remarques-{run.pk}.csv"'
    return answer


def lines_of(remarks: Remarks) -> Iterator[str]:
    """The lines of a CSV file, one at a time."""
    yield BYTE_ORDER_MARK + line_of(list(HEADERS))
    for issue in remarks:
        yield line_of(cells_of(issue))


def line_of(cells: list[str]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
