"""The e-mail addresses that may be given to everybody: those of a place, not of a person."""

import re

from places.geocoding import normalise

# A word of these says that the address belongs to a service.
OF_A_SERVICE = frozenset(
    "accueil adj administratif administration agence aidants antenne asso association atelier "
    "ateliers bib bibli biblio bibliotheque bij bonjour bureau caf cap ccas centre cias cite "
    "club cms cnfs com comcom commune communication conseil conseiller conseillernumerique "
    "conseillers contact coordination courrier cs csc culture cyber cyberbase departement "
    "digital direction documentation ecole emploi epn espace espacenumerique evs fablab "
    "famille familles formation foyer france franceservices fs gare guichet hello info "
    "information informatique infos initiation inscription insertion jeunes jeunesse labo "
    "lecture ligue ludotheque mairie maison mda mdd mde mds mediateur mediatheque mediation "
    "mfs mission mjc mobile msap multimedia municipal numerique office ordi permanence pij "
    "pimms plateforme point pole poste presidence president rdv relais reseau residence rh "
    "sante secretaire secretariat service services siege sij social sociale solidaire "
    "solidarite solidarites standard support tiers tierslieu tourisme urbanisme usagers ville "
    "web".split()
)
_WORDS = re.compile(r"[a-z]+")
SHORTEST = 3  # letters: below, a word in common proves nothing


def public_emails(lines: str, *names: str) -> list[str]:
    """The lines that belong to the place.

    An address stays when what stands before « @ » has a word of a service, or a word of `names`
    (the place, its commune, its organisation) or of its own domain; any other may name a person.
    """
    own = {word for name in names for word in normalise(name).split() if len(word) >= SHORTEST}
    return [line for line in map(str.strip, lines.splitlines()) if _is_public(line, own)]


def _is_public(line: str, own: set[str]) -> bool:
    local, _, domain = line.lower().partition("@")
    words = set(_WORDS.findall(normalise(local)))
    host = domain.rpartition(".")[0]
    known = OF_A_SERVICE | own | {word for word in _WORDS.findall(host) if len(word) >= SHORTEST}
    return bool(words & known) or any(_begins(local, word) for word in OF_A_SERVICE)


def _begins(local: str, word: str) -> bool:
    # « mairiedegueret@ », « mediatheque23@ »: a long enough word of a service opens the address.
    return len(word) > SHORTEST and local.startswith(word)
