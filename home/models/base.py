"""What every public page shares: how it is served, and what protects it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, PagePermissionTester

from home.caching import revalidated


class PublicPage(Page):
    """A page of the public site."""

    class Meta:
        abstract = True

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
