"""Markup that a file brings in any column stays inert at every door that shows the place."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from places.imports import import_places
from places.models import Place, PostalCode
from places.standard import COLUMNS
from tests.factories import CommuneFactory

pytestmark = pytest.mark.django_db

PAYLOAD = "<img src=x onerror=alert(1)>"
CODED = "&lt;img src=x onerror=alert(1)&gt;"
NESTED = "<<b>img src=x onerror=alert(1)>"
KEPT = {
    "id": "1",
    "commune": "Guéret",
    "code_postal": "23000",
    "date_maj": "2024-05-14",
    "services": f"Aide aux démarches administratives|{PAYLOAD}",
}
DOORS = {
    "list": ("places:list", {"ou": "gueret"}),
    "embed": ("places:embed", {}),
    "map": ("places:map_points", {}),
    "api": ("api:places", {"format": "json"}),
    "geojson": ("api:places", {"format": "geojson"}),
    "csv": ("api:places", {"format": "csv"}),
}


@pytest.fixture(params=[PAYLOAD, CODED, NESTED], ids=["plain", "coded", "nested"])
def place(request, site, tmp_path):
    PostalCode.objects.create(code="23000", commune=CommuneFactory())
    row = dict.fromkeys((*COLUMNS, "commentaire"), request.param) | KEPT
    path = tmp_path / "lieux.json"
    path.write_text(json.dumps([row]))
    import_places(path)
    return Place.objects.get()


def is_inert(response):
    """A page never holds the tag; data may, under a type that no browser takes for a page."""
    text = response.getvalue().decode()
    if response.headers["Content-Type"].startswith("text/html"):
        return "<img src" not in text and "onerror=alert(1)>" not in text
    return response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("door", DOORS)
def test_markup_of_a_file_is_inert_at_every_door(client, place, door):
    name, query = DOORS[door]
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    assert is_inert(response)


def test_markup_of_a_file_is_inert_on_the_sheet_its_print_and_its_json_ld(client, place):
    response = client.get(place.get_absolute_url())
    assert response.status_code == 200
    assert is_inert(response)
    assert "application/ld+json" in response.content.decode()


def test_markup_of_a_file_is_inert_in_the_national_file(place, tmp_path):
    path = tmp_path / "national.csv"
    call_command("export_places", str(path), stdout=StringIO())
    with path.open(newline="") as file:
        [row] = csv.DictReader(file)
    assert row["nom"] == place.name
    assert "<img" not in "".join(value for column, value in row.items() if column != "nom")


def test_only_the_required_name_keeps_what_was_but_markup(place):
    held = {name: getattr(place, name) for name in ("address", "description", "opening_hours")}
    assert "<img" not in " ".join(held.values())
