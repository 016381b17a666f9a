"""The communes that a few typed letters may mean."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from places.geocoding import search
from places.scope import territory_of

ONE_DAY = 24 * 3600


@require_safe
@cache_control(public=True, max_age=ONE_DAY)
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer `[{code, label, hint}]`, best first; the same for all of a site, hence cached."""
    found = search(request.GET.get("q", ""), here=territory_of(request))
    return JsonResponse(
        [
            {"code": match.insee_code, "label": match.label, "hint": match.departement_name}
            for match in found
        ],
        safe=False,
    )
