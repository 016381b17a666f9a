"""What a page says when its subject is another site's."""

from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from django.template import Context

from home.models import SiteSettings
from places.models import Place
from places.scope import territory_of

register = template.Library()
KINDS_BY_SIZE = ("commune", "epci", "departement", "region")


@dataclass(frozen=True)
class Elsewhere:
    """Where a place belongs: the name of its own site and the sheet there, both maybe empty."""

    here: str
    name: str = ""
    url: str = ""


@register.simple_tag(takes_context=True)
def elsewhere(context: Context, place: Place) -> Elsewhere | None:
    """Say where a place belongs, None when it is of this site; asked several times, read once."""
    request = context.get("request")
    if request is None:
        return None
    if not hasattr(request, "_elsewhere"):
        request._elsewhere = find_elsewhere(request, place)
    return request._elsewhere


def find_elsewhere(request: HttpRequest, place: Place) -> Elsewhere | None:
    territory = territory_of(request)
    if place.commune is None or territory.holds(place.commune):
        return None
    own = own_settings(place)
    if own is None:
        return Elsewhere(str(territory))
    return Elsewhere(str(territory), own.name, own.site.root_url + place.get_absolute_url())


def own_settings(place: Place) -> SiteSettings | None:
    """The site whose territory holds a place; the smallest territory when there are several."""
    rows = SiteSettings.objects.exclude(territory_kind="").select_related("site")
    holders = [row for row in rows if row.territory.holds(place.commune)]
    return min(holders, key=lambda row: KINDS_BY_SIZE.index(row.territory_kind), default=None)
