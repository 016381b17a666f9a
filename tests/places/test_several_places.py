"""Rows that hold several places, in numbered groups of columns."""

import csv
import tracemalloc
from pathlib import Path

import pytest

from places.files import read_rows
from places.files.numbered import groups_in
from places.imports import import_places
from places.mapping import Mapping, describe, propose
from places.mapping.rules import Column
from places.models import Place
from tests.places.test_imports import DATA, creuse  # noqa: F401

REAL_FILES = sorted((DATA / "places").glob("*.*")) if DATA.exists() else []
HEAD = "Identifiant;Structure;Commune;Permanence 1;Horaires 1;Adresse 1;Permanence 2;Horaires 2;"
HEAD += "Adresse 2"
LINES = (
    "A1;CCAS;Guéret;Mairie annexe;lundi 9h-12h;1 rue Haute;Médiathèque;mardi 14h-17h;2 rue Basse",
    "A2;CIAS;Guéret;Salle des fêtes;jeudi 9h-12h;3 rue Haute;;;",
    "A3;Point info;Guéret;;;;-;;",
)


@pytest.fixture
def write(tmp_path):
    def writing(*lines) -> Path:
        path = tmp_path / "lieux.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return writing


def test_each_filled_group_is_a_row_at_the_line_of_all(write):
    file = read_rows(write(HEAD, *LINES))
    rows = list(file.rows)
    assert [row.line for row in rows] == [2, 2, 3, 4]
    shared = {"Identifiant": "A1-1", "Structure": "CCAS", "Commune": "Guéret"}
    assert rows[0].cells == shared | {
        "nom": "Mairie annexe", "Horaires": "lundi 9h-12h", "Adresse": "1 rue Haute",
    }  # fmt: skip
    assert rows[1].cells["Identifiant"] == "A1-2"
    assert (rows[1].cells["nom"], rows[1].cells["Adresse"]) == ("Médiathèque", "2 rue Basse")
    assert (rows[2].cells["Identifiant"], rows[2].cells["nom"]) == ("A2-1", "Salle des fêtes")
    assert [issue.kind for row in rows for issue in row.issues] == ["several_places"]
    assert rows[0].issues[0].is_repair
    assert "un lieu par groupe rempli" in file.issues[-1].reason


def test_a_row_without_a_group_is_its_own_place(write):
    *_others, last = read_rows(write(HEAD, *LINES)).rows
    assert (last.cells["nom"], last.cells["Identifiant"]) == ("Point info", "A3")
    assert last.cells["Permanence 2"] == "-", "nothing is lost"


def test_a_row_with_an_address_of_its_own_is_a_place_besides_its_groups(write):
    head = "Nom;Adresse;Code postal;Commune;Latitude;Permanence 1;Adresse 1;Horaires 1;"
    line = "CCAS;8 avenue Fayolle;23000;Guéret;46.17;Mairie;1 place, 23400 Bourganeuf;lundi 9h-12h;"
    path = write(
        f"{head}Permanence 2;Adresse 2;Horaires 2", f"{line}École;2 rue Basse;", f"{line};;samedi"
    )
    own, first, second, *_alone, with_rest = (row.cells for row in read_rows(path).rows)
    assert (own["nom"], own["Adresse"], own["Latitude"]) == ("CCAS", "8 avenue Fayolle", "46.17")
    assert (first["nom"], first["Adresse"]) == ("Mairie", "1 place, 23400 Bourganeuf")
    assert not {"Commune", "Code postal", "Latitude"} & first.keys(), "they are the seat's"
    assert first["Commune (toute la ligne)"] == "Guéret"
    assert (second["Commune"], second["Code postal"]) == ("Guéret", "23000")
    assert with_rest["nom"] == "Mairie"
    assert list(read_rows(path).rows)[3].cells["Horaires 2"] == "samedi"


def test_a_place_of_a_group_without_a_name_has_that_of_the_row(write):
    path = write(
        "Nom;Adresse 1;CP 1;Ville 1;Adresse 2;CP 2;Ville 2",
        "CCAS;1 rue Haute;23000;Guéret;2 rue Basse;23300;La Souterraine",
    )
    assert [(row.cells["Nom"], row.cells["CP"]) for row in read_rows(path).rows] == [
        ("CCAS", "23000"),
        ("CCAS", "23300"),
    ]


@pytest.mark.parametrize(
    "names",
    [
        "Permanence {}|Horaires {}",
        "Permanence n°{} - Lieu|Permanence n°{} - Horaires",
        "lieu_{}|adresse_{}",
        "Antenne 0{} : Nom|Antenne 0{} : Adresse",
        "Adresse permanence {}|Horaires permanence {}",
        "Adresse {}|CP {}|Ville {}",
    ],
)
def test_groups_of_places_are_recognised(names):
    headers = [name.format(n) for n in (1, 2, 3) for name in names.split("|")]
    groups = groups_in(["Nom", *headers, "Remarques"])
    assert list(groups.numbers) == [1, 2, 3]
    assert groups.common == ("Nom", "Remarques")


@pytest.mark.parametrize(
    "names",
    [
        "Téléphone {}",
        "Courriel {}",
        "Adresse {}",
        "Permanence {}",
        "Adresse {}|Téléphone {}",
        "Service {}|Courriel {}",
        "Nom {}|Adresse {}",
        "Nom {}|Téléphone {}",
        "Nom {}|Prénom {}|Horaires {}",
        "Référent {}|Horaires {}",
        "Contact {} Nom|Contact {} Adresse|Contact {} Commune",
        "Atelier {}|Lieu {}|Horaires {}",
        "Jour permanence {}|Horaires permanence {}",
        "Adresse ligne {}|Commune {}",
        "Horaires {}|Adresse {}",
        "Site {}|Courriel {}",
    ],
)
def test_other_numbered_columns_are_left(names):
    headers = [name.format(n) for n in (1, 2) for name in names.split("|")]
    assert groups_in(["Nom", "Commune", *headers]) is None
    assert groups_in(["Permanence 1", "Horaires 1"]) is None
    assert groups_in(["Lieu 2023", "Horaires 2023", "Lieu 2024", "Horaires 2024"]) is None


@pytest.mark.parametrize(
    "cells",
    [
        "lundi;9h-12h;mardi;14h-17h",  # days, not places
        "https://a.example;9h;https://b.example;10h",
        "Mairie;9h-12h;;",  # never a second place
    ],
)
def test_groups_that_hold_no_places_are_left(write, cells):
    file = read_rows(write("Nom;Permanence 1;Horaires 1;Permanence 2;Horaires 2", f"CCAS;{cells}"))
    assert "Permanence 1" in file.headers


@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.name)
def test_no_real_file_is_parted(path):
    assert not any(" (toute la ligne)" in header for header in read_rows(path).headers)
    assert groups_in(read_rows(path).headers) is None


@pytest.mark.django_db
def test_places_of_a_line_have_their_own_identity_from_one_import_to_the_next(
    write,
    creuse,  # noqa: F811
):
    path = write(HEAD, *LINES)
    mapping = propose(read_rows(path)).mapping
    first = import_places(path, "ccas", mapping=mapping)
    assert (first.created, first.rejected) == (4, 0)
    assert set(Place.objects.values_list("source_id", "name")) == {
        ("A1-1", "Mairie annexe"),
        ("A1-2", "Médiathèque"),
        ("A2-1", "Salle des fêtes"),
        ("A3", "Point info"),
    }
    again = import_places(path, "ccas", mapping=mapping)
    assert (again.created, again.modified, again.unchanged) == (0, 0, 4)


@pytest.mark.django_db
def test_of_two_places_of_a_line_with_one_identity_the_second_is_rejected(write, creuse):  # noqa: F811
    path = write(HEAD.replace("Identifiant", "Fiche"), *LINES)
    rules = propose(read_rows(path)).mapping.rules
    report = import_places(path, "ccas", mapping=Mapping({**rules, "id": Column("Fiche")}))
    assert (report.created, report.rejected) == (3, 1)
    assert [issue.reason for issue in report.issues if issue.is_fatal] == [
        "identifiant déjà vu ligne 2"
    ]
    assert Place.objects.get(source_id="A1").name == "Mairie annexe"


def test_places_of_a_line_are_shown_each_with_its_own_cells(write):
    file = read_rows(write(HEAD, *LINES))
    shown = describe(propose(file).mapping, file)
    assert [(each.line, each.before["nom"]) for each in shown] == [
        (2, "Mairie annexe"),
        (2, "Médiathèque"),
        (3, "Salle des fêtes"),
        (4, "Point info"),
    ]


def test_memory_does_not_grow_with_parted_rows(tmp_path):
    def peak(count):
        path = tmp_path / "lieux.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(HEAD.split(";"))
            writer.writerows(LINES[0].split(";") for _n in range(count))
        tracemalloc.start()
        assert sum(1 for _row in read_rows(path).rows) == 2 * count
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(600)
    assert peak(3_000) < 1.5 * peak(1_500)
