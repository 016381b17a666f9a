"""Places and organisations in the CMS: lists, filters, search and forms, as declarations."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from places.choosing import SearchableChooseResultsView, SearchableChooseView
from places.cms_panels import ClosingsPanel, ConfirmationPanel, DayColumn, HeldPanel
from places.editing import PlaceForm
from places.models import Organisation, Place, Term
from places.place_types import PLACE_TYPES
from places.sources_cms import ProvenancePanel, SourceViewSet
from places.telling import PlaceCreateView, PlaceEditView


class NeverDelete(ModelPermissionPolicy):
    """A place is closed, not deleted: referrals and activities still name it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class NamedChooser(SnippetChooserViewSet):
    """A chooser that searches by name."""

    choose_view_class = SearchableChooseView
    choose_results_view_class = SearchableChooseResultsView


IDENTITY = [
    FieldPanel("name"),
    FieldPanel("status"),
    HeldPanel("organisation"),
    FieldPanel("summary"),
    FieldPanel("description"),
    ConfirmationPanel("texts_confirmed"),
    FieldPanel("pivot"),
    FieldPanel("parent_organisation"),
]
WHERE = [
    FieldPanel("address"),
    FieldPanel("address_extra"),
    FieldRowPanel([FieldPanel("postal_code"), FieldPanel("commune_name", heading="Commune")]),
    FieldRowPanel(
        [FieldPanel("latitude"), FieldPanel("longitude")],
        help_text="Laissez vide : le lieu sera placé à la mairie de sa commune.",
    ),
    ConfirmationPanel("point_confirmed"),
]
CONTACT = [
    FieldPanel("phone"),
    ConfirmationPanel("phone_confirmed"),
    FieldPanel("emails", help_text="Une adresse par ligne. Aucune adresse au nom d’une personne."),
    ConfirmationPanel("emails_confirmed"),
    FieldPanel("websites", help_text="Une adresse par ligne."),
    FieldPanel("booking_url"),
    FieldPanel("accessibility_url"),
]
HOURS = [FieldPanel("opening_hours")]
RECEPTION = [
    FieldPanel("accepts_referrals"),
    FieldPanel("next_availability"),
    FieldPanel("crisis_information"),
]
FRESHNESS = [FieldPanel("checked_on"), FieldPanel("other_labels")]
Vocabulary = Term.Vocabulary
# An organisation keeps the national value of its kind; people read the plain one.
KINDS = [(label, plain) for _code, label, plain, _hint in PLACE_TYPES]
OFFER = (Vocabulary.SERVICE, Vocabulary.FEE, Vocabulary.ACCESS_MODE, Vocabulary.SUPPORT_MODE)
NETWORK = (Vocabulary.PROGRAMME, Vocabulary.LABEL, Vocabulary.ITINERANCY, Vocabulary.PLACE_TYPE)


def boxes(*vocabularies: Term.Vocabulary) -> list[FieldPanel]:
    return [FieldPanel(vocabulary.value, heading=vocabulary.label) for vocabulary in vocabularies]


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "site"
    menu_label = "Lieux"
    list_display = [
        "name",
        Column("commune_name", label="Commune", sort_key="commune_name"),
        "status",
        BooleanColumn("accepts_referrals", label="Orientations", sort_key="accepts_referrals"),
        DayColumn("checked_on", label="Vérifié le", sort_key="checked_on"),
        "source",
    ]
    list_filter = ["status", "accepts_referrals", "source"]
    list_per_page = 50
    search_fields = ["name", "commune_name", "postal_code"]
    search_backend_name = None
    ordering = ["name", "pk"]
    copy_view_enabled = False
    add_view_class = PlaceCreateView
    edit_view_class = PlaceEditView
    chooser_viewset_class = NamedChooser
    permission_policy = NeverDelete(Place)
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(IDENTITY, heading="Le lieu"),
                    MultiFieldPanel(WHERE, heading="Adresse"),
                    MultiFieldPanel(CONTACT, heading="Joindre le lieu"),
                    MultiFieldPanel(HOURS, heading="Horaires"),
                    ClosingsPanel(heading="Fermetures exceptionnelles"),
                ],
                heading="L’essentiel",
            ),
            ObjectList(
                boxes(*OFFER),
                heading="Ce qu’on y trouve",
            ),
            ObjectList(
                boxes(Vocabulary.AUDIENCE, Vocabulary.ACCOMMODATION),
                heading="Pour qui",
            ),
            ObjectList(
                [
                    MultiFieldPanel(RECEPTION, heading="Accueil des orientations"),
                    MultiFieldPanel(FRESHNESS, heading="Suivi"),
                    *boxes(*NETWORK),
                ],
                heading="Réseau et suivi",
            ),
            ObjectList([ProvenancePanel()], heading="Sources"),
        ],
        base_form_class=PlaceForm,
    )

    def get_queryset(self, request: Any) -> Any:
        return Place.objects.standing()


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = "Structures"
    list_display = ["name", "kind", "commune"]
    list_per_page = 50
    search_fields = ["name", "siret"]
    search_backend_name = None
    ordering = ["name", "pk"]
    copy_view_enabled = False
    chooser_viewset_class = NamedChooser
    permission_policy = NeverDelete(Organisation)
    panels = [
        FieldPanel("name"),
        FieldPanel("kind", widget=forms.Select(choices=KINDS)),
        FieldPanel("siret"),
        FieldPanel("commune"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
    ]

    def get_queryset(self, request: Any) -> Any:
        return Organisation.objects.select_related("commune")


class ImportMenuItem(MenuItem):
    """The way to the import assistant, which lives in the professional space."""

    def __init__(self) -> None:
        super().__init__(
            "Importer un fichier", reverse("places:imports"), icon_name="upload", order=900
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("places.add_importrun")


class SheetsMenuItem(MenuItem):
    """A screen about sheets, for who may change them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("places.change_place")


class PlacesGroup(SnippetViewSetGroup):
    """The « Lieux » menu."""

    items = (PlaceViewSet, OrganisationViewSet, SourceViewSet)
    menu_label = "Lieux"
    menu_icon = "site"
    menu_order = 150

    def get_submenu_items(self) -> list[MenuItem]:
        return [
            *super().get_submenu_items(),
            SheetsMenuItem("Doublons", reverse("places_doubles"), icon_name="copy", order=700),
            SheetsMenuItem(
                "À fermer\u202f?", reverse("places_maybe_closed"), icon_name="warning", order=800
            ),
            ImportMenuItem(),
        ]
