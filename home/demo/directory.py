"""The demonstration's places: some forty, all invented, in real communes of the Creuse."""

from datetime import date, timedelta
from typing import Any

from django.utils.text import slugify

from places.french import of
from places.models import Commune, Organisation, Place, Term

OFFICE = "Mo-Fr 09:00-12:00,13:30-17:00"
LIBRARY = "Tu,Th,Fr 14:00-18:00; We 10:00-12:00,14:00-18:30; Sa 10:00-12:30,14:00-17:00"
CLUB = "Mo-Tu 09:00-12:00,14:00-18:00; Th-Fr 09:00-12:00,14:00-19:30"
MARKET = "Th 08:30-12:30; PH off"
BUS = "Tu[2] 09:30-16:30"

# kind: name, opening hours, type, services, access modes, programmes, summary
KINDS = {
    "fs": (
        "Espace services publics {of_commune}",
        OFFICE,
        "rfs",
        ("demarches", "outils-quotidien", "acces-materiel"),
        ("se-presenter", "telephoner"),
        ("france-services",),
        "Une équipe vous aide à faire vos démarches en ligne, avec ou sans rendez-vous.",
    ),
    "bib": (
        "Médiathèque « Les Mots passants » {of_commune}",
        LIBRARY,
        "bib",
        ("outils-quotidien", "loisirs", "culture", "acces-materiel"),
        ("se-presenter",),
        ("conseillers-numeriques",),
        "Des ordinateurs en accès libre et un atelier chaque jeudi après-midi.",
    ),
    "asso": (
        "Atelier numérique {of_commune}",
        CLUB,
        "asso",
        ("outils-quotidien", "securite", "emploi", "demarches"),
        ("telephoner", "se-presenter"),
        ("conseillers-numeriques", "aidants-connect"),
        "Un médiateur vous reçoit seul ou en petit groupe, à votre rythme.",
    ),
    "evs": (
        "Espace de vie sociale {of_commune}",
        "Mo,Tu,Th,Fr 09:00-12:30,14:00-18:00; We 14:00-18:00",
        "evs",
        ("parentalite", "outils-quotidien", "demarches", "securite"),
        ("se-presenter", "telephoner"),
        ("conseillers-numeriques",),
        "Un lieu pour tous les âges : aide aux devoirs en ligne, messagerie, photos.",
    ),
    "mairie": (
        "Permanence numérique de la mairie {of_commune}",
        MARKET,
        "muni",
        ("demarches", "outils-quotidien"),
        ("telephoner",),
        ("conseillers-numeriques",),
        "Le jeudi matin, jour de marché, une conseillère numérique vous reçoit à la mairie.",
    ),
    "bus": (
        "Bus numérique, arrêt {of_commune}",
        BUS,
        "enm",
        ("outils-quotidien", "demarches", "acces-materiel"),
        ("se-presenter",),
        ("conseillers-numeriques",),
        "Le bus s’arrête le deuxième mardi du mois, place de la mairie.",
    ),
    "recycle": (
        "Ressourcerie « Deuxième Souris » {of_commune}",
        "We,Fr,Sa 10:00-12:00,14:00-18:00",
        "ressourcerie",
        ("materiel-solidaire", "outils-quotidien"),
        ("se-presenter",),
        (),
        "Ordinateurs et téléphones remis en état, à petit prix, avec une prise en main offerte.",
    ),
}
# INSEE code, kinds of place there, index of the organisation that runs them (None: another).
SPREAD = (
    ("23096", "fs asso recycle", 2),
    ("23096", "bib evs", None),
    ("23008", "evs fs", 3),
    ("23008", "bib", None),
    ("23176", "bib asso", 4),
    ("23176", "fs", None),
    ("23030", "fs bib", None),
    ("23031", "fs", None),
    ("23079", "evs recycle", 3),
    ("23193", "evs", 2),
    ("23075", "fs", None),
    ("23025", "fs mairie", None),
    ("23076", "bib", 5),
    ("23093", "fs", 5),
    ("23045", "mairie", 5),
    ("23013", "evs fs", 5),
    ("23069", "fs", None),
    ("23001", "fs", None),
    ("23247", "bib", 2),
    ("23021", "fs", None),
    ("23095", "mairie", None),
    ("23165", "bus", 3),
    ("23257", "bus", 3),
    ("23131", "mairie", 5),
    ("23089", "bus", None),
    ("23057", "bus", None),
    ("23061", "fs", None),
    ("23155", "mairie", None),
    ("23245", "mairie", 2),
    ("23036", "bus", 2),
    ("23067", "fs", None),
    ("23090", "bus", 3),
    ("23192", "fs", None),
    ("23015", "bus", 4),
    ("23070", "mairie", None),
)
STREETS = (
    "place de la Mairie",
    "rue des Tilleuls",
    "avenue de la Gare",
    "rue du Moulin",
    "place du Marché",
)
AVAILABILITIES = ("this_week", "two_weeks", "this_week", "a_month", "full")


def create_places(organisations: list[Organisation], today: date) -> list[Place]:
    """Every place of SPREAD, with its vocabulary."""
    terms = {(term.vocabulary, term.code): term for term in Term.objects.all()}
    communes = Commune.objects.prefetch_related("postal_codes").in_bulk([row[0] for row in SPREAD])
    stops = [(code, kind, run_by) for code, kinds, run_by in SPREAD for kind in kinds.split()]
    places = []
    for number, (code, kind, run_by) in enumerate(stops):
        organisation = None if run_by is None else organisations[run_by]
        place = _place(number, communes[code], kind, organisation, today)
        place.save()
        place.terms.set(_terms_of(number, kind, terms))
        places.append(place)
    return places


def _place(
    number: int, commune: Commune, kind: str, organisation: Organisation | None, today: date
) -> Place:
    name, hours, _, _, _, _, summary = KINDS[kind]
    full_name = name.format(of_commune=of(commune.name))
    checked_on = today - timedelta(days=number * 11 % 400)
    return Place(
        slug=slugify(full_name)[:120],
        source="demo",
        source_id=f"demo-{number + 1}",
        origin="Données fictives de démonstration",
        organisation=organisation,
        name=full_name,
        commune=commune,
        commune_name=commune.name,
        insee_code=commune.insee_code,
        postal_code=commune.postal_codes.all()[0].code,
        address=f"{number % 17 + 1} {STREETS[number % len(STREETS)]}",
        # Spread around the town hall, by some hundred metres.
        latitude=round(commune.latitude + (number % 5 - 2) * 0.0021, 5),
        longitude=round(commune.longitude + (number % 7 - 3) * 0.0017, 5),
        # 05 36 49 is a range kept for works of fiction by the French regulator.
        phone=f"+33536490{number + 101:03d}",
        emails=f"accueil-{number + 1}@demo.fanal",
        opening_hours=hours,
        summary=summary,
        updated_on=checked_on,
        checked_on=checked_on,
        **(_said(number, today) if organisation else {}),
    )


def _said(number: int, today: date) -> dict[str, Any]:
    """What an organisation of the demonstration says of its place: it takes people, and when."""
    return {
        "accepts_referrals": True,
        "next_availability": AVAILABILITIES[number % len(AVAILABILITIES)],
        "availability_said_on": today - timedelta(days=number % 9),
    }


def _terms_of(number: int, kind: str, terms: dict[tuple[str, str], Term]) -> list[Term]:
    _, _, place_type, services, accesses, programmes, _ = KINDS[kind]
    wanted = [("place_type", place_type)]
    wanted += [("service", code) for code in services]
    wanted += [("access_mode", code) for code in accesses]
    wanted += [("programme", code) for code in programmes]
    wanted += [("fee", "payant" if kind == "recycle" else "gratuit")]
    wanted += [("support_mode", "individuel")]
    wanted += [("itinerancy", "itinerant" if kind == "bus" else "fixe")]
    if kind in {"bib", "asso", "evs"}:
        wanted += [("support_mode", "atelier")]
    if number % 3 == 0:
        wanted += [("audience", "seniors"), ("accommodation", "illettrisme")]
    if number % 4 == 1:
        wanted += [("accommodation", "handicaps-moteurs"), ("audience", "jeunes")]
    if number % 5 == 0:
        wanted += [("accommodation", "langue-anglais")]
    return [terms[key] for key in wanted]
