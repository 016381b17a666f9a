"""Blocks that carry a file of the library: image, document, video with its words."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

VIDEO_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}
CAPTIONS = "vtt"
CAPTIONS_START = b"WEBVTT"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
TRANSCRIPT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link"]


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label="Image")
    alt = blocks.CharBlock(
        label="Ce que montre l’image",
        max_length=250,
        help_text="Lu à voix haute à qui ne voit pas l’image : dites ce qu’elle apprend.",
    )
    caption = blocks.CharBlock(label="Légende, crédit", max_length=200, required=False)

    class Meta:
        label = "Image"
        icon = "image"
        template = "home/blocks/image.html"
        description = "Une image utile au texte ; sa description est obligatoire."
        preview_template = "home/blocks/previews/image.html"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label="Fichier")
    label = blocks.CharBlock(label="Ce que c’est", max_length=100)

    class Meta:
        label = "Fichier à télécharger"
        icon = "download"
        template = "home/blocks/document.html"
        description = "Un fichier, avec son format et son poids écrits à côté."
        preview_template = "home/blocks/previews/document.html"


class VideoBlock(blocks.StructBlock):
    """A file of ours, played by the browser itself: nobody else learns who watches."""

    title = blocks.CharBlock(label="Titre", max_length=100)
    video = DocumentChooserBlock(
        label="Vidéo",
        help_text="Un fichier MP4 ou WebM de 10 Mo au plus : 3 minutes en 480p suffisent.",
    )
    poster = ImageChooserBlock(
        label="Image d’attente", required=False, help_text="Ce qu’on voit avant de lancer la vidéo."
    )
    is_silent = blocks.BooleanBlock(label="Personne ne parle", required=False)
    captions = DocumentChooserBlock(
        label="Sous-titres",
        required=False,
        help_text="Un fichier WebVTT (.vtt). Obligatoires dès que quelqu’un parle.",
    )
    transcript = blocks.RichTextBlock(
        label="Transcription",
        features=TRANSCRIPT_FEATURES,
        help_text="Tout ce qui se dit et ce qui se voit : on peut la lire au lieu de regarder.",
    )

    class Meta:
        label = "Vidéo et transcription"
        icon = "media"
        template = "home/blocks/video.html"
        description = "Une vidéo hébergée ici, sous-titrée, avec sa transcription à lire."
        preview_template = "home/blocks/previews/video.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if cleaned["video"].file_extension.lower() not in VIDEO_TYPES:
            errors["video"] = ValidationError("Choisissez un fichier MP4 ou WebM.")
        if fault := captions_fault(cleaned["captions"], is_silent=cleaned["is_silent"]):
            errors["captions"] = ValidationError(fault)
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        extension = value["video"].file_extension.lower() if value.get("video") else ""
        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"video_type": VIDEO_TYPES.get(extension, "")}


def captions_fault(captions: Any, *, is_silent: bool) -> str:
    """What is wrong with the captions of a video, in one sentence; empty when nothing is."""
    if captions is None:
        missing = "Ajoutez les sous-titres, ou cochez « personne ne parle »."
        return "" if is_silent else missing
    if captions.file_extension.lower() != CAPTIONS:
        return "Choisissez un fichier de sous-titres WebVTT, dont le nom finit par .vtt."
    with captions.open_file() as file:
        start = file.read(16).removeprefix(BYTE_ORDER_MARK)
    return "" if start.startswith(CAPTIONS_START) else "Ce fichier ne commence pas par WEBVTT."
