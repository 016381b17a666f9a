"""What editors build a page with: each block says what it is for and shows an example."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from places.models import Place, Territory
from places.vocabulary import TERMS

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
LINE_FEATURES = ["bold", "italic", "link"]

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
    """One thing people come for, and the places that help with it."""

    label = blocks.CharBlock(label="texte", max_length=50)
    icon = blocks.ChoiceBlock(label="dessin", choices=CARD_ICONS, default="document")
    service = blocks.ChoiceBlock(label="service des lieux", choices=service_choices)

    class Meta:
        label = "Carte"
        icon = "link"
        template = "home/blocks/card.html"


class CardsBlock(blocks.StreamBlock):
    card = CardBlock()

    class Meta:
        max_num = 6


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label="genre",
        choices=[("info", "À savoir"), ("warning", "Attention"), ("success", "Bonne nouvelle")],
        default="info",
    )
    title = blocks.CharBlock(label="titre", max_length=80, required=False)
    text = blocks.TextBlock(label="texte", max_length=500)

    class Meta:
        label = "Encadré"
        icon = "info-circle"
        template = "home/blocks/callout.html"
        description = "Ce qu’il ne faut pas manquer, en deux ou trois phrases."
        preview_value = {
            "kind": "warning",
            "title": "Votre mot de passe est à vous",
            "text": "Aucun service public ne vous le demande, ni par téléphone ni par e-mail.",
        }


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", max_length=80, required=False)
    steps = blocks.ListBlock(
        blocks.RichTextBlock(features=LINE_FEATURES), label="étapes", min_num=2
    )

    class Meta:
        label = "Étapes"
        icon = "list-ol"
        template = "home/blocks/steps.html"
        description = "Une suite de gestes numérotés, un seul geste par étape."
        preview_value = {
            "title": "Prendre rendez-vous",
            "steps": ["<p>Choisissez un lieu.</p>", "<p>Appelez-le.</p>"],
        }


class KeyFigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(label="chiffre", max_length=20)
    label = blocks.CharBlock(label="ce qu’il compte", max_length=100)


class KeyFiguresBlock(blocks.StructBlock):
    figures = blocks.ListBlock(KeyFigureBlock(), label="chiffres", max_num=4)
    source = blocks.CharBlock(label="source et date", max_length=150)

    class Meta:
        label = "Chiffres clés"
        icon = "order"
        template = "home/blocks/key_figures.html"
        description = "Jusqu’à quatre chiffres, avec leur source et leur date."
        preview_value = {
            "figures": [{"value": "31", "label": "lieux ouverts"}],
            "source": "Département, décembre 2026",
        }


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label="fichier")
    label = blocks.CharBlock(label="ce que c’est", max_length=100)

    class Meta:
        label = "Fichier à télécharger"
        icon = "download"
        template = "home/blocks/document.html"
        description = "Un fichier, avec son format et son poids écrits à côté."


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label="question", max_length=150)
    answer = blocks.RichTextBlock(label="réponse", features=["bold", "italic", "ol", "ul", "link"])


class QuestionsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", max_length=80, default="Questions fréquentes")
    questions = blocks.ListBlock(QuestionBlock(), label="questions")

    class Meta:
        label = "Questions et réponses"
        icon = "help"
        template = "home/blocks/questions.html"
        description = "Des questions que l’on déplie, écrites comme les gens les posent."
        preview_value = {
            "title": "Questions fréquentes",
            "questions": [
                {"question": "Est-ce gratuit ?", "answer": "<p>Oui, presque partout.</p>"}
            ],
        }


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label="image")
    alt = blocks.CharBlock(
        label="ce que montre l’image",
        max_length=250,
        help_text="Lu à voix haute à qui ne voit pas l’image : dites ce qu’elle apprend.",
    )
    caption = blocks.CharBlock(label="légende, crédit", max_length=200, required=False)

    class Meta:
        label = "Image"
        icon = "image"
        template = "home/blocks/image.html"
        description = "Une image utile au texte ; sa description est obligatoire."


class PlacesBlock(blocks.StructBlock):
    shown_places = 12

    title = blocks.CharBlock(label="titre", max_length=80)
    kind = blocks.ChoiceBlock(label="type de territoire", choices=Territory.Kind.choices)
    code = blocks.CharBlock(
        label="code du territoire",
        max_length=9,
        help_text="Code INSEE, ou SIREN pour une intercommunalité.",
    )

    class Meta:
        label = "Lieux d’un territoire"
        icon = "site"
        template = "home/blocks/places.html"
        description = "Les premiers lieux d’un territoire, et un lien vers tous les autres."

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if Territory(cleaned["kind"], cleaned["code"].strip().upper()).row() is None:
            error = ValidationError("Aucun territoire de ce type ne porte ce code.")
            raise blocks.StructBlockValidationError(block_errors={"code": error})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        territory = Territory(value["kind"], value["code"].strip().upper())
        places = Place.objects.published().within(territory)
        shown = places.only("name", "slug", "commune_name", "phone")[: self.shown_places]
        return super().get_context(value, parent_context) | {
            "places": shown,
            "place_count": places.count(),
            "territory": territory,
        }


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    text = blocks.RichTextBlock(
        label="Texte",
        icon="pilcrow",
        features=TEXT_FEATURES,
        template="home/blocks/text.html",
        description="Des titres, des paragraphes, des listes, des liens.",
        preview_value="<h2>Un titre</h2><p>Une phrase courte. Une idée par phrase.</p>",
    )
    callout = CalloutBlock()
    steps = StepsBlock()
    key_figures = KeyFiguresBlock()
    questions = QuestionsBlock()
    image = ImageBlock()
    document = DocumentBlock()
    places = PlacesBlock()


class PhoneNumberBlock(blocks.StructBlock):
    label = blocks.CharBlock(label="qui répond", max_length=80)
    number = blocks.CharBlock(
        label="numéro",
        max_length=20,
        validators=[RegexValidator(r"^\+?[\d\s.]{2,20}$", "Écrivez un numéro de téléphone.")],
    )

    class Meta:
        label = "Numéro"
        icon = "mobile-alt"


class PhoneNumbersBlock(blocks.StreamBlock):
    number = PhoneNumberBlock()

    class Meta:
        max_num = 8
