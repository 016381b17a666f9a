"""Wagtail's admin, open to the site's editors alone, through the professional sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_admin
from wagtail.utils.urlpatterns import decorate_urlpatterns

View = Callable[..., HttpResponse]


def editors_only(view: View) -> View:
    """Answer 403 to a signed-in person who is no editor; a stranger goes to the sign-in page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if user.is_authenticated and not user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def closed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Answer 404: people, their names and their e-mail addresses are not managed in the CMS."""
    raise Http404


sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    # Wagtail's own sign-in knows neither the second factor nor the limit of attempts.
    path("login/", sign_in),
    re_path(r"^password_reset/", sign_in),
    # Accounts are managed in the professional space, editors by `manage.py set_editor`.
    re_path(r"^(users|groups)/", closed),
    path("account/", RedirectView.as_view(pattern_name="accounts:profile")),
    re_path(r"^reports/site-history/", closed),
    *decorate_urlpatterns(wagtail_admin.urlpatterns, editors_only),
]
