"""Articles, and the page that lists them."""

from typing import Any, Self

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from home.blocks import BodyBlock
from home.fields import StreamField
from home.models.base import KeptPage, PublicPage


def today() -> Any:
    """The local date: a page written at 0 h 30 in Paris is not yesterday's."""
    return timezone.localdate()


class ArticleQuerySet(PageQuerySet):
    def recent(self) -> Self:
        """Published articles, newest first, without their bodies: what a list shows."""
        return self.live().defer_streamfields().select_related("locale").order_by("-date", "-pk")


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


class ArticleIndexPage(KeptPage):
    """Every article, newest first."""

    articles_a_page = 12

    lead = models.CharField("chapeau", max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ArticlePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "liste des articles"
        verbose_name_plural = "listes des articles"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        articles = ArticlePage.objects.recent().child_of(self)
        paginator = Paginator(articles, self.articles_a_page)
        return super().get_context(request, *args, **kwargs) | {
            "articles": paginator.get_page(request.GET.get("page"))
        }
