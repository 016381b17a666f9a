"""Our vocabularies in the words of data·inclusion (schema version 1)."""

from typing import NamedTuple


class Need(NamedTuple):
    """A need of the schema's list, the services that meet it, and the type that goes with it."""

    code: str
    theme: str
    name: str
    services: tuple[str, ...]
    type: str = ""


NEEDS = (
    Need(
        "services-en-ligne",
        "numerique--acceder-a-des-services-en-ligne",
        "Aide aux démarches en ligne",
        ("demarches",),
    ),
    Need(
        "fondamentaux",
        "numerique--maitriser-les-fondamentaux-du-numerique",
        "Apprendre à se servir du numérique",
        ("outils-quotidien", "emploi", "securite", "parentalite", "loisirs", "culture"),
    ),
    Need(
        "connexion",
        "numerique--acceder-a-une-connexion-internet",
        "Accès à internet et à du matériel sur place",
        ("acces-materiel",),
    ),
    Need(
        "equipement",
        "numerique--acquerir-un-equipement",
        "Matériel informatique à prix solidaire",
        ("materiel-solidaire",),
        "aide-materielle",
    ),
)
AUDIENCES = {
    ("audience", code): code for code in ("jeunes", "etudiants", "familles", "seniors", "femmes")
}
FEES = {("fee", "gratuit"): "gratuit", ("fee", "payant"): "payant"}
SERVICE_TYPES = {
    ("support_mode", "individuel"): "accompagnement",
    ("support_mode", "atelier"): "atelier",
}
WAYS_IN = {
    ("access_mode", "se-presenter"): "se-presenter",
    ("access_mode", "telephoner"): "telephoner",
    ("access_mode", "mail"): "envoyer-un-courriel",
    ("access_mode", "fiche-prescription"): "envoyer-un-courriel",
    ("access_mode", "rdv-en-ligne"): "utiliser-lien-mobilisation",
}
_PROGRAMMES = {
    "aidants-connect": "aidants-connect",
    "conseillers-numeriques": "conseillers-numeriques",
    "emmaus-connect": "emmaus",
    "relais-numerique": "emmaus",
    "france-services": "france-service",
    "grande-ecole-du-numerique": "grandes-ecoles-du-numerique",
    "croix-rouge": "croix-rouge",
    "point-numerique-caf": "caf",
}
_PLACE_TYPES = {
    "aci": "aci", "afpa": "afpa", "ai": "ai", "ase": "ase", "avip": "creches-avip",
    "caarud": "caarud", "cada": "cada", "caf": "caf", "cap-emploi": "cap-emploi-reseau-cheops",
    "cava": "cava", "ccas": "ccas-cias", "cias": "ccas-cias", "ccons": "chambres-consulaires",
    "cd": "departements", "chrs": "chrs", "chu": "chu", "cidff": "cidff", "cmp": "cmp",
    "cms": "cms", "cpam": "cpam", "cph": "cph", "csapa": "csapa", "dept": "departements",
    "e2c": "ecoles-de-la-deuxieme-chance", "ea": "ea", "eatt": "eatt", "ei": "ei", "eiti": "eiti",
    "epide": "epide", "epn": "espaces-publics-numeriques", "esat": "esat", "etti": "etti",
    "ft": "france-travail", "geiq": "geiq", "huda": "huda", "la-poste": "la-poste",
    "mde": "maisons-de-l-emploi", "mdph": "mdph", "mds": "maisons-des-solidarites", "mjc": "mjc",
    "ml": "mission-locale", "msa": "mutualite-sociale-agricole", "msap": "msap",
    "muni": "communes", "pij-bij": "reseau-information-jeunesse", "pimms": "pimms-mediation",
    "pjj": "pjj", "plie": "plie", "reg": "regions", "ressourcerie": "ressourceries",
    "rfs": "france-service", "rs-fjt": "residences-fjt", "spip": "spip", "udaf": "unaf",
}  # fmt: skip
NETWORKS = {("programme", code): value for code, value in _PROGRAMMES.items()} | {
    ("place_type", code): value for code, value in _PLACE_TYPES.items()
}
