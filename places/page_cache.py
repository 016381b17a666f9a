"""Keep public pages in memory for anonymous visitors, until anything the public reads changes.

Nothing lives here alone: a kept page is worth only as long as the edition it was made from, which
every process reads in the database at each request.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from places.models import Edition

MOST_PAGES = 2_000
LARGEST_BYTES = 300_000
OK = 200
FIRST_ERROR = 400
# Where people change what the public reads.
WORKSHOPS = ("/gestion/", "/pro/lieux/")
Key = tuple[str, ...]
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A whole answer, its headers included, and until when it may be given again (monotonic s)."""

    edition: str
    until: float
    content: bytes
    headers: tuple[tuple[str, str], ...]

    def answer(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(self.content, headers=dict(self.headers))
        etag = response.headers.get("ETag")
        return get_conditional_response(request, etag=etag, response=response) if etag else response


class Shelf:
    """The pages that a process keeps: the ones asked least recently leave first."""

    def __init__(self) -> None:
        self.pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self.lock = Lock()
        self.edition = ""

    def find(self, key: Key, edition: str) -> KeptPage | None:
        with self.lock:
            page = self.pages.get(key)
            if page is None:
                return None
            if page.edition != edition or page.until < monotonic():
                del self.pages[key]
                return None
            self.pages.move_to_end(key)
            return page

    def keep(self, key: Key, page: KeptPage) -> None:
        with self.lock:
            self.pages[key] = page
            self.pages.move_to_end(key)
            while len(self.pages) > MOST_PAGES:
                self.pages.popitem(last=False)

    def current_edition(self) -> str:
        """The edition now; the last one known while the database does not answer."""
        try:
            self.edition = Edition.objects.current()
        except DatabaseError:
            logger.warning("the edition cannot be read: pages are given as they were kept")
        return self.edition


class PageCacheMiddleware:
    """Answer from the shelf, or have the page made and put it there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.shelf = Shelf()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = key_of(request)
        if key is None:
            return self.changed(request, self.get_response(request))
        # Read before the page is made: what changes meanwhile makes the page old, not wrong.
        edition = self.shelf.current_edition()
        page = self.shelf.find(key, edition)
        if page is not None:
            return page.answer(request)
        response = self.get_response(request)
        if may_be_kept(response):
            until = monotonic() + settings.PAGE_CACHE_SECONDS
            headers = tuple(response.headers.items())
            self.shelf.keep(key, KeptPage(edition, until, response.content, headers))
        return response

    def changed(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Whatever is sent from a workshop may show on a page: images, menus, settings, places."""
        is_sent = request.method not in {"GET", "HEAD", "OPTIONS"}
        if is_sent and request.path.startswith(WORKSHOPS) and response.status_code < FIRST_ERROR:
            Edition.objects.renew()
        return response


def key_of(request: HttpRequest) -> Key | None:
    """What tells a visitor's answer from another's; None when the answer is for one person.

    A position in degrees is about a person too: such a page is neither frequent nor kept.
    """
    meta = request.META
    if request.method != "GET" or not settings.PAGE_CACHE_SECONDS:
        return None
    query = meta.get("QUERY_STRING", "")
    if meta.get("HTTP_COOKIE") or "HTTP_AUTHORIZATION" in meta or "lat=" in query:
        return None
    accepted = "gzip" if "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "") else ""
    host = meta.get("HTTP_HOST") or meta.get("SERVER_NAME", "")
    # The path tells the language too: the browser's own choice changes no page.
    return request.scheme or "", host, request.path, query, accepted


def may_be_kept(response: Any) -> bool:
    """Only a page that says of itself that it is public."""
    return (
        response.status_code == OK
        and not response.streaming
        and not response.cookies
        and "public" in response.headers.get("Cache-Control", "")
        and len(response.content) <= LARGEST_BYTES
    )
