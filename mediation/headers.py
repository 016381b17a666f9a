"""Add the security headers that neither Django nor django-csp sets."""

from collections.abc import Callable
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse

PERMISSIONS_POLICY = (
    "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), interest-cohort=()"
)
# Wagtail's own screens carry inline scripts and styles: they alone get a wider policy.
ADMIN_PREFIX = "/gestion/"
ADMIN_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
    "worker-src": ["'self'", "blob:"],
}


def content_policy(tiles_url: str) -> dict[str, list[str]]:
    """The strict policy of every page; only an operator's own tiles may come from elsewhere."""
    tiles = urlsplit(tiles_url.replace("{s}.", ""))
    return {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([f"{tiles.scheme}://{tiles.netloc}"] if tiles_url else [])],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }


class SecurityHeadersMiddleware:
    """Complete every response, errors included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, a wider one in Wagtail's admin only."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith(ADMIN_PREFIX):
            response._csp_replace = ADMIN_POLICY
            # A page previewed in the admin comes with the policy of the page itself.
            del response["Content-Security-Policy"]
        return super().process_response(request, response)
