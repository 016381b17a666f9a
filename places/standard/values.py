"""Find the terms that the values of a cell name, whichever version of the standard they follow."""

import re
import unicodedata
from functools import lru_cache

from places import place_types, standard_terms
from places.standard.columns import VOCABULARIES

Key = tuple[str, str]  # vocabulary, code

TERMS = {
    "service": standard_terms.SERVICES,
    "audience": standard_terms.AUDIENCES,
    "accommodation": standard_terms.ACCOMMODATIONS,
    "fee": standard_terms.FEES,
    "programme": standard_terms.PROGRAMMES,
    "label": standard_terms.LABELS,
    "access_mode": standard_terms.ACCESS_MODES,
    "support_mode": standard_terms.SUPPORT_MODES,
    "itinerancy": standard_terms.ITINERANCIES,
    "place_type": place_types.PLACE_TYPES,
}

# Values of version 0.1.1, and frequent short forms → the term they are in version 1.
OLDER_VALUES: dict[str, dict[str, str]] = {
    "service": {
        "Devenir autonome dans les démarches administratives": "demarches",
        "Réaliser des démarches administratives avec un accompagnement": "demarches",
        "Accompagner les démarches de santé": "demarches",
        "Prendre en main un smartphone ou une tablette": "outils-quotidien",
        "Prendre en main un ordinateur": "outils-quotidien",
        "Utiliser le numérique au quotidien": "outils-quotidien",
        "Favoriser mon insertion professionnelle": "emploi",
        "Créer et développer mon entreprise": "emploi",
        "Soutenir la parentalité et l'éducation avec le numérique": "parentalite",
        "Créer avec le numérique": "loisirs",
        "Approfondir ma culture numérique": "culture",
        "Promouvoir la citoyenneté numérique": "culture",
        "Accéder à une connexion internet": "acces-materiel",
        "Accéder à du matériel": "acces-materiel",
        "S'équiper en matériel informatique": "materiel-solidaire",
    },
    "audience": {
        "Seniors (+ 65 ans)": "seniors",
        "Familles/enfants": "familles",
        "Jeunes (16-26 ans)": "jeunes",
        "Uniquement femmes": "femmes",
        "Familles": "familles",
        "Enfant": "familles",
        "Familles/enfant": "familles",
    },
    "accommodation": {
        "Public langues étrangères": "langues-autres",
        "Handicaps psychiques : troubles psychiatriques donnant lieu à des atteintes "
        "comportementales": "handicaps-mentaux",
        "Handicaps mentaux : déficiences limitant les activités d'une "
        "personne": "handicaps-mentaux",
        "Personnes en situation d'illettrisme": "illettrisme",
        "Déficiance visuelle": "deficience-visuelle",
    },
    "fee": {
        "Gratuit : Je peux accéder gratuitement au lieu et à ses services": "gratuit",
        "Gratuit sous condition : La gratuité est conditionnée à des critères (situation "
        "familiale, convention avec un organisme social...)": "gratuit-sous-condition",
        "Payant : L'accès au lieu et/ou à ses services est payant": "payant",
        "Adhésion : L'accès au lieu et/ou à ses services nécessite d'y adhérer": "payant",
        "Accepte le Pass numérique : Il est possible d'utiliser un Pass numérique pour accéder "
        "au lieu": "gratuit-sous-condition",
    },
    "programme": {
        "CNFS": "conseillers-numeriques",
        "France Service": "france-services",
        "Point numérique CAF": "point-numerique-caf",
        "Point relais CAF": "point-numerique-caf",
        "Grandes écoles du numérique": "grande-ecole-du-numerique",
    },
    "support_mode": {
        "Seul : j'ai accès à du matériel et une connexion": "autonomie",
        "Avec de l'aide : je suis accompagné seul dans l'usage du numérique": "individuel",
        "Dans un atelier : j'apprends collectivement à utiliser le numérique": "atelier",
    },
    "place_type": {
        "Bibliothèque": "bib",
        "Médiathèque": "bib",
        "Mairie": "muni",
        "PIJ": "pij-bij",
        "BIJ": "pij-bij",
        "PE": "ft",
    },
}
# Values of version 0.1.1 that version 1 gave up: known, and kept beside the terms.
GIVEN_UP = (
    "Adultes",
    "A ma place : une personne habilitée fait les démarches à ma place",
    "APTIC",
    "Relais pôle emploi",
    "French Tech",
    "Campus connecté",
)
# Tried one after the other on what is not a value yet: some values hold commas and slashes.
_LONGEST_REMEMBERED = 2000
_SEPARATORS = (r"[|;]+", r",", r" ?/ | / ?")


@lru_cache(maxsize=1024)
def folded(value: str) -> str:
    """A value without accents, case, spaces or punctuation, to be compared."""
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", plain)


def _known(column: str) -> dict[str, Key]:
    """Folded value → term, national values first, then the older ones, then plain words."""
    known: dict[str, Key] = {}
    for position in (1, None, 2):
        for name in VOCABULARIES[column]:
            if position is None:
                pairs = [(value, code) for value, code in OLDER_VALUES.get(name, {}).items()]
            else:
                pairs = [(term[position], term[0]) for term in TERMS[name]]
            for value, code in pairs:
                known.setdefault(folded(value), (name, code))
    return known


_KNOWN = {column: _known(column) for column in VOCABULARIES}
_GIVEN_UP = {folded(value) for value in GIVEN_UP}
NATIONAL_LABELS: dict[Key, str] = {
    (name, code): label for name, terms in TERMS.items() for code, label, *_rest in terms
}


def terms_of(column: str, text: str) -> tuple[frozenset[Key], tuple[str, ...]]:
    """The terms that a cell names, and the pieces that name none, as written.

    Args:
        column: a column of version 1 that holds values of closed lists.
        text: one or several values, separated by « | », « ; », « , » or « / ».
    """
    read = _terms_of if len(text) <= _LONGEST_REMEMBERED else _terms_of.__wrapped__
    return read(column, text)


@lru_cache(maxsize=4096)
def _terms_of(column: str, text: str) -> tuple[frozenset[Key], tuple[str, ...]]:
    terms: set[Key] = set()
    unknown: list[str] = []
    one_line = " ".join(text.replace("\n", "|").split())
    for piece in re.split(_SEPARATORS[0], one_line):
        if piece.strip():
            found, rest = _resolved(_KNOWN[column], piece.strip(), 1)
            terms |= found
            unknown += rest
    return frozenset(terms), tuple(dict.fromkeys(unknown))


def _resolved(known: dict[str, Key], piece: str, depth: int) -> tuple[set[Key], list[str]]:
    if term := known.get(folded(piece)):
        return {term}, []
    if folded(piece) in _GIVEN_UP or depth == len(_SEPARATORS):
        return set(), [piece]
    terms: set[Key] = set()
    unknown: list[str] = []
    for part in re.split(_SEPARATORS[depth], piece):
        if part.strip():
            found, rest = _resolved(known, part.strip(), depth + 1)
            terms |= found
            unknown += rest
    # Nothing known inside: the separator was part of the words.
    return (terms, unknown) if terms else (set(), [piece])


def is_given_up(value: str) -> bool:
    """Whether a value existed in version 0.1.1 and has no equivalent in version 1."""
    return folded(value) in _GIVEN_UP
