"""End idle and old sessions, and send people without a second factor to set one up."""

import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
HAS_SECOND_FACTOR = "has_second_factor"
# The idle clock is written at most once a minute: a page read is not a write each time.
SEEN_EVERY_SECONDS = 60
# What somebody who must still set up a second factor may open.
OPEN_PREFIXES = ("/compte/", "/static/", "/site.css")

GetResponse = Callable[[HttpRequest], HttpResponse]


class SessionLifetimeMiddleware:
    """Sign out after 30 idle minutes, and after 8 hours in any case."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self.check(request)
        return self.get_response(request)

    def check(self, request: HttpRequest) -> None:
        now = time.time()
        started = request.session.get(SIGNED_IN_AT) or now
        seen = request.session.get(SEEN_AT) or now
        if (
            now - seen > settings.SESSION_IDLE_LIFETIME.total_seconds()
            or now - started > settings.SESSION_ABSOLUTE_LIFETIME.total_seconds()
        ):
            logout(request)
            return
        if now - request.session.get(SEEN_AT, 0) > SEEN_EVERY_SECONDS:
            request.session[SEEN_AT] = now
        if not request.session.get(SIGNED_IN_AT):
            request.session[SIGNED_IN_AT] = started


class SecondFactorMiddleware:
    """Nobody signed in goes anywhere before a second factor is set up (or OIDC vouches for it)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.is_missing(request):
            messages.info(
                request,
                "Pour protéger les personnes que vous accompagnez, ajoutez d’abord un second "
                "facteur à votre compte.",
            )
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def is_missing(self, request: HttpRequest) -> bool:
        if (
            not settings.REQUIRE_SECOND_FACTOR
            or settings.SESSION_COOKIE_NAME not in request.COOKIES
            or request.path.startswith(OPEN_PREFIXES)
            or not request.user.is_authenticated
            or request.session.get(HAS_SECOND_FACTOR)
        ):
            return False
        methods = request.session.get("account_authentication_methods", [])
        has_factor = Authenticator.objects.filter(
            user=request.user, type=Authenticator.Type.TOTP
        ).exists() or any(method.get("method") == "socialaccount" for method in methods)
        if has_factor:
            request.session[HAS_SECOND_FACTOR] = True
        return not has_factor
