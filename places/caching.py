"""Let browsers and proxies keep a public page for a moment, and ask again cheaply."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

MAX_AGE = 60


def revalidated(
    request: HttpRequest, response: HttpResponse, max_age: int = MAX_AGE
) -> HttpResponse:
    """Sign a rendered response with its own content, and answer 304 to who already has it.

    Only an anonymous visitor without any cookie gets a page that a shared cache may keep: a cookie
    may carry a message for one person. Signed-in people get « no-store » from the middleware.
    """
    if response.status_code != 200:  # noqa: PLR2004
        return response
    if request.COOKIES:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, public=True, max_age=max_age)
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)


def for_everyone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose page is the same for every anonymous visitor."""

    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return revalidated(request, view(request, *args, **kwargs))

    return served
