"""Pages that the law, or our own word, asks for: always there, at an address that never moves."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.blocks import BodyBlock
from home.fields import StreamField
from home.models.base import KeptPage


class LegalPage(KeptPage):
    """One page of each kind; its address is the kind itself, as the footer writes it."""

    class Kind(models.TextChoices):
        ACCESSIBILITY = "accessibilite", "Accessibilité"
        LEGAL_NOTICE = "mentions-legales", "Mentions légales"
        PERSONAL_DATA = "donnees-personnelles", "Données personnelles"
        COOKIES = "cookies", "Cookies"
        SITE_MAP = "plan-du-site", "Plan du site"
        CONTACT = "contact", "Contact"
        ECODESIGN = "ecoconception", "Écoconception"
        STATISTICS_METHOD = "methode-des-statistiques", "Méthode des statistiques"

    kind = models.CharField("sujet", max_length=30, choices=Kind)
    body = StreamField(BodyBlock(), verbose_name="contenu", blank=True)

    # Not `Page.content_panels`: its title writes the slug, which is not the editors' here.
    content_panels = [FieldPanel("title"), FieldPanel("kind"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    promote_panels = [FieldPanel("seo_title"), FieldPanel("search_description")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "page légale"
        verbose_name_plural = "pages légales"

    def clean(self) -> None:
        self.slug = self.kind
        super().clean()
        # `Page.clean` has refused the slug, hence the subject, of a sister page.
        if self.pk and LegalPage.objects.filter(pk=self.pk).exclude(kind=self.kind).exists():
            raise ValidationError({"kind": "Le sujet d’une page légale ne change pas."})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        if self.kind == self.Kind.SITE_MAP:
            context["site_map"] = self.site_map()
        return context

    def site_map(self) -> list[Page]:
        """The public pages of this site, in the order of the tree; the home page first."""
        pages = (
            Page.objects.descendant_of(self.get_parent(), inclusive=True)
            .live()
            .public()
            .select_related("locale")
        )
        return list(pages.order_by("path"))
