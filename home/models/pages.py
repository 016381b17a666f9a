"""The home page, and plain pages of text."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageQuerySet
from wagtail.search import index

from home.blocks import BodyBlock, CardsBlock
from home.editors import share_rights
from home.fields import StreamField
from home.models.articles import ArticlePage
from home.models.base import KeptPage, PublicPage
from home.models.lists import ListPage
from places.models import Place
from places.scope import territory_of

DEFAULT_LEAD = gettext_noop(
    "Près de chez vous, une personne vous aide : "
    "vos papiers en ligne, votre téléphone, vos messages."
)


class HomePage(KeptPage):
    """One question: where are you? Then what people come for, and what is new."""

    latest_articles = 3

    hero_title = models.CharField(
        "grand titre",
        max_length=80,
        default="Besoin d’aide avec le numérique ?",
        help_text="Une question ou une phrase très courte.",
    )
    lead = models.CharField(
        "phrase d’accueil",
        max_length=200,
        default=DEFAULT_LEAD,
    )
    cards = StreamField(
        CardsBlock(),
        verbose_name="« Que voulez-vous faire ? »",
        blank=True,
        help_text="Six cartes au plus : chacune mène aux lieux qui rendent ce service.",
    )
    body = StreamField(BodyBlock(), verbose_name="suite de la page", blank=True)

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("lead")], heading="Bandeau"),
        FieldPanel("cards"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("hero_title"),
        index.SearchField("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.ArticleIndexPage",
        "home.ResourceIndexPage",
        "home.ContentIndexPage",
        "home.ContentPage",
        "home.CrisisPage",
        "home.LegalPage",
    ]

    class Meta:
        verbose_name = "page d’accueil"
        verbose_name_plural = "pages d’accueil"

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            share_rights(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        territory = territory_of(request)
        territory_name = str(territory) if territory else ""
        return super().get_context(request, *args, **kwargs) | {
            "articles": self.articles(),
            "place_count": Place.objects.published().within(territory).count(),
            "territory": territory,
            "territory_name": territory_name,
            "territory_label": _("Tous les lieux : %(name)s") % {"name": territory_name},
        }

    def articles(self) -> models.QuerySet[ArticlePage]:
        """The latest articles, without their bodies."""
        return ArticlePage.objects.recent().descendant_of(self)[: self.latest_articles]


class ContentPage(PublicPage):
    """A page of text that belongs to no list."""

    lead = models.CharField("chapeau", max_length=300, blank=True)
    body = StreamField(BodyBlock(), verbose_name="contenu", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.HomePage", "home.ContentPage", "home.ContentIndexPage"]
    subpage_types = ["home.ContentPage"]

    class Meta:
        verbose_name = "page de texte"
        verbose_name_plural = "pages de texte"


class ContentIndexPage(ListPage):
    """A section of the site: its pages of text, in the order of the tree."""

    listed_a_page = 24

    parent_page_types = ["home.HomePage", "home.ContentIndexPage"]
    subpage_types = ["home.ContentIndexPage", "home.ContentPage"]

    class Meta:
        verbose_name = "rubrique"

    def listing(self, request: HttpRequest) -> tuple[PageQuerySet, dict[str, Any]]:
        children = self.get_children().live().public().specific(defer=False)
        return children.defer_streamfields().prefetch_related("locale"), {}
