"""The cards of the home page: one thing people come for, and the places that help with it."""

from wagtail import blocks

from places.vocabulary import TERMS

# Icons of `home.templatetags.ui` that make sense on a card.
CARD_ICONS = [
    ("document", "Document"),
    ("phone", "Téléphone"),
    ("screen", "Ordinateur"),
    ("shield", "Bouclier"),
    ("person", "Personne"),
    ("house", "Maison"),
    ("group", "Groupe"),
    ("mail", "Message"),
    ("calendar", "Calendrier"),
    ("map-pin", "Repère"),
]


def service_choices() -> list[tuple[str, str]]:
    return [(code, plain_label) for code, _, plain_label, _ in TERMS["service"]]


class CardBlock(blocks.StructBlock):
    label = blocks.CharBlock(label="Texte", max_length=50)
    icon = blocks.ChoiceBlock(label="Dessin", choices=CARD_ICONS, default="document")
    service = blocks.ChoiceBlock(label="Service des lieux", choices=service_choices)

    class Meta:
        label = "Carte"
        icon = "link"
        template = "home/blocks/card.html"
        description = "Ce que les gens viennent faire ; la carte mène aux lieux qui y aident."
        preview_value = {
            "label": "Faire une démarche en ligne",
            "icon": "document",
            "service": "demarches",
        }


class CardsBlock(blocks.StreamBlock):
    card = CardBlock()

    class Meta:
        max_num = 6
