"""The body of a page: the blocks an editor picks from, in this order."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from home.blocks.figures import KeyFiguresBlock
from home.blocks.files import DocumentBlock, ImageBlock, VideoBlock
from home.blocks.places import ContactBlock, PlacesBlock
from home.blocks.words import CalloutBlock, EasyBlock, QuestionsBlock, StepsBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class BodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(
        label="Texte",
        icon="pilcrow",
        features=TEXT_FEATURES,
        template="home/blocks/text.html",
        description="Des titres, des paragraphes, des listes, des liens.",
        preview_value="<h2>Un titre</h2><p>Une phrase courte. Une idée par phrase.</p>",
    )
    easy = EasyBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    questions = QuestionsBlock()
    image = ImageBlock()
    video = VideoBlock()
    document = DocumentBlock()
    key_figures = KeyFiguresBlock()
    places = PlacesBlock()
    contact = ContactBlock()

    def clean(self, value: Any) -> Any:
        """Refuse a second map: the page's script opens one."""
        cleaned = super().clean(value)
        maps = [i for i, child in enumerate(cleaned) if shows_map(child)]
        if len(maps) > 1:
            error = ValidationError("Une page n’a qu’une carte : décochez-la ici.")
            raise blocks.StreamBlockValidationError(block_errors={maps[1]: error})
        return cleaned


def shows_map(child: Any) -> bool:
    """Say whether a block of a body offers a map."""
    return child.block_type == "places" and bool(child.value.get("has_map"))
