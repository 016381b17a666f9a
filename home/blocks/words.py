"""Blocks made of words: callout, steps, questions, and text easy to understand."""

import re

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

LINE_FEATURES = ["bold", "italic", "link"]
ANSWER_FEATURES = ["bold", "italic", "ol", "ul", "link"]
# A sentence ends, and another begins; « M. » ends none.
SECOND_SENTENCE = re.compile(r"(?<!\bM)[.!?…]\s+\S")


def one_idea(text: str) -> None:
    """Refuse a line of two sentences: European rules of easy reading ask for one idea each."""
    # French sets a space before « ? » and « ! »: it is the space after that tells.
    if SECOND_SENTENCE.search(text.strip()):
        raise ValidationError("Une seule idée par ligne : mettez la suite sur une autre ligne.")


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label="Genre",
        choices=[("info", "À savoir"), ("warning", "Attention"), ("success", "Bonne nouvelle")],
        default="info",
    )
    title = blocks.CharBlock(label="Titre", max_length=80, required=False)
    text = blocks.TextBlock(label="Texte", max_length=500)

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


class EasyLineBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="Phrase", max_length=120, validators=[one_idea])
    picture = ImageChooserBlock(
        label="Dessin",
        required=False,
        help_text="Il montre ce que dit la phrase. La phrase suffit à qui ne le voit pas.",
    )


class EasyBlock(blocks.StructBlock):
    """Short lines, one idea each; never under the European logo, which readers must grant."""

    title = blocks.CharBlock(label="Titre", max_length=80, required=False)
    lines = blocks.ListBlock(EasyLineBlock(), label="Lignes", min_num=1)

    class Meta:
        label = "Facile à comprendre"
        icon = "openquote"
        template = "home/blocks/easy.html"
        description = "Des phrases très courtes : une idée par ligne, un dessin si besoin."
        preview_value = {
            "title": "Venir au rendez-vous",
            "lines": [
                {"text": "Vous avez un rendez-vous."},
                {"text": "Prenez votre carte d’identité."},
                {"text": "Une personne vous aide."},
            ],
        }


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Titre", max_length=80, required=False)
    steps = blocks.ListBlock(
        blocks.RichTextBlock(features=LINE_FEATURES), label="Étapes", min_num=2
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


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label="Question", max_length=150)
    answer = blocks.RichTextBlock(label="Réponse", features=ANSWER_FEATURES)


class QuestionsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Titre", max_length=80, default="Questions fréquentes")
    questions = blocks.ListBlock(QuestionBlock(), label="Questions")

    class Meta:
        label = "Questions et réponses"
        icon = "help"
        template = "home/blocks/questions.html"
        description = "Des questions que l’on déplie, écrites comme les gens les posent."
        preview_value = {
            "title": "Questions fréquentes",
            "questions": [
                {"question": "Est-ce gratuit ?", "answer": "<p>Oui, presque partout.</p>"}
            ],
        }
