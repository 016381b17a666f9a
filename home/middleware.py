"""What a request is about: the language of its address, the territory of its site."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from home.context import settings_or_defaults


class PathLanguageMiddleware(LocaleMiddleware):
    """The language is the address's, never the browser's: one address is one page."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Content-Language", get_language() or settings.LANGUAGE_CODE)
        return response


class SiteTerritoryMiddleware:
    """Give each request its `territory`, read only when a view asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.territory = SimpleLazyObject(lambda: settings_or_defaults(request).territory)
        return self.get_response(request)
