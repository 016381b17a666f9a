"""Articles, and the page that lists them."""

from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from home.blocks import BodyBlock
from home.fields import StreamField
from home.models.base import KeptPage, PublicPage
from home.models.lists import ListedQuerySet, ListPage


def today() -> Any:
    """The local date: a page written at 0 h 30 in Paris is not yesterday's."""
    return timezone.localdate()


class ArticleQuerySet(ListedQuerySet):
    def recent(self) -> Self:
        """What a list of articles shows, newest first."""
        return self.listed().order_by("-date", "-pk")


class ArticlePage(PublicPage):
    """One subject, explained in plain words."""

    date = models.DateField("date", default=today)
    lead = models.CharField(
        "chapeau", max_length=300, help_text="Une ou deux phrases : ce que la page apprend."
    )
    body = StreamField(BodyBlock(), verbose_name="contenu")

    objects = PageManager.from_queryset(ArticleQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.ArticleIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "article"


class ArticleIndexPage(KeptPage, ListPage):
    """Every article, newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ArticlePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "liste des articles"
        verbose_name_plural = "listes des articles"

    def listing(self, request: HttpRequest) -> tuple[PageQuerySet, dict[str, Any]]:
        return ArticlePage.objects.recent().child_of(self), {}
