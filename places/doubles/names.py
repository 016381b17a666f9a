"""How much two names of places say the same, whatever their order, accents and acronyms."""

import re
from collections.abc import Iterable
from functools import lru_cache

from places.geocoding.names import LINKS, normalise

# Kinds of places, by what stands for them in a name; longer phrases first. Two kinds under one
# roof are two places: the town hall and its library share an address, a SIRET, a switchboard.
PHRASES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), code)
    for pattern, code in (
        (
            "(?:maison|espace|point|antenne|label|structure)? ?(?:de )?france services?"
            "|maisons? de services? (?:au|aux|et de services au) publics?"
            "|maison (?:du|des) services? (?:au |aux |de )?publics?|msap|mfs|efs",
            "franceservices",
        ),
        ("centres? (?:inter)?commun(?:al|aux) d actions? sociales?|cias", "ccas"),
        ("centre departemental d action sociale", "mds"),
        (
            "maisons? departementales? (?:des|de la|de) (?:solidarites?|l action sociale)"
            "|maisons? (?:des|de la) solidarites?|mdas",
            "mds",
        ),
        ("maisons? des jeunes et (?:de )?la culture", "mjc"),
        ("espaces? publics? numeriques?|cyber ?bases?|cyber ?centres?|cyber ?espaces?", "epn"),
        ("espaces? (?:de )?vie sociale", "evs"),
        ("centres? (?:social|sociaux|socio ?culturels?)(?: et (?:socio)?culturel)?", "csc"),
        ("missions? locales?(?: jeunes)?", "missionlocale"),
        ("points? information mediation(?: multi ?services?)?|pimms(?: mediation)?", "pimms"),
        ("(?:deplacements? )?(?:a|au) domicile", "domicile"),
        ("bus|minibus|camions?|camping car|van|itinerante?s?|mobiles?", "bus"),
        ("pole emploi|france travail|agence pole emploi", "francetravail"),
        ("caisse (?:d )?allocations? familiales?", "caf"),
        ("caisse primaire (?:d )?assurance maladie|assurance maladie", "cpam"),
        ("mutualite sociale agricole", "msa"),
        ("bureaux? de poste|agences? postales?(?: communales?)?|relais poste|la poste", "poste"),
        (
            "mediatheques?|bibliotheques?|ludo ?mediatheques?|medialudotheques?|ludotheques?|bdp"
            "|biblio|mediacentre",
            "mediatheque",
        ),
        ("hotel de ville|mairies?(?: annexes?)?|commune|municipalite", "mairie"),
        ("communautes? (?:de communes|d agglomeration|urbaine)|cc|metropole", "intercommunalite"),
        ("tiers lieux?|fab ?labs?|coworking", "tierslieu"),
        ("foyers? (?:de|des) jeunes travailleurs|fjt", "fjt"),
        ("ecoles?|colleges?|lycees?|universite|campus", "ecole"),
        ("points? info(?:rmation)? jeunesse|bureaux? info(?:rmation)? jeunesse|pij|bij", "pij"),
        ("conseil departemental|departement", "departement"),
        ("prefecture|sous prefecture", "prefecture"),
        ("emmaus connect", "emmausconnect"),
        ("maisons? de quartier|maison (?:du citoyen|des habitants)", "maisondequartier"),
    )
)
KINDS = frozenset(code for _pattern, code in PHRASES) | {"ccas", "mds", "mjc", "epn", "evs", "csc"}
# Institutions house services of their own: a name that adds a word to theirs is another place.
INSTITUTIONS = frozenset({"departement", "intercommunalite", "mairie", "prefecture"})
# Kinds that say little of where one is: another kind beside them is no contradiction.
VAGUE_KINDS = frozenset({"epn", "intercommunalite", "departement"})
# Words that most names could bear.
COMMON = frozenset(
    """accueil accompagnement aide aidants aidant antenne association asso assoc atelier ateliers
    centre cn coin conseil conseiller conseillere conseillers numerique numeriques digital
    espace inclusion lieu locale local maison mediation mediateur municipal
    municipale municipaux intercommunale intercommunal intercommunalite permanence point pole
    public publique ressource ressources rural rurale secours service services site social sociale
    solidaire structure ville village territoire territorial territoriale departementale
    departemental communal communale communautaire reseau cyber informatique internet connect
    labellise label ouvert pour avec chez par dans the""".split()
)
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
COMMON_WEIGHT, KIND_WEIGHT, OWN_WEIGHT = 0.25, 1.0, 1.5
LONG_ENOUGH = 5


@lru_cache(maxsize=4096)  # beyond, a whole country would be held
def words_of(name: str, commune: str) -> frozenset[str]:
    """The words of a name that count: kinds under one code, without its commune nor articles.

    >>> sorted(words_of("Mairie de Saint-Vaury – Maison France Services", "Saint-Vaury"))
    ['franceservices', 'mairie']
    """
    text = normalise(name)
    town = town_of(commune)
    text = re.sub(rf"\b{town}(?: \d+)?\b", " ", text) if town else text
    for pattern, code in PHRASES:
        text = pattern.sub(f" {code} ", text)
    words = [ROMAN.get(word, word) for word in text.split() if word not in LINKS]
    kept = {word for word in words if len(word) > 1 or word.isdigit()}
    return frozenset(kept - set(town.split()) or kept)


def town_of(commune: str) -> str:
    """A commune by which two writings are one: « Paris 10e arrondissement » is « paris »."""
    return normalise(commune).rstrip("0123456789 ")


def kinds_of(words: Iterable[str]) -> frozenset[str]:
    """What kinds of place the words name."""
    return KINDS.intersection(words)


def own_words(words: Iterable[str]) -> frozenset[str]:
    """The words that tell one place from another of its kind, numbers aside."""
    return frozenset(w for w in words if w not in KINDS and w not in COMMON and not w.isdigit())


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets of words say the same, from 0 to 1: the shared weight in the whole."""
    if not (one or other):
        return 1.0
    shared = one & other
    lone, alone = one - shared, other - shared
    near = _near_words(lone, alone)
    common = _weight(shared) + sum(min(_weight([a]), _weight([b])) for a, b in near)
    left = _weight(lone - {a for a, _b in near}) + _weight(alone - {b for _a, b in near})
    return common / (common + left) if common + left else 0.0


def _weight(words: Iterable[str]) -> float:
    return sum(
        COMMON_WEIGHT if word in COMMON else KIND_WEIGHT if word in KINDS else OWN_WEIGHT
        for word in words
    )


def _near_words(one: Iterable[str], other: Iterable[str]) -> list[tuple[str, str]]:
    """Words of each side that are one word written otherwise: a fault, a plural, an ending cut."""
    pairs = []
    free = set(other)
    for word in sorted(one):
        match = next((w for w in sorted(free) if _is_near(word, w)), None)
        if match:
            free.discard(match)
            pairs.append((word, match))
    return pairs


def _is_near(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < LONG_ENOUGH or shorter.isdigit():
        return longer in (f"{shorter}s", f"{shorter}x") and len(shorter) > 2  # noqa: PLR2004
    return longer.startswith(shorter) or (
        len(longer) - len(shorter) <= 1 and _one_fault(shorter, longer)
    )


def _one_fault(shorter: str, longer: str) -> bool:
    """Whether one sign wrong, missing, or swapped with the next makes one word of the other."""
    start = next((i for i, sign in enumerate(shorter) if sign != longer[i]), len(shorter))
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    rest, other = shorter[start + 1 :], longer[start + 1 :]
    swapped = shorter[start : start + 2] == longer[start : start + 2][::-1]
    return rest == other or (swapped and rest[1:] == other[1:])
