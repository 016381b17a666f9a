"""Small agreements of French that a sentence with a proper noun needs."""

from django.utils.translation import get_language

VOWELS = "aàâäæeéèêëiîïoôöœuùûüyAÀÂÄÆEÉÈÊËIÎÏOÔÖŒUÙÛÜY"
# Before a name that bears its article: « de » and the article become one word.
CONTRACTIONS = {"Le ": "du ", "Les ": "des "}


def is_french() -> bool:
    """Whether the page is read in French, easy to read or not."""
    return (get_language() or "fr").startswith("fr")


def colon() -> str:
    """The colon between a label and what it announces, with the spaces of the page's language."""
    return "\u00a0: " if is_french() else ": "


def of(name: str) -> str:
    """« de Guéret », « d’Aubusson », « du Havre », « des Abymes », « de La Souterraine ».

    In another language, which agrees otherwise, the name alone.
    """
    if not is_french():
        return name
    for article, contracted in CONTRACTIONS.items():
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d’{name}" if name[:1] in VOWELS else f"de {name}"
