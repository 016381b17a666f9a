"""Which words beside opening hours are a mere comment, and which may change them."""

import re

from places.opening_hours.french_tokens import day_of, fold
from places.opening_hours.french_words import DAYS, MONTH

LONGEST_WORDS = 100
SHORT_DAY = 3  # letters: shorter ones are also French words
PHONE = re.compile(r"(?:\+33 ?|0)[1-9](?:[ .]?\d\d){4}(?!\d)")
PLAIN = re.compile(r"[a-z' ,.:&+-]*")
# Words that tell when, or how, a place is open: a text that has them is no mere comment.
TELLING = re.compile(
    r"\b(?:sauf|hors|hormis|except|ferm|vacan|ferie|conge|ete\b|hiver|printemps|automne|saison|"
    r"mois|mensu|semaine|hebdo|quinzaine|trimestr|annee|annuel|ans?\b|exception|tele|tel\b|appel|"
    r"visio|distance|partir|jusqu|environ|vers\b|altern|provisoire|tempora|actuel|avant|apres|"
    r"jour(?!nee continue)|heure|horaire|matin|midi|minuit|soir|nuit|periode|scolaire|ramadan|"
    r"dernier|premier|fois|pas\b|ne\b|non\b(?![ -]stop)|aucun|plus\b|suspend|annul|complet|ancien|"
    r"sur deux|pair|impair|ouv|prochain|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|"
    r"ou\b|meme|compris|defin|confirm|chaque|demain|hier|aujourd|bientot|depuis|nouve)"
)


def is_harmless(words: str) -> bool:
    """Say if words tell nothing of when a place is open, so that they may stay a comment."""
    if len(words) > LONGEST_WORDS:
        return False
    plain = PHONE.sub("", "".join(map(fold, words)))
    if not PLAIN.fullmatch(plain) or TELLING.search(plain):
        return False
    return not any(
        word in MONTH or day_of(word) is not None
        for word in re.findall(r"[a-z]+", plain)
        if len(word) >= SHORT_DAY or word not in DAYS
    )
