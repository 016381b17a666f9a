"""The guided path: one question a page, the answers in the address, no script needed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from places import guide
from places.guide import LAST, Answers
from places.scope import territory_of
from places.search import Search, read_search

WHAT, WHO, WHERE, HOW = range(1, LAST + 1)
DONE = LAST + 1


@require_safe
def guide_me(request: HttpRequest) -> HttpResponse:
    """Ask the question of the address, or lead to the list when the last one is answered."""
    step = read_step(request.GET.get("etape", ""))
    answers = Answers.read(request.GET)
    where = {"ou": request.GET.get("ou", "")[:100], "commune": answers.commune}
    search = read_search(where, territory_of(request))
    if request.GET.get("ou") and search.match:
        # What was typed is not kept: only the code of the commune stays in the address.
        return redirect(answers.at(search.match.insee_code).address(request.path, step))
    if search.is_lost:
        return render(request, "places/guide.html", context_of(WHERE, answers, search))
    if step == DONE:
        return redirect(f"{reverse('places:list')}?{answers.criteria()}")
    return render(request, "places/guide.html", context_of(step, answers, search))


def read_step(text: str) -> int:
    """The number of a question; the first when it is none."""
    return int(text) if text in {str(step) for step in range(WHAT, DONE + 1)} else WHAT


def context_of(step: int, answers: Answers, search: Search) -> dict[str, object]:
    path = reverse("places:guide")
    title, name, options = question(step, answers)
    choices = [(match, answers.at(match.insee_code).address(path, HOW)) for match in search.choices]
    return {
        "step": step,
        "next": step + 1,
        "last": LAST,
        "title": title,
        "name": name,
        "options": options,
        "moments": guide.moments(answers) if step == HOW else [],
        "kept": answers.others_than(*ASKED[step]).pairs(),
        "previous": answers.address(path, step - 1) if step > WHAT else "",
        "search": search,
        "choices": choices,
    }


ASKED = {
    WHAT: ("service",),
    WHO: ("pour",),
    WHERE: ("commune",),
    HOW: ("comment", "quand"),
}


def question(step: int, answers: Answers) -> tuple[str, str, list[guide.Option]]:
    """The words of a question, the name of its answer and what may be answered."""
    if step == WHAT:
        return gettext("De quoi avez-vous besoin\u202f?"), "service", guide.needs(answers)
    if step == WHO:
        return gettext("Qui faut-il aider\u202f?"), "pour", guide.people(answers)
    if step == WHERE:
        return gettext("Où cherchez-vous\u202f?"), "ou", []
    return gettext("Comment voulez-vous être aidé\u202f?"), "comment", guide.ways(answers)
