"""The body of a page: the blocks an editor picks from, in this order."""

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
