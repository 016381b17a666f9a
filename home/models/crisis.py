"""The page to show when something serious happens: very light, readable on a weak network."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.blocks import PhoneNumbersBlock
from home.fields import StreamField
from home.models.base import PublicPage
from places.models import Place
from places.scope import territory_of


class CrisisPage(PublicPage):
    """What happens, what to do, whom to call, which places are open."""

    # 400 nodes at most on the page: a place takes five.
    shown_places = 40

    lead = models.TextField("ce qui se passe", max_length=600)
    instructions = models.TextField(
        "que faire", max_length=2000, blank=True, help_text="Une consigne par ligne."
    )
    phone_numbers = StreamField(PhoneNumbersBlock(), verbose_name="numéros utiles", blank=True)
    lists_places = models.BooleanField(
        "montrer les lieux",
        default=True,
        help_text="Les lieux dont la fiche porte une « information de crise ».",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("instructions"),
        FieldPanel("phone_numbers"),
        FieldPanel("lists_places"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "page de crise"
        verbose_name_plural = "pages de crise"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        places = Place.objects.published().within(territory_of(request))
        places = places.exclude(crisis_information="") if self.lists_places else places.none()
        return super().get_context(request, *args, **kwargs) | {
            "instructions": [line for line in self.instructions.splitlines() if line.strip()],
            "places": places.only("name", "slug", "commune_name", "phone", "crisis_information")[
                : self.shown_places
            ],
        }
