"""Small agreements of French that a sentence with a proper noun needs."""

VOWELS = "aàâäæeéèêëiîïoôöœuùûüyAÀÂÄÆEÉÈÊËIÎÏOÔÖŒUÙÛÜY"
# Before a name that bears its article: « de » and the article become one word.
CONTRACTIONS = {"Le ": "du ", "Les ": "des "}


def of(name: str) -> str:
    """« de Guéret », « d’Aubusson », « du Havre », « des Abymes », « de La Souterraine »."""
    for article, contracted in CONTRACTIONS.items():
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d’{name}" if name[:1] in VOWELS else f"de {name}"
