"""Blocks that read the directory: the places of a territory, and whom to contact."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from home.blocks.phones import PHONE
from places.models import Departement, Place, Territory


class PlacesBlock(blocks.StructBlock):
    shown_places = 12

    title = blocks.CharBlock(label="Titre", max_length=80)
    kind = blocks.ChoiceBlock(label="Type de territoire", choices=Territory.Kind.choices)
    code = blocks.CharBlock(
        label="Code du territoire",
        max_length=9,
        help_text="Code INSEE, ou SIREN pour une intercommunalité.",
    )
    has_map = blocks.BooleanBlock(
        label="Proposer la carte",
        required=False,
        help_text="Elle ne se charge que si on la demande. Une seule carte par page.",
    )

    class Meta:
        label = "Lieux d’un territoire"
        icon = "site"
        template = "home/blocks/places.html"
        description = "Les premiers lieux d’un territoire, et un lien vers tous les autres."

    def get_preview_value(self) -> Any:
        """A département that has places, so that the example shows some."""
        served = Departement.objects.filter(communes__places__in=Place.objects.published())
        code = served.values_list("code", flat=True).first() or "23"
        return self.normalize({"title": "Près de chez vous", "kind": "departement", "code": code})

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if Territory(cleaned["kind"], cleaned["code"].strip().upper()).row() is None:
            error = ValidationError("Aucun territoire de ce type ne porte ce code.")
            raise blocks.StructBlockValidationError(block_errors={"code": error})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        territory = Territory(value["kind"], value["code"].strip().upper())
        places = Place.objects.published().within(territory)
        fields = ("name", "slug", "commune_name", "phone", "latitude", "longitude")
        return super().get_context(value, parent_context) | {
            "places": places.only(*fields)[: self.shown_places],
            "place_count": places.count(),
            "territory": territory,
            # The criteria of the list have the names of the kinds of territory.
            "map_query": urlencode({territory.kind: territory.code}),
            "tiles": {"url": settings.MAP_TILES_URL, "attribution": settings.MAP_TILES_ATTRIBUTION},
        }


class ContactBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Titre", max_length=80, default="Nous contacter")
    place = SnippetChooserBlock(
        Place,
        label="Lieu de l’annuaire",
        required=False,
        help_text="Son adresse et son téléphone viennent de sa fiche. Sinon, écrivez-les.",
    )
    who = blocks.CharBlock(
        label="Qui répond",
        max_length=100,
        required=False,
        help_text="Un service, pas une personne : « Accueil de la médiathèque ».",
    )
    phone = blocks.CharBlock(label="Téléphone", max_length=20, required=False, validators=[PHONE])
    email = blocks.EmailBlock(
        label="E-mail", required=False, help_text="Une adresse de service, jamais nominative."
    )
    address = blocks.TextBlock(label="Adresse", max_length=200, required=False, rows=2)
    hours = blocks.CharBlock(label="Quand", max_length=100, required=False)

    class Meta:
        label = "Contact"
        icon = "mobile-alt"
        template = "home/blocks/contact.html"
        description = "Qui appeler ou à qui écrire, et quand."
        preview_value = {
            "title": "Nous contacter",
            "who": "Accueil de la médiathèque",
            "phone": "05 55 00 00 01",
            "email": "accueil@exemple.fr",
            "hours": "Du mardi au samedi, de 10 h à 18 h",
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not any(cleaned[name] for name in ("place", "phone", "email", "address")):
            error = ValidationError("Choisissez un lieu, ou donnez un moyen de vous joindre.")
            raise blocks.StructBlockValidationError(non_block_errors=[error])
        return cleaned
