"""The columns of the national file, the older names they had, and the fields they fill."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# The 32 columns of version 1, in their order.
COLUMNS = (
    "id",
    "pivot",
    "nom",
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "latitude",
    "longitude",
    "typologie",
    "telephone",
    "courriels",
    "site_web",
    "horaires",
    "presentation_resume",
    "presentation_detail",
    "source",
    "itinerance",
    "structure_parente",
    "date_maj",
    "services",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "frais_a_charge",
    "dispositif_programmes_nationaux",
    "formations_labels",
    "autres_formations_labels",
    "modalites_acces",
    "modalites_accompagnement",
    "fiche_acces_libre",
    "prise_rdv",
)
REQUIRED = ("id", "pivot", "nom", "commune", "code_postal", "adresse", "date_maj")
# Without one of these columns a file is not one of places.
ESSENTIAL = ("id", "nom", "commune", "code_postal", "adresse")

# Names of version 0.1.1, and misspellings met in real files.
OLDER_NAMES = {
    "courriel": "courriels",
    "publics_accueillis": "publics_specifiquement_adresses",
    "conditions_acces": "frais_a_charge",
    "conditions_access": "frais_a_charge",
    "labels_nationaux": "dispositif_programmes_nationaux",
    "labels_autres": "autres_formations_labels",
    "accessibilite": "fiche_acces_libre",
    "pivot_siret_ou_rna": "pivot",
}

# Columns that only version 1 has.
NEWER = frozenset(OLDER_NAMES.values()) - {"pivot"} | {
    "prise_en_charge_specifique",
    "formations_labels",
    "modalites_acces",
    "itinerance",
}

# Column → (field, longest value), for words taken as they stand on one line.
LINES = {
    "nom": ("name", 250),
    "commune": ("commune_name", 100),
    "adresse": ("address", 250),
    "complement_adresse": ("address_extra", 250),
    "source": ("origin", 200),
    "structure_parente": ("parent_organisation", 250),
}
# Column → field, for texts without a limit.
TEXTS = {"horaires": "opening_hours", "presentation_detail": "description"}
# Column → field, for addresses of pages: one, or several kept one a line.
LINKS = {
    "site_web": "websites",
    "fiche_acces_libre": "accessibility_url",
    "prise_rdv": "booking_url",
}
# Column → the vocabularies its values belong to, the column's own first: v0.1.1 mixed some.
VOCABULARIES = {
    "services": ("service",),
    "publics_specifiquement_adresses": ("audience", "accommodation"),
    "prise_en_charge_specifique": ("accommodation", "audience"),
    "frais_a_charge": ("fee",),
    "dispositif_programmes_nationaux": ("programme", "label"),
    "formations_labels": ("label", "programme"),
    "modalites_acces": ("access_mode",),
    "modalites_accompagnement": ("support_mode",),
    "itinerance": ("itinerancy",),
    "typologie": ("place_type",),
}


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """The column of version 1 that a header names, or the header itself when there is none."""
    plain = _plain(name)
    plain = OLDER_NAMES.get(plain, plain)
    return plain if plain in COLUMNS else name


def version_of(name: str) -> int | None:
    """The only version of the standard, 0 or 1, that has a column of this name; None for both."""
    plain = _plain(name)
    if plain in OLDER_NAMES:
        return 0
    return 1 if plain in NEWER else None


def _plain(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def missing_columns(names: Iterable[str]) -> tuple[str, ...]:
    """The required columns that no header of a file names, in the order of the standard."""
    present = {canonical(name) for name in names}
    return tuple(column for column in REQUIRED if column not in present)
