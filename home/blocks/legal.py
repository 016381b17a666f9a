"""What an accessibility statement lists: each content that some people cannot use, and why."""

from django.core.validators import RegexValidator
from wagtail import blocks

CRITERION = RegexValidator(r"^(1[0-3]|[1-9])\.\d{1,2}$", "Écrivez un critère du RGAA, comme 1.1.")


class NonConformityBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label="Raison",
        choices=[
            ("fault", "Non-conformité"),
            ("burden", "Dérogation pour charge disproportionnée"),
            ("exempt", "Contenu non soumis à l’obligation"),
        ],
        default="fault",
    )
    criterion = blocks.CharBlock(
        label="Critère du RGAA", max_length=5, required=False, validators=[CRITERION]
    )
    what = blocks.TextBlock(
        label="Ce qui ne va pas", max_length=400, rows=2, help_text="Où, et pour qui."
    )
    instead = blocks.TextBlock(
        label="Comment faire autrement", max_length=400, required=False, rows=2
    )
    mended_by = blocks.DateBlock(label="Corrigé au plus tard le", required=False)

    class Meta:
        label = "Contenu non accessible"
        icon = "warning"
        template = "home/blocks/non_conformity.html"
        description = "Un contenu que certaines personnes ne peuvent pas utiliser."
        preview_value = {
            "kind": "fault",
            "criterion": "4.1",
            "what": "Une vidéo de l’accueil n’a pas de sous-titres.",
            "instead": "Sa transcription est sous la vidéo.",
        }


class NonConformitiesBlock(blocks.StreamBlock):
    non_conformity = NonConformityBlock()
