"""Tell a caller who comes back that nothing changed, for the price of one query."""

import time
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Count, Max, Q, Subquery
from django.http import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from rest_framework.request import Request

from places.models import Edition, Place
from places.models.places import PUBLIC_STATUSES

# To be raised when the same places are told otherwise.
VERSION = 2
ONE_MINUTE = 60
# Answers to these depend on the clock.
BY_THE_HOUR = ("maintenant", "soir", "samedi", "tri")


class Stamp(NamedTuple):
    """What tells two answers to the same request apart; `changed` is in seconds, or None."""

    etag: str
    changed: int | None


def stamp(request: Request) -> Stamp:
    """The stamp of a request's answer as of now.

    Every place counts for the date, so that one that leaves the site moves it too; the number of
    the published ones tells a deletion, and the edition the territory of the site.
    """
    published = Count("pk", filter=Q(status__in=PUBLIC_STATUSES))
    state = Place.objects.aggregate(
        published=published,
        changed=Max("changed_at"),
        edition=Max(Subquery(Edition.objects.values("token")[:1])),
    )
    by_the_hour = any(request.query_params.get(name) for name in BY_THE_HOUR)
    parts = (
        VERSION,
        request.accepted_renderer.format,
        request.build_absolute_uri(),
        get_language(),
        *state.values(),
        int(time.time()) // ONE_MINUTE if by_the_hour else None,
    )
    etag = quote_etag(sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32])
    changed = state["changed"]
    return Stamp(etag, int(changed.timestamp()) if changed and not by_the_hour else None)


def unchanged(request: Request, current: Stamp) -> HttpResponseBase | None:
    """A 304 (or a 412) when the caller's conditions call for one."""
    response: HttpResponseBase | None = get_conditional_response(
        request, etag=current.etag, last_modified=current.changed
    )
    return response


def seal(response: HttpResponseBase, current: Stamp) -> None:
    """Write the stamp on an answer, and for how long caches may keep it."""
    response["ETag"] = current.etag
    if current.changed is not None:
        response["Last-Modified"] = http_date(current.changed)
    patch_cache_control(response, public=True, max_age=ONE_MINUTE)
