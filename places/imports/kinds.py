"""What remarks are about: what became of the cell, and the sort by which they are counted."""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from places.imports.labels import label_of
from places.standard import Issue

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
LONGEST_KIND = 120
# Code of a kind → what was done, for people; docs/reparations.md tells each at length.
KINDS = {
    "address_split": "adresse, code postal et commune séparés",
    "cedex_code": "code CEDEX remplacé par le code postal de la commune",
    "cedex_removed": "CEDEX retiré du code postal ou de la commune",
    "code_float": "code écrit comme un nombre à virgule, remis en code",
    "commune_completed": "commune complétée d’après le code postal ou le code INSEE",
    "commune_from_name": "commune trouvée d’après le nom du lieu",
    "commune_from_point": "commune trouvée d’après les coordonnées",
    "conic_conformal": "mètres (CC 42 à CC 50) convertis en degrés",
    "date_read": "date réécrite, année d’abord",
    "decimal_comma": "virgule décimale remplacée",
    "degrees_read": "degrés et minutes convertis",
    "encoding": "caractères relus dans leur encodage",
    "far_point": "point à plus de 30 km de sa commune, gardé",
    "future_date": "date à venir, gardée",
    "geocoded_commune": "coordonnées absentes\u202f: le point de la commune est pris",
    "grouped": "plusieurs lignes réunies en un lieu",
    "hours_from_columns": "horaires lus dans les colonnes de la semaine",
    "hours_from_crosses": "jours cochés lus comme des horaires",
    "hours_from_prose": "horaires lus dans une phrase",
    "hours_idem": "«\u00a0idem\u00a0» lu comme les horaires du jour d’avant",
    "hours_kept_as_text": "horaires gardés et montrés en toutes lettres",
    "hours_mended": "horaires corrigés",
    "hours_told": "horaires à vérifier",
    "html_removed": "balises HTML retirées",
    "insee_as_postal_code": "code INSEE remplacé par le code postal de la commune",
    "insee_rewritten": "code INSEE réécrit",
    "lambert93": "mètres (Lambert-93) convertis en degrés",
    "leading_zero": "zéro initial rétabli",
    "left_out": "lignes écartées par la règle",
    "list_separator": "valeurs d’une liste séparées autrement, lues une à une",
    "mobile_number": "numéro de portable, à vérifier",
    "mojibake": "accents abîmés rétablis",
    "no_date": "date sans valeur (1970), gardée",
    "personal_email": "adresse e-mail d’une personne, mise à part",
    "personal_name": "nom d’une personne, retiré",
    "personal_phone": "numéro de portable d’une personne, mis à part",
    "phone_chosen": "un seul numéro de téléphone retenu",
    "phone_extension": "poste téléphonique gardé à part",
    "phone_rewritten": "numéro de téléphone réécrit au format international",
    "place_named_after_person": "nom de lieu où quelqu’un est peut-être nommé, à vérifier",
    "point_absent": "coordonnées absentes",
    "point_in_one_cell": "latitude et longitude lues dans une seule cellule",
    "postal_code_completed": "code postal complété d’après la commune",
    "several_places": "plusieurs lieux sur une ligne, lus un à un",
    "short_number": "numéro court, gardé",
    "sign_restored": "signe perdu d’une coordonnée, rétabli",
    "siret_float": "SIRET écrit comme un nombre à virgule, remis en code",
    "siret_key": "clé de contrôle du SIRET fausse, gardé",
    "siret_scientific": "SIRET arrondi par un tableur, à redemander",
    "siret_spaces": "espaces et points du SIRET retirés",
    "siret_trimmed": "seul le SIRET a été retenu",
    "siret_zeros": "SIRET ou RNA inconnu",
    "swapped_point": "coordonnées échangées, remises en ordre",
    "utm": "mètres (UTM) convertis en degrés",
    "version_mixed": "colonnes des versions 0 et 1 mêlées, lues ensemble",
}


class Gravity(StrEnum):
    """What became of the cell that a remark is about."""

    REJECTED = "rejet"
    REPAIRED = "réparation"
    WARNED = "avertissement"
    LEFT_OUT = "écartée"


def gravity_of(issue: Issue) -> Gravity:
    """Whether the row was rejected, left out, mended, or only remarked on."""
    if issue.is_fatal:
        return Gravity.REJECTED
    if issue.is_left_out:
        return Gravity.LEFT_OUT
    return Gravity.REPAIRED if issue.is_repair else Gravity.WARNED


def kind_of(issue: Issue) -> str:
    """The sort of a remark: gravity, then its kind; without one, column and reason.

    A rejection is always told by column and reason. The numbers of one row do not count.
    """
    if issue.kind and not issue.is_fatal:
        return f"{gravity_of(issue)}|{issue.kind}"[:LONGEST_KIND]
    reason = _NUMBER.sub("…", issue.reason)
    words = f"{label_of(issue.column)}\u00a0: {reason}" if issue.column else reason
    return f"{gravity_of(issue)}|{words}"[:LONGEST_KIND]


def words_of(kind: str) -> str:
    """The French words for a sort of remarks."""
    rest = kind.partition("|")[2]
    return KINDS.get(rest, rest)


def kinds_of(issues: Iterable[Issue]) -> Counter[str]:
    """How many remarks of each sort."""
    return Counter(map(kind_of, issues))
