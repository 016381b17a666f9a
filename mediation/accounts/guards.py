"""Who may open these pages at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def member_may(permission: str) -> Callable[[View], View]:
    """Ask for a permission, and for an organisation: a technical administrator has none."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.organisation_id is None:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return permission_required(permission, raise_exception=True)(wrapper)

    return decorate
