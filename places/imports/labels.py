"""What people call the columns of the standard, and how they read what an import wrote."""

from places.models.opening import in_lines
from places.standard import Issue

LABELS = {
    "id": "Identifiant du lieu",
    "pivot": "SIRET ou RNA",
    "nom": "Nom du lieu",
    "commune": "Commune",
    "code_postal": "Code postal",
    "code_insee": "Code INSEE de la commune",
    "adresse": "Adresse",
    "complement_adresse": "Complément d’adresse",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "typologie": "Type de lieu",
    "telephone": "Téléphone",
    "courriels": "Courriels",
    "site_web": "Site web",
    "horaires": "Horaires d’ouverture",
    "presentation_resume": "Présentation courte",
    "presentation_detail": "Présentation détaillée",
    "source": "Source déclarée",
    "itinerance": "Itinérance",
    "structure_parente": "Structure parente",
    "date_maj": "Date de mise à jour",
    "services": "Services",
    "publics_specifiquement_adresses": "Publics",
    "prise_en_charge_specifique": "Prises en charge spécifiques",
    "frais_a_charge": "Frais à charge",
    "dispositif_programmes_nationaux": "Programmes nationaux",
    "formations_labels": "Formations et labels",
    "autres_formations_labels": "Autres formations et labels",
    "modalites_acces": "Modalités d’accès",
    "modalites_accompagnement": "Modalités d’accompagnement",
    "fiche_acces_libre": "Fiche Accès libre",
    "prise_rdv": "Prise de rendez-vous",
}


def label_of(column: str) -> str:
    """The words for a column of the standard; a producer's own header is its own name."""
    return LABELS.get(column, column)


def in_words(issue: Issue) -> Issue:
    """The remark as it is read on a screen: hours that were understood are said, not coded."""
    if issue.column != "horaires" or not issue.after:
        return issue
    return issue._replace(after=" · ".join(in_lines(issue.after)))
