"""A page that lists others: its words, and a few of them at a time."""

from typing import Any, Self

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageQuerySet
from wagtail.search import index

from home.models.base import PublicPage


class ListedQuerySet(PageQuerySet):
    def listed(self) -> Self:
        """Published pages without their bodies: what a list shows."""
        return self.live().defer_streamfields().select_related("locale")


class ListPage(PublicPage):
    """Its template reads `listed`, the current page of a paginator."""

    listed_a_page = 12

    lead = models.CharField("chapeau", max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        abstract = True

    def listing(self, request: HttpRequest) -> tuple[PageQuerySet, dict[str, Any]]:
        """The pages to list, in their order, and what else the template reads."""
        raise NotImplementedError

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        rows, others = self.listing(request)
        listed = Paginator(rows, self.listed_a_page).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | others | {"listed": listed}
