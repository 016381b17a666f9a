"""Tell a person from an organisation: in an e-mail address, a column's name, a cell."""

import re
import unicodedata
from functools import lru_cache

from places.standard.first_names import FAMILY_NAMES, FIRST_NAMES

# Words of an address that is a service's: whole ones, then beginnings.
_OFFICES = frozenset(
    """
    ville village france bus vie mfs msap efs fs pimms epn mjc mjep msa caf cpam mds mdd mdph mdl
    mq utpas udaf greta afpa pij bij crij cij ml mlr plie rh it dpo cs csc ccas cias cc cdc ca rpa
    rsp sp pms pvs bm bfm cub fab lab labo lac nord sud est ouest quartier num pref bureau salle
    etat civil droit poste port pays rural numero tiers lieu lieux fjt saint sainte st ste sts
    notre dame eglise chateau moulin le la les de du des d l en sur sous aux au et test job web
    mail apf afr asl mas esat ime siao chrs aire
    """.split()
)
_OFFICE_STARTS = tuple(
    """
    accueil acceuil admin adil agence agglo aidant anim antenne archiv asso ateli bibli bienvenue
    bonjour boutique campus central centre cidff circonscription citoyen club collect college com
    conseil contact contat coord courrier coworking culture cyber ddt defi depart devel dgas
    direct docum ecole economie education emmaus emploi enfan entrepr equipe erp espace eveil
    fablab fabrique famil federation formation foyer franceserv gestion groupe guichet habit hello
    hotel inclusion infor infos initiativ inscript insert internet itiner jeune jeunesse justice
    laboratoire lecture ligue local logement lycee magasin mairie maison mediat media menage
    mission mobil msap multi municip musee noreply numer office papier parent partenaire
    patrimoine permanence petite plateforme point pole prefect presid presse prestat prevention
    projet public quartier reception recrut region relais repar reseau reserv respons ressourc
    sante secret senior servic siege social socio solidar sousprefecture sport stage standard
    support team technique territ theatre tourisme tresor urbanis utile vacances webmaster welcome
    """.split()
)
_PERSON_COLUMN = re.compile(
    r"\b(?:prenom|mediat(?:eur|rice)|conseill(?:er|ere)|referente?|interlocut(?:eur|rice)|"
    r"responsable|direct(?:eur|rice)|animat(?:eur|rice)|format(?:eur|rice)|coordinat(?:eur|rice)|"
    r"contact|agent|presidente?|gestionnaire|redact(?:eur|rice)|intervenante?|benevole|maire)s?\b|"
    r"\b(?:anime|assure|tenu)e?s? par\b"
)
# As tools run them together: « NometPrenomdelapersonnereferente », « Nomdureferent ».
_GLUED_PERSON = re.compile(
    r"prenom|nom(?:de|du|la|l|le|s)+(?:referent|mediat(?:eur|rice)|conseiller|responsable|contact|"
    r"animat(?:eur|rice)|direct(?:eur|rice)|personne)"
)
# « Structure du conseiller », « Nombre d’agents »: these say nobody.
_NOT_OF_PERSONS = re.compile(
    r"\b(?:structure|organisme|employeur|types?|nombre|nb|services?|dispositifs?|labels?|"
    r"horaires?|jours?|dates?|porteurs?|presence|permanence)\b"
)
_FAMILY_NAME_COLUMN = re.compile(r"(?:nom|nom (?:de famille|usage|d usage|naissance))(?: fichier)?")
_MOBILE_COLUMN = re.compile(r"\b(?:mobiles?|portables?|gsm|tel perso\w*)\b")
_NO_LETTER = re.compile(r"[^a-z_-]")
_ANSWERS = frozenset(
    """
    oui non yes no true false vrai faux x nc na ok aucun aucune inconnu neant tel tels telephone fax
    fixe mel courriel email site adresse
    """.split()
)
_SHORTEST_NAME = 3
_SHORTEST_JOINED = 5
_LONGEST_ADDRESS = 254


def plain(text: str) -> str:
    """A text in lower-case ASCII, without accents."""
    text = text.lower()
    if text.isascii():
        return text
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def words_of(text: str) -> frozenset[str]:
    """The words of a text, in lower-case ASCII: a place's name, its commune."""
    return frozenset(re.findall(r"[a-z]+", plain(text)))


def is_first_name(word: str) -> bool:
    """Whether a word is a frequent French first name, maybe compound (« Jean-Pierre »)."""
    return all(part in FIRST_NAMES for part in plain(word).split("-"))


def is_nominative(address: str, context: frozenset[str] = frozenset()) -> bool:
    """Whether an e-mail address is a person's rather than a service's.

    Args:
        address: « prenom.nom@ », « p.nom@ », « nom.prenom@ », « prenom@ », « prenomnom@ »…
        context: the words of the place's name and commune, which name no person here
            (« louise.michel@ » at the centre Louise-Michel).
    """
    local, _, domain = plain(address[:_LONGEST_ADDRESS]).partition("@")
    local = local.strip(".-_")
    is_persons = _is_one_word_persons if local.isalpha() else _is_persons
    return is_persons(local, domain, context)


@lru_cache(maxsize=4096)
def is_office(word: str) -> bool:
    return word in _OFFICES or word.startswith(_OFFICE_STARTS)


def _is_persons(local: str, domain: str, context: frozenset[str]) -> bool:
    parts = [_NO_LETTER.sub("", part) for part in local.split(".")]
    words = [word for part in parts for word in part.replace("_", "-").split("-") if word]
    if len(words) == 1:
        return _is_one_word_persons(words[0], domain, context)
    own = [word for word in words if len(word) == 1 or not is_office(word)]
    if all(_is_told(word, context) for word in own):
        return False
    names = [word for word in own if word in FIRST_NAMES]
    if len(own) < len(words):
        return bool(names) and len(own) > 1 and "." in local
    if names:
        return True
    if len(parts) != 2 or any(_is_told(word, context) for word in own):  # noqa: PLR2004
        return False
    return min(map(len, parts)) >= 1 and max(map(len, parts)) >= _SHORTEST_NAME


def _is_told(word: str, context: frozenset[str]) -> bool:
    """Whether the context says a word, whole or as several: « appartinfos » of « Appart’Infos »."""
    ends = {0}
    for start in range(len(word) if context else 0):
        if start in ends:
            told = (each for each in context if len(each) >= _SHORTEST_NAME)
            ends |= {start + len(each) for each in told if word.startswith(each, start)}
    return word in context or len(word) in ends


def _is_one_word_persons(word: str, domain: str, context: frozenset[str]) -> bool:
    """« julie », « juliedupont », « jdupont »; not « julien » at Saint-Julien, nor an acronym."""
    if is_office(word):
        return False
    site = domain.rpartition(".")[0]
    if word in context or word in site or "".join(sorted(context)) == word:
        return False
    if word in FIRST_NAMES:
        return len(word) >= _SHORTEST_NAME
    if word[1:] in FAMILY_NAMES:
        return len(word) > _SHORTEST_JOINED
    for cut in range(_SHORTEST_JOINED, len(word) - _SHORTEST_NAME):
        rest = word[cut:]
        if word[:cut] in FIRST_NAMES and not (is_office(rest) or rest in context):
            return True
    return False


def masked(address: str) -> str:
    """An e-mail address as a report may show it: « j…@mairie.example »."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}…@{domain}"


@lru_cache(maxsize=1024)
def is_person_column(header: str) -> bool:
    """Whether a column says who works there: « Nom du conseiller », « Contact », « référent »."""
    spaced = _spaced(header)
    is_told = _PERSON_COLUMN.search(spaced) or _GLUED_PERSON.search(spaced)
    return bool(is_told) and not _NOT_OF_PERSONS.search(spaced)


@lru_cache(maxsize=1024)
def is_family_name_column(header: str) -> bool:
    """Whether a column, beside one of first names, holds family names."""
    return bool(_FAMILY_NAME_COLUMN.fullmatch(_spaced(header).strip()))


def is_first_name_column(header: str) -> bool:
    """Whether a column holds first names."""
    return "prenom" in plain(header)


@lru_cache(maxsize=1024)
def is_mobile_column(header: str) -> bool:
    """Whether a column holds somebody's mobile number: « tel_mobile », « Portable »."""
    return bool(_MOBILE_COLUMN.search(_spaced(header)))


@lru_cache(maxsize=1024)
def is_address_column(header: str) -> bool:
    """Whether a column holds names of streets or of places, which are no persons here."""
    return bool(re.search(r"\b(?:adress|address|nom|name|rue|voie|lieu)", _spaced(header)))


def _spaced(header: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)))


def names_somebody(text: str) -> bool:
    """Whether the cell of such a column names a person: more than a yes, a number or a service."""
    words = re.findall(r"[a-z]+", plain(text))
    return any(
        len(word) >= _SHORTEST_NAME and word not in _ANSWERS and not is_office(word)
        for word in words
    )
