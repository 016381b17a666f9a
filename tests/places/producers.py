"""Rows as a producer would write them."""

import csv
from io import StringIO


def place_row(**cells):
    return {
        "id": "1",
        "pivot": "21230096100013",
        "nom": "Médiathèque de l’Étang",
        "commune": "Guéret",
        "code_postal": "23000",
        "adresse": "8 avenue Fayolle",
        "latitude": "46.1701",
        "longitude": "1.8702",
        "date_maj": "2024-05-14",
    } | cells


def csv_of(*rows):
    file = StringIO()
    writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()
