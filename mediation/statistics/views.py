"""The statistics page, its workbook, its definitions, and the dashboard of each role."""

# Django is not typed, and so neither are its decorators.
# mypy: disallow-untyped-decorators=False

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mediation.statistics.asking import Answer, answer
from mediation.statistics.dashboards import dashboard_of
from mediation.statistics.definitions import DEFINITIONS, METHODS
from mediation.statistics.workbooks import CONTENT_TYPE, write_workbook


@login_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    board = dashboard_of(request.user)
    return render(request, board.template, {"board": board})


@login_required
@permission_required("statistics.view_figures", raise_exception=True)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    return _show(request, answer(request))


@login_required
@permission_required("statistics.view_figures", raise_exception=True)
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The same report as the page, as a file; what the page refuses has no file."""
    asked = answer(request)
    if asked.report is None:
        return _show(request, asked)
    content = write_workbook(asked.report, datetime.now(UTC).replace(tzinfo=None))
    filename = asked.report.filename
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


@login_required
@permission_required("statistics.view_figures", raise_exception=True)
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    context = {"definitions": DEFINITIONS.values(), "methods": METHODS}
    return render(request, "statistics/definitions.html", context)


def _show(request: HttpRequest, asked: Answer) -> HttpResponse:
    context = {"answer": asked, "methods": METHODS}
    return render(request, "statistics/overview.html", context, status=asked.status)
