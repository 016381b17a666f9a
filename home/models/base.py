"""What every public page shares: how it is served, and what protects it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Page, PagePermissionTester

from home.blocks import shows_map
from home.languages import prefixed
from home.page_report import REPORT_MODE, report_on
from places.caching import revalidated
from places.models import Published

# Each site's home page is right under the root of the tree.
HOME_DEPTH = 2


class PublicPage(Published, Page):
    """A page of the public site."""

    # Beside the page itself: what it weighs and how it reads, for whoever writes or publishes it.
    preview_modes = [("", "La page"), (REPORT_MODE, "Poids et lecture")]

    class Meta:
        abstract = True

    @property
    def has_map(self) -> bool:
        """Only then does the page bring the map's script."""
        return any(map(shows_map, getattr(self, "body", None) or ()))

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The pages between the home page and this one, as (address, title)."""
        if self.depth <= HOME_DEPTH + 1:
            return []
        above = self.get_ancestors().filter(depth__gt=HOME_DEPTH).live().specific(defer=True)
        return [(section.url, section.title) for section in above]

    def get_url_parts(self, *args: Any, **kwargs: Any) -> tuple[int, str, str] | None:
        """Keep the reader's language in the address of a page that is only in French."""
        parts = super().get_url_parts(*args, **kwargs)
        if parts is None or self.locale.language_code != settings.LANGUAGE_CODE:
            return parts
        site_id, root_url, path = parts
        return site_id, root_url, path and prefixed(path, get_language() or settings.LANGUAGE_CODE)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name != REPORT_MODE:
            return super().serve_preview(request, mode_name)
        report = report_on(self.serve(request).content.decode())
        context = {"report": report, "page_title": f"Bilan : {self.title}"}
        return render(request, "home/page_report.html", context)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        if hasattr(response, "render"):
            response = response.render()
        return response if getattr(request, "is_preview", False) else revalidated(request, response)


class KeptPagePermissions(PagePermissionTester):
    """Nobody removes, moves, hides or copies a page the law or the site's frame needs."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class KeptPage(PublicPage):
    """A page that stays where it is: only its text changes."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return KeptPagePermissions(user, self)
