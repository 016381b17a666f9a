"""Resources: what one takes away to learn or to help someone, and the page that sorts them."""

from typing import Any, Self

from django import forms
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from home.blocks import BodyBlock
from home.fields import StreamField
from home.models.base import KeptPage, PublicPage
from home.models.lists import ListedQuerySet, ListPage
from places.vocabulary import TERMS


def theme_choices() -> list[tuple[str, str]]:
    """The topics that médiateurs log: a resource is found by the words of their trade."""
    return [(code, plain_label) for code, _, plain_label, _ in TERMS["topic"]]


class ResourceQuerySet(ListedQuerySet):
    def recent(self) -> Self:
        """What a list of resources shows, newest first."""
        return self.listed().order_by("-first_published_at", "-pk")


class ResourcePage(PublicPage):
    """A guide, an exercise, a sheet to print: for whom, about what."""

    class Audience(models.TextChoices):
        EVERYONE = "tous", _("Tout le monde")
        BEGINNER = "debutants", _("Qui débute")
        PARENT = "parents", _("Parents")
        YOUNG = "jeunes", _("Jeunes")
        SENIOR = "seniors", _("Personnes âgées")
        HELPER = "aidants", _("Qui aide un proche ou reçoit du public")
        MEDIATOR = "mediateurs", _("Médiateurs numériques")

    lead = models.CharField(
        "chapeau", max_length=300, help_text="Une ou deux phrases : à quoi sert la ressource."
    )
    audience = models.CharField(
        "pour qui", max_length=20, choices=Audience, default=Audience.EVERYONE
    )
    theme = models.CharField("thème", max_length=60, choices=theme_choices)
    body = StreamField(BodyBlock(), verbose_name="contenu")

    objects = PageManager.from_queryset(ResourceQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("theme")], heading="Classement"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
        index.FilterField("audience"),
        index.FilterField("theme"),
    ]
    parent_page_types = ["home.ResourceIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "ressource"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"index": self.get_parent()}


class ResourceFilter(forms.Form):
    """For whom, about what: only what the list holds is offered."""

    public = forms.ChoiceField(label=_("Pour qui\u202f?"), required=False)
    theme = forms.ChoiceField(label=_("Sur quoi\u202f?"), required=False)

    def __init__(self, data: QueryDict, resources: ResourceQuerySet) -> None:
        super().__init__(data)
        found = list(resources.order_by().values_list("audience", "theme").distinct())
        audiences, themes = {row[0] for row in found}, {row[1] for row in found}
        self.fields["public"].choices = [
            ("", _("Peu importe")),
            *(choice for choice in ResourcePage.Audience.choices if choice[0] in audiences),
        ]
        self.fields["theme"].choices = [
            ("", _("Tous les thèmes")),
            *(choice for choice in theme_choices() if choice[0] in themes),
        ]

    def apply(self, resources: ResourceQuerySet) -> ResourceQuerySet:
        """Keep what was asked; a value that is no choice asks nothing."""
        self.is_valid()
        asked = {"audience": "public", "theme": "theme"}
        wanted = {field: self.cleaned_data.get(name) for field, name in asked.items()}
        return resources.filter(**{field: value for field, value in wanted.items() if value})


class ResourceIndexPage(KeptPage, ListPage):
    """Every resource, sorted by whom it is for and what it is about."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ResourcePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "liste des ressources"
        verbose_name_plural = "listes des ressources"

    def listing(self, request: HttpRequest) -> tuple[PageQuerySet, dict[str, Any]]:
        resources = ResourcePage.objects.recent().child_of(self)
        form = ResourceFilter(request.GET, resources)
        found = form.apply(resources)
        return found, {"form": form, "is_filtered": any(form.cleaned_data.values())}
