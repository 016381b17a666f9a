"""Files of six producers who never read the standard, each in its own way."""

import csv
import json
from io import StringIO

from openpyxl import Workbook

NAMES = ("Médiathèque de l’Étang", "Mairie de Noth", "Espace Monet", "CCAS de Guéret")
TOWNS = ("Guéret", "Noth", "La Souterraine", "Guéret")
CODES = ("23000", "23300", "23300", "23000")
STREETS = ("8 avenue Fayolle", "1 place de la Mairie", "3 rue Monet", "2 bis rue du Prat")
PHONES = ("05 55 00 00 01", "05.55.00.00.02", "0555000003", "+33 5 55 00 00 04")
POINTS = (
    ("46.1701", "1.8702"),
    ("46.2351", "1.5602"),
    ("46.2372", "1.4867"),
    ("46.1650", "1.8711"),
)


def workbook_with_titles(folder):
    """XLSX: title lines, a head on two lines with merged cells, a sheet of explanations."""
    book = Workbook()
    book.active.title = "Lisez-moi"
    book.active.append(["Annuaire des lieux, mis à jour en mai 2024"])
    sheet = book.create_sheet("Annuaire")
    sheet.append(["ANNUAIRE DES LIEUX NUMÉRIQUES"])
    sheet.append([])
    sheet.append(
        ["Nom de la structure", "CP", "Commune", "Adresse", "Contact", None, "Dernière mise à jour"]
    )
    sheet.append([None, None, None, None, "Tél", "Mél", None])
    sheet.merge_cells("E3:F3")
    for rank, name in enumerate(NAMES):
        mail = f"contact@lieu{rank}.fr"
        sheet.append(
            [name, int(CODES[rank]), TOWNS[rank], STREETS[rank], PHONES[rank], mail, "14/05/2024"]
        )
    path = folder / "annuaire.xlsx"
    book.save(path)
    return path


def latin_1_semicolons(folder):
    """CSV of an old Excel: latin-1, semicolons, decimal commas, heads in French with accents."""
    rows = [
        {
            "Libellé": name,
            "Numéro SIRET": f"2123009610{rank:04}",
            "Adresse complète": f"{STREETS[rank]} {CODES[rank]} {TOWNS[rank].upper()}",
            "Géolocalisation": ", ".join(POINTS[rank]),
            "Téléphone accueil": PHONES[rank],
            "Type d'établissement": ("Médiathèque", "Mairie", "Tiers-lieu", "CCAS")[rank],
            "Jours et heures d'ouverture": "du lundi au vendredi de 9h à 12h",
        }
        for rank, name in enumerate(name.replace("’", "'") for name in NAMES)
    ]
    file = StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "lieux.csv"
    path.write_bytes(file.getvalue().encode("latin-1"))
    return path


def nested_json(folder):
    """JSON of an API: objects in objects, a list of objects, the places under « data.items »."""
    items = [
        {
            "uuid": f"a-{rank}",
            "structure": {"nom": name, "siret": f"2123009610{rank:04}"},
            "localisation": {
                "adresse": {"rue": STREETS[rank], "codePostal": CODES[rank], "ville": TOWNS[rank]},
                "geo": {"lat": float(POINTS[rank][0]), "lng": float(POINTS[rank][1])},
            },
            "contacts": {"email": f"contact@lieu{rank}.fr", "telephone": PHONES[rank]},
            "prestations": [
                {"libelle": "Aide aux démarches en ligne"},
                {"libelle": "Accès au wifi"},
            ],
            "updatedAt": "2024-05-14T08:00:00Z",
        }
        for rank, name in enumerate(NAMES)
    ]
    path = folder / "export.json"
    path.write_text(json.dumps({"total": 4, "data": {"items": items}}))
    return path


def one_row_a_service(folder):
    """CSV with a row for each service of each place, sorted by service."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(
        ["num_ligne", "structure", "rue", "code postal", "ville", "thématique", "tarif"]
    )
    number = 0
    for service in (
        "Recherche d'emploi",
        "Aide aux démarches administratives",
        "Découverte d'internet",
    ):
        for rank, name in enumerate(NAMES):
            number += 1
            writer.writerow(
                [number, name, STREETS[rank], CODES[rank], TOWNS[rank], service, "Gratuit"]
            )
    path = folder / "services.csv"
    path.write_text(file.getvalue())
    return path


def yes_no_columns(folder):
    """CSV with a column of « oui » and « non » for each service and label."""
    file = StringIO()
    writer = csv.writer(file, delimiter="\t")
    writer.writerow(
        "ID;Nom du lieu;Adresse;CP;Ville;Wifi;Aide aux démarches;Atelier collectif;France Services;"
        "Accueil PMR;Itinérant".split(";")
    )
    for rank, name in enumerate(NAMES):
        row = [rank + 1, name, STREETS[rank], CODES[rank], TOWNS[rank]]
        row += ["Oui", "non", "x" if rank else "", "OUI" if rank == 1 else "NON", "Oui", "Non"]
        writer.writerow(row)
    path = folder / "oui-non.tsv"
    path.write_text(file.getvalue(), encoding="utf-16")
    return path


def weekly_columns(folder):
    """CSV with a column for each half of each day."""
    days = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi")
    halves = [f"{day} {half}" for day in days for half in ("matin", "après-midi")]
    file = StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(["Réf", "Dénomination", "Voie", "Code postal", "Localité", "X", "Y", *halves])
    for rank, name in enumerate(NAMES):
        hours = ["9h-12h", "14h-17h30"] * 5 + ["10h-12h", "Fermé"]
        writer.writerow(
            [
                f"R{rank}",
                name,
                STREETS[rank],
                CODES[rank],
                TOWNS[rank],
                *reversed(POINTS[rank]),
                *hours,
            ]
        )
    path = folder / "semaine.csv"
    path.write_text(file.getvalue(), encoding="utf-8-sig")
    return path
