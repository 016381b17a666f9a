"""Tests of the communes that rows do not write, found by their point, name or code."""

import json

import pytest

from places.geocoding import Gazetteer, normalise
from places.imports import import_places
from places.imports.whereabouts import Whereabouts, departement_of
from places.models import Place, PostalCode
from places.standard import read_row
from tests import factories


@pytest.fixture
def communes(db):
    """Some communes of Corse-du-Sud, of the Vosges and of Creuse, and a homonym."""
    south = factories.DepartementFactory(code="2A")
    vosges = factories.DepartementFactory(code="88")
    creuse = factories.DepartementFactory(code="23")
    rows = [
        ("2A284", "Sotta", south, 41.5456, 9.1933, ["20146"]),
        ("2A139", "Lecci", south, 41.6786, 9.3178, ["20137"]),
        ("2A247", "Porto-Vecchio", south, 41.5911, 9.2794, ["20137"]),
        ("88009", "Anould", vosges, 48.1833, 6.95, ["88650"]),
        ("23096", "Guéret", creuse, 46.1701, 1.8702, ["23000"]),
        ("23176", "La Souterraine", creuse, 46.2372, 1.4864, ["23300", "23301"]),
        ("23999", "Anould", creuse, 46.0, 2.0, ["23999"]),
    ]
    for code, name, departement, latitude, longitude, postal_codes in rows:
        commune = factories.CommuneFactory(
            insee_code=code,
            name=name,
            search_name=normalise(name),
            departement=departement,
            latitude=latitude,
            longitude=longitude,
        )
        for postal_code in postal_codes:
            PostalCode.objects.create(code=postal_code, commune=commune)


@pytest.fixture
def read(communes):
    """Read one row with the gazetteer: what it says of its commune, and the repairs."""
    places = Whereabouts(Gazetteer.load())

    def reading(**cells):
        record, issues = read_row({"id": "1", "nom": "Lieu"} | cells, 1, places)
        kinds = [
            issue.kind or issue.reason for issue in issues if issue.is_repair or issue.is_fatal
        ]
        place = record and (record.insee_code, record.postal_code, record.commune_name)
        return place, kinds

    return reading


@pytest.mark.parametrize(
    "cells",
    [
        {"commune": "GUERET CEDEX", "code_postal": "23011"},
        {"commune": "GUERET Cedex 9", "code_postal": "23011 CEDEX"},
        {"commune": "GUERET", "code_postal": "23011 CEDEX 9"},
        {"commune": "23011 GUERET CEDEX"},
        {"commune": "GUERET CEDEX BP 80809", "code_postal": "23011"},
        {"commune": "BP 809 GUERET (CEDEX)", "code_postal": "23011"},
        {"adresse": "8 avenue Fayolle, 23011 GUERET CEDEX 9"},
    ],
)
def test_the_code_of_a_cedex_gives_way_to_that_of_its_commune(read, cells):
    place, kinds = read(**cells)
    assert place == ("", "23000", "GUERET")
    assert {"cedex_removed", "cedex_code"} <= set(kinds)


def test_the_code_of_a_cedex_that_is_not_told_gives_way_too(read):
    assert read(commune="Guéret", code_postal="23011") == (("", "23000", "Guéret"), ["cedex_code"])


def test_an_insee_code_typed_as_the_postal_code_is_told_for_what_it_is(read):
    told = ("23096", "23000", "Guéret")
    assert read(commune="Guéret", code_postal="23096") == (told, ["insee_as_postal_code"])


@pytest.mark.parametrize(
    ("commune", "code", "told"),
    [
        ("LA SOUTERRAINE CEDEX", "23309", ("", "23309", "LA SOUTERRAINE")),  # it has two codes
        ("ANOULD CEDEX", "23999", ("", "23999", "ANOULD")),  # a commune's own
        ("GUERET CEDEX", "88011", ("", "88011", "GUERET")),  # of another département
        ("CEDEX 9", "23011", ("", "23011", "CEDEX 9")),  # nobody knows which
    ],
)
def test_the_code_of_a_cedex_stays_when_nothing_tells_which(read, commune, code, told):
    place, kinds = read(commune=commune, code_postal=code)
    assert place == told
    assert "cedex_code" not in kinds


def test_what_is_taken_from_a_cedex_is_kept_beside_and_read_once(communes):
    places = Whereabouts(Gazetteer.load())
    cells = {"id": "1", "nom": "Lieu", "commune": "GUERET CEDEX 9", "code_postal": "23011"}
    record, _issues = read_row(cells, 1, places)
    assert (record.raw["commune"], record.raw["code_postal"]) == ("GUERET CEDEX 9", "23011")
    again, issues = read_row(
        cells | {"commune": record.commune_name, "code_postal": record.postal_code}, 1, places
    )
    assert (again.commune_name, again.postal_code) == ("GUERET", "23000")
    assert not {issue.kind for issue in issues} & {"cedex_removed", "cedex_code"}


def test_a_point_alone_gives_the_nearest_commune(read):
    """As five rows of Corse, July 2023: « Permanence Sotta », a point, and nothing else."""
    place, kinds = read(nom="Permanence Pifano", latitude=41.58331, longitude=9.28072)
    assert place == ("2A247", "20137", "Porto-Vecchio")
    assert kinds == ["commune_from_point"]


def test_near_its_point_the_name_tells_better_than_the_distance(read):
    place, _kinds = read(nom="Permanence Sotta", latitude=41.5911, longitude=9.2794)
    assert place == ("2A284", "20146", "Sotta")


def test_a_point_at_sea_gives_nothing(read):
    assert read(latitude=41.0, longitude=12.0) == (None, ["ni commune ni code postal"])
    assert read() == (None, ["ni commune ni code postal"])


@pytest.mark.parametrize("name", ["Antenne d’Anould", "Anould", "Bureau (CC) - ANOULD (2187)"])
def test_a_name_and_a_departement_give_the_commune(read, name):
    """As 26 rows of France services, December 2022: « Antenne d’Anould », insee_dep 88."""
    assert read(nom=name, insee_dep="88") == (("88009", "88650", "Anould"), ["commune_from_name"])


def test_one_fault_in_a_long_name_is_forgiven_in_its_departement(read):
    """As « Fresnes-Léguillon », Oise, for Fresne-Léguillon."""
    place = ("23176", "", "La Souterraine")
    assert read(nom="La Souteraine", insee_dep="23") == (place, ["commune_from_name"])
    assert read(nom="Antenne de La Souteraine")[0] is None


@pytest.mark.parametrize(
    "cells",
    [
        {"nom": "Antenne d’Anould"},
        {"nom": "Association Anould solidarité", "insee_dep": "88"},
        {"nom": "Cyberbase Guéret"},
        {"nom": "Espace Jean de Sotta"},
    ],
    ids=["two of that name", "in the middle", "no département", "no office"],
)
def test_a_name_that_does_not_tell_surely_is_not_believed(read, cells):
    assert read(**cells)[0] is None


def test_an_office_of_a_town_of_a_name_that_is_alone_is_there(read):
    """As « Agence postale - France Services de Mézières-sur-issoire », Haute-Vienne."""
    place, kinds = read(nom="Agence postale - France Services de guéret")
    assert (place, kinds) == (("23096", "23000", "Guéret"), ["commune_from_name"])


@pytest.mark.parametrize(
    ("cells", "place", "kinds"),
    [
        ({"code_postal": "23000"}, ("", "23000", "Guéret"), ["commune_completed"]),
        ({"code_insee": "23096"}, ("23096", "", "Guéret"), ["commune_completed"]),
        ({"commune": "guéret"}, ("", "23000", "guéret"), ["postal_code_completed"]),
        ({"commune": "La Souterraine"}, ("", "", "La Souterraine"), []),
        ({"code_postal": "20137"}, ("", "20137", ""), []),
        ({"commune": "Anould"}, ("", "", "Anould"), []),
    ],
    ids=["code", "INSEE", "town", "a town of two codes", "a code of two towns", "two towns"],
)
def test_a_code_or_a_town_alone_is_completed_when_it_is_sure(read, cells, place, kinds):
    assert read(**cells) == (place, kinds)


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        ({"nom": "CCAS de Porto-Vecchio"}, ["commune_from_name"]),
        ({"adresse": "60 rue Haute - PORTO VECCHIO"}, ["commune_from_name"]),
        ({"latitude": "41.59", "longitude": "9.28"}, ["commune_from_point"]),
    ],
)
def test_of_the_communes_of_a_code_the_row_tells_which(read, cells, kinds):
    """As rows of Aidants Connect, March 2021: « CCAS de Roanne », and the code 42300 alone."""
    place = ("", "20137", "Porto-Vecchio")
    assert read(code_postal="20137", **cells) == (place, kinds)
    assert read(code_postal="20137", adresse="6 rue de Lecci")[0] == ("", "20137", "")


def test_metres_of_a_conic_zone_are_told_from_lambert_93_by_the_commune(read, communes):
    """Zone 47 and Lambert-93 overlap in numbers: only one of them lands near the commune."""
    row = {"nom": "Lieu", "id": "1", "latitude": "6199420.644", "longitude": "1228546.045"}
    places = Whereabouts(Gazetteer.load())
    record, issues = read_row(row | {"commune": "Sotta", "code_postal": "20146"}, 1, places)
    assert [issue.kind for issue in issues if issue.is_repair] == ["lambert93"]
    factories.CommuneFactory(
        insee_code="29019", name="Brest", search_name="brest", latitude=46.9, longitude=-3.2
    )
    places = Whereabouts(Gazetteer.load())
    record, issues = read_row(row | {"commune": "Brest", "code_postal": "29200"}, 1, places)
    assert [issue.kind for issue in issues if issue.is_repair] == ["conic_conformal"]
    assert (round(record.latitude), round(record.longitude)) == (47, -3)


def test_a_departement_is_read_from_the_column_that_says_so():
    assert departement_of({"insee_dep": "1"}) == "01"
    assert departement_of({"Département": "2a"}) == "2A"
    assert departement_of({"Département": "Creuse", "dep": "23"}) == "23"
    assert departement_of({"Dépôt": "23"}) == ""


def test_an_import_says_how_the_commune_was_found(communes, tmp_path):
    path = tmp_path / "lieux.json"
    row = {"id": "1", "nom": "Permanence", "latitude": 41.58, "longitude": 9.28, "adresse": ""}
    path.write_text(json.dumps([row | {"commune": None, "code_postal": None}]))
    report = import_places(path)
    place = Place.objects.get()
    assert (place.commune.name, place.commune_name) == ("Porto-Vecchio", "Porto-Vecchio")
    found = [issue for issue in report.issues if issue.kind == "commune_from_point"]
    assert [(i.value, i.after) for i in found] == [("41.58 9.28", "20137 Porto-Vecchio")]
