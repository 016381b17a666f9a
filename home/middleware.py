"""Tell the directory which territory the request's site is about."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from home.context import settings_or_defaults


class SiteTerritoryMiddleware:
    """Give each request its `territory`, read only when a view asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.territory = SimpleLazyObject(lambda: settings_or_defaults(request).territory)
        return self.get_response(request)
