"""The territory that the request's site is about: what is shown when nothing is asked."""

from django.http import HttpRequest

from places.models import Territory
from places.models.territories import EVERYWHERE


def territory_of(request: HttpRequest | None) -> Territory:
    """The territory a middleware of the public site gave the request; without one, everywhere."""
    return getattr(request, "territory", EVERYWHERE)
