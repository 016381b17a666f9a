"""From an address to a report: whose figures, which territory and period, and what is refused."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from mediation.statistics.filters import Catalogue, NotYoursError, UnknownCombinationError
from mediation.statistics.forms import PRESETS, CatalogueForm, OwnFilterForm
from mediation.statistics.own_report import own_report
from mediation.statistics.tables import Report
from mediation.statistics.territory_report import territory_report

BAD_REQUEST = 400
UNPROCESSABLE = 422


@dataclass(frozen=True)
class Answer:
    """A report, or the sentence that says why there is none; and the form to ask again."""

    form: Any
    report: Report | None = None
    refusal: str = ""
    status: int = 200
    presets: dict[str, str] | None = None
    preset: str = ""


def answer(request: HttpRequest) -> Answer:
    """Answer with one's own figures, or with a territory's; raises PermissionDenied for neither."""
    user = request.user
    if user.has_perm("statistics.view_own_figures") and user.organisation_id:
        return _own_answer(request.GET, user)
    if user.has_perm("statistics.view_territory_figures") and user.territory:
        return _territory_answer(request.GET, user)
    raise PermissionDenied


def _own_answer(asked: Any, user: Any) -> Answer:
    form = OwnFilterForm(asked, user=user)
    if not form.is_valid():
        form.show_as_typed()
        return Answer(form, status=UNPROCESSABLE, presets=PRESETS)
    report = own_report(form.own_filter(), form.today)
    return Answer(form.filled_in(user), report, presets=PRESETS, preset=form.current_preset())


def _territory_answer(asked: Any, user: Any) -> Answer:
    catalogue = Catalogue.of(user)
    try:
        wanted = catalogue.read(asked.get("territoire", ""), asked.get("periode", ""))
    except UnknownCombinationError as error:
        form = CatalogueForm(catalogue, None)
        return Answer(form, refusal=str(error), status=BAD_REQUEST)
    except NotYoursError as error:
        raise Http404 from error
    form = CatalogueForm(catalogue, wanted)
    return Answer(form, territory_report(wanted, catalogue.today))
