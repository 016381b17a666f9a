"""The gazetteer goes into the database, once or twice, and says how much."""

import csv
import statistics
from pathlib import Path

import pytest
from django.core.management import call_command

from places.gazetteer_files import DATA, read_table, write_table
from places.geocoding import distance_km
from places.models import Commune, CommuneName, Departement, Epci, FormerCommune, PostalCode, Region
from tests.factories import CommuneFactory, PlaceFactory

REFERENCE = Path(__file__).parents[3] / "shared" / "data" / "territories" / "communes.csv"
MODELS = (Region, Departement, Epci, Commune, PostalCode, FormerCommune, CommuneName)


def counts():
    return [model.objects.count() for model in MODELS]


# Committed for real: SQLite in memory crawls when thousands of rows change under a savepoint.
@pytest.mark.django_db(transaction=True)
def test_an_operator_loads_the_territories_twice_and_nothing_changes(capsys):
    PlaceFactory(commune=CommuneFactory(name="Ancien nom", search_name="ancien nom", population=1))
    call_command("load_territories")
    said = capsys.readouterr().out
    once = counts()
    call_command("load_territories")
    assert capsys.readouterr().out == said
    assert counts() == once
    assert said.count("\n") == 1
    for part in ("régions 26", "départements 109", "intercommunalités 1255"):
        assert part in said
    assert "communes et arrondissements 35014" in said
    gueret = Commune.objects.get(pk="23096")
    assert (gueret.name, gueret.search_name) == ("Guéret", "gueret")
    assert gueret.places.count() == 1
    assert gueret.population > 10_000


@pytest.mark.usefixtures("country")
class TestLoadedCountry:
    pytestmark = pytest.mark.django_db

    def test_arrondissements_are_in_their_city_and_its_intercommunality(self):
        rows = Commune.objects.exclude(parent=None)
        assert rows.count() == 45
        assert set(rows.values_list("parent_id", flat=True)) == {"13055", "69123", "75056"}
        assert set(rows.filter(parent="75056").values_list("epci_id", flat=True)) == {"200054781"}

    def test_islands_without_intercommunality_have_none(self):
        alone = Commune.objects.filter(epci=None, departement__code__lt="97")
        assert set(alone.values_list("pk", flat=True)) == {"22016", "29083", "29155", "85113"}

    def test_corsica_and_overseas_have_their_departement_and_region(self):
        found = {
            commune.pk: (commune.departement_id, commune.departement.region.name)
            for commune in Commune.objects.filter(
                pk__in=["2A004", "2B033", "97411", "97611", "98818"]
            ).select_related("departement__region")
        }
        assert found == {
            "2A004": ("2A", "Corse"),
            "2B033": ("2B", "Corse"),
            "97411": ("974", "La Réunion"),
            "97611": ("976", "Mayotte"),
            "98818": ("988", "Nouvelle-Calédonie"),
        }

    def test_every_point_is_on_earth_and_only_a_few_overseas_are_approximate(self):
        assert not Commune.objects.filter(latitude=0, longitude=0).exists()
        metropolitan = Commune.objects.filter(departement__code__lt="97").exclude(
            latitude__range=(41, 51.2), longitude__range=(-5.3, 9.7)
        )
        assert not metropolitan.exists()

    def test_every_search_name_is_plain(self):
        names = Commune.objects.values_list("search_name", flat=True)
        assert all(name.isascii() and name == name.strip().lower() for name in names)


def test_the_committed_files_stay_small():
    assert sum(path.stat().st_size for path in DATA.glob("*.gz")) < 2_500_000


def test_a_table_is_read_back_as_it_was_written(tmp_path):
    rows = [{"code": "11", "name": "Île-de-France"}, {"code": "94", "name": 'Corse, dite "belle"'}]
    first = write_table("regions", rows, tmp_path)
    packed = (tmp_path / "regions.csv.gz").read_bytes()
    assert list(read_table("regions", tmp_path)) == rows
    assert write_table("regions", rows, tmp_path) == first
    assert (tmp_path / "regions.csv.gz").read_bytes() == packed


@pytest.mark.skipif(not REFERENCE.exists(), reason="the shared reference is not on this machine")
def test_the_gazetteer_agrees_with_the_reference():
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        reference = {row["code_insee"]: row for row in csv.DictReader(file)}
    ours = {row["insee_code"]: row for row in read_table("communes")}
    assert set(ours) == set(reference)
    assert [c for c in ours if ours[c]["postal_codes"] != reference[c]["codes_postaux"]] == []
    assert [c for c in ours if ours[c]["epci"] != reference[c]["siren_epci"]] == []
    distances = [
        distance_km(
            float(row["latitude"]),
            float(row["longitude"]),
            float(ours[code]["latitude"]),
            float(ours[code]["longitude"]),
        )
        for code, row in reference.items()
        if row["latitude"]
    ]
    assert statistics.median(distances) < 0.3
    assert sum(distance > 10 for distance in distances) == 0
