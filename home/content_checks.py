"""The accessibility checks of the CMS: more rules than Wagtail's own, in plain French."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.userbar import ContentCheckerItem

# Rule of axe-core: what is wrong, what to do.
RULES = {
    "button-name": ("Un bouton est vide", "Écrivez ce qu’il fait."),
    "color-contrast": ("Un texte se lit mal sur son fond", "Choisissez une autre couleur."),
    "empty-heading": ("Un titre est vide", "Écrivez-le ou supprimez-le."),
    "empty-table-header": ("L’en-tête d’un tableau est vide", "Dites ce que contient la colonne."),
    "frame-title": ("Un cadre n’a pas de titre", "Dites ce qu’il contient."),
    "heading-order": ("Un titre saute un niveau", "Un titre 3 vient après un titre 2."),
    "image-alt": ("Une image n’a pas de description", "Dites ce qu’elle apprend."),
    "input-button-name": ("Un bouton est vide", "Écrivez ce qu’il fait."),
    "link-in-text-block": ("Un lien ne se voit pas dans le texte", "Laissez-le souligné."),
    "link-name": ("Un lien est vide", "Écrivez où il mène."),
    "list": ("Une liste est mal faite", "Refaites-la avec le bouton « Liste »."),
    "p-as-heading": ("Un paragraphe sert de titre", "Prenez un vrai titre dans le menu."),
    "page-has-heading-one": ("La page n’a pas de grand titre", "Remplissez le champ « Titre »."),
    "alt-text-quality": (
        "La description d’une image est un nom de fichier",
        "Dites ce que montre l’image.",
    ),
    "empty-meta-description": (
        "La page n’a pas de résumé",
        "Écrivez une phrase dans « Promotion », pour les moteurs de recherche.",
    ),
}


class FrenchChecker(ContentCheckerItem):
    axe_run_only = list(RULES)
    axe_messages = {
        rule: {"error_name": error, "help_text": advice} for rule, (error, advice) in RULES.items()
    }


def with_our_rules(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Put our checks in the place of Wagtail's, in the editor and over a preview alike."""
    items[:] = [
        FrenchChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
