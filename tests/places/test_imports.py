"""Tests of the import of a producer's file."""

import csv
import json
import pickle
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.files import unfinished
from places.geocoding import Gazetteer
from places.imports import UnreadableFileError, import_places, read_rows, storing
from places.imports.reading import Reading
from places.inserting import insert
from places.models import Place, PostalCode, SourceRecord
from places.models.linking import noted
from places.sheets import recompose
from places.slugs import Slugs, base_of
from tests.factories import CommuneFactory, PlaceFactory

FIXTURES = Path(__file__).parent / "fixtures"
DATA = Path(__file__).parents[3] / "shared/data"
STANDARD_FILES = sorted(
    [*DATA.glob("places/*.v[01].json"), *DATA.glob("standard/exemple-valide*.csv")]
)
SHORT_FILES = [path for path in STANDARD_FILES if path.stat().st_size < 500_000]
OTHER_FILES = [
    "aidants-connect-2024-02.csv",
    "corse-2023-07.json",
    "france-services-2023-07.csv",
    "haute-vienne-2023-04.json",
    "mulhouse-2023-02.json",
    "rhinocc-2022-12.csv",
]
beside_data = pytest.mark.skipif(not DATA.exists(), reason="the national files are not beside us")

pytestmark = pytest.mark.django_db


@pytest.fixture
def creuse():
    """Two communes of the Creuse with their postal codes."""
    gueret = CommuneFactory()
    souterraine = CommuneFactory(
        insee_code="23176",
        name="La Souterraine",
        search_name="la souterraine",
        latitude=46.2372,
        longitude=1.4867,
    )
    PostalCode.objects.create(code="23000", commune=gueret)
    PostalCode.objects.create(code="23300", commune=souterraine)
    return gueret, souterraine


def place_row(**cells):
    return {
        "id": "1",
        "pivot": "21230096100019",
        "nom": "Médiathèque de l’Étang",
        "commune": "Guéret",
        "code_postal": "23000",
        "adresse": "8 avenue Fayolle",
        "latitude": "46.1701",
        "longitude": "1.8702",
        "date_maj": "2024-05-14",
        "source": "Creuse numérique",
    } | cells


@pytest.fixture
def file_of(tmp_path):
    """Write rows as a JSON file."""

    def write(*rows, name="lieux.json"):
        path = tmp_path / name
        path.write_text(json.dumps(rows))
        return path

    return write


def csv_text(*rows, separator=","):
    file = StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def run(*args):
    out = StringIO()
    call_command("import_places", *args, stdout=out, stderr=StringIO())
    return out.getvalue()


def reasons(report):
    return [(issue.line, issue.column) for issue in report.issues]


def test_a_file_of_version_1_goes_in_whole(creuse):
    report = import_places(FIXTURES / "lieux-v1.csv")
    assert str(report) == "créés 2 · modifiés 0 · inchangés 0 · rejetés 0"
    place = Place.objects.get(source="Creuse numérique", source_id="gueret-1")
    assert (place.commune, place.status) == (creuse[0], Place.Status.PUBLISHED)
    assert place.slug == "mediatheque-de-letang-gueret"
    assert place.terms.count() == 20
    assert place.has_own_point


def test_the_older_version_of_the_same_places_updates_them(creuse):
    import_places(FIXTURES / "lieux-v1.csv")
    slugs = set(Place.objects.values_list("slug", flat=True))
    report = import_places(FIXTURES / "lieux-v0.json")
    assert (report.created, report.modified) == (0, 2)
    place = Place.objects.get(source_id="gueret-1")
    assert set(place.terms.filter(vocabulary="service").values_list("code", flat=True)) == {
        "outils-quotidien",
        "demarches",
    }
    assert place.raw == {"publics_accueillis": "Adultes", "cle_ban": "23096_0001"}
    assert set(Place.objects.values_list("slug", flat=True)) == slugs


@pytest.mark.parametrize("name", ["lieux-v1.csv", "lieux-v0.json"])
def test_a_second_run_changes_nothing(creuse, name):
    import_places(FIXTURES / name)
    before = list(Place.objects.values())
    report = import_places(FIXTURES / name)
    assert str(report) == "créés 0 · modifiés 0 · inchangés 2 · rejetés 0"
    assert list(Place.objects.values()) == before


def test_what_is_ours_survives_an_update(creuse, file_of):
    import_places(file_of(place_row()))
    Place.objects.update(status=Place.Status.CLOSED, accepts_referrals=True, slug="a-nous")
    import_places(file_of(place_row(nom="Un autre nom")))
    place = Place.objects.get()
    assert (place.name, place.slug) == ("Un autre nom", "a-nous")
    assert (place.status, place.accepts_referrals) == (Place.Status.CLOSED, True)


def test_only_terms_that_changed_are_counted_as_a_change(creuse, file_of):
    import_places(file_of(place_row(services="Utilisation sécurisée du numérique")))
    report = import_places(file_of(place_row(services="Loisirs et créations numériques")))
    assert report.modified == 1
    assert list(Place.objects.get().terms.values_list("code", flat=True)) == ["loisirs"]


def test_a_bad_row_is_rejected_alone_with_its_line(creuse, tmp_path):
    path = tmp_path / "lieux.csv"
    rows = [place_row(), place_row(id="2", nom=""), place_row(id="3", nom="Tiers-lieu")]
    path.write_text(csv_text(*rows))
    report = import_places(path)
    assert str(report) == "créés 2 · modifiés 0 · inchangés 0 · rejetés 1"
    assert [(i.line, i.column) for i in report.issues if i.is_fatal] == [(3, "nom")]


def test_the_line_of_a_row_is_the_one_it_begins_on(creuse, tmp_path):
    path = tmp_path / "lieux.csv"
    rows = [place_row(nom="Sur\ndeux lignes"), place_row(id="2", nom="")]
    path.write_text(csv_text(*rows))
    report = import_places(path)
    assert [i.line for i in report.issues if i.is_fatal] == [4]


def test_the_first_of_two_rows_with_one_identifier_is_kept(creuse, file_of):
    report = import_places(file_of(place_row(), place_row(nom="Le second")))
    assert (report.created, report.rejected) == (1, 1)
    assert Place.objects.get().name == "Médiathèque de l’Étang"
    assert reasons(report) == [(2, "id")]


def test_a_row_that_is_no_object_is_rejected_alone(creuse, file_of):
    report = import_places(file_of(place_row(), "une ligne", None))
    assert (report.created, report.rejected) == (1, 2)


def test_two_sources_may_use_one_identifier(creuse, file_of):
    path = file_of(place_row())
    import_places(path, "Autre producteur")
    report = import_places(path)
    assert report.created == 1
    assert set(Place.objects.values_list("source", "origin")) == {
        ("Autre producteur", "Creuse numérique"),
        ("Creuse numérique", "Creuse numérique"),
    }
    assert len(set(Place.objects.values_list("slug", flat=True))) == 2


def test_a_file_without_a_source_gives_its_name(creuse, file_of):
    import_places(file_of(place_row(source=None), name="creuse-2024.json"))
    place = Place.objects.get()
    assert (place.source, place.origin) == ("creuse-2024", "creuse-2024")


def test_a_missing_point_becomes_the_commune_s_and_says_so(creuse, file_of):
    report = import_places(file_of(place_row(latitude=None, longitude=None)))
    place = Place.objects.get()
    assert (place.latitude, place.longitude) == (creuse[0].latitude, creuse[0].longitude)
    assert not place.has_own_point
    assert reasons(report) == [(1, "latitude")]
    import_places(file_of(place_row()))
    place.refresh_from_db()
    assert (place.latitude, place.has_own_point) == (46.1701, True)


def test_swapped_coordinates_are_put_right_and_told(creuse, file_of):
    report = import_places(file_of(place_row(latitude="1.8702", longitude="46.1701")))
    place = Place.objects.get()
    assert (place.latitude, place.longitude) == (46.1701, 1.8702)
    assert "échangées" in report.issues[0].reason


def test_a_point_far_from_its_commune_is_told_and_kept(creuse, file_of):
    report = import_places(file_of(place_row(latitude="43.52609", longitude="5.41423")))
    place = Place.objects.get()
    assert (place.latitude, place.longitude) == (43.52609, 5.41423)
    assert "gardé tel quel" in report.issues[0].reason


def test_an_unknown_commune_is_told_and_kept(creuse, file_of):
    report = import_places(file_of(place_row(commune="Nulle-Part", code_postal="99999")))
    place = Place.objects.get()
    assert (place.commune, place.commune_name) == (None, "Nulle-Part")
    assert "commune introuvable" in report.issues[0].reason


def test_markup_in_a_file_stays_text(creuse, file_of):
    import_places(file_of(place_row(nom="<img src=x onerror=alert(1)>", site_web="javascript:x")))
    place = Place.objects.get()
    assert (place.name, place.websites) == ("<img src=x onerror=alert(1)>", "")


def test_a_control_character_never_stops_a_file(creuse, file_of):
    row = place_row(nom="A\x00B\ud800", **{"services\ud800": "x\x00y", "inconnu\x00": "\ud800z"})
    path = file_of(row, "pas un lieu \ud800")
    run(str(path), "--report", str(path.with_name("rapport.csv")))
    place = Place.objects.get()
    assert (place.name, place.raw) == ("AB", {"services": "xy", "inconnu": "z"})


def test_an_import_cut_in_the_middle_leaves_nothing(creuse, monkeypatch):
    def cut(model, rows):
        if model is SourceRecord:
            assert Place.objects.exists()
            raise KeyboardInterrupt
        insert(model, rows)

    monkeypatch.setattr(storing, "insert", cut)
    with pytest.raises(KeyboardInterrupt):
        import_places(FIXTURES / "lieux-v1.csv")
    assert Place.objects.count() == 0


def test_a_dry_run_counts_and_writes_nothing(creuse):
    counts, *kinds = run(str(FIXTURES / "lieux-v1.csv"), "--dry-run").splitlines()
    assert counts == "créés 2 · modifiés 0 · inchangés 0 · rejetés 0"
    assert kinds == ["1 × SIRET ou RNA inconnu (siret_zeros)"]
    assert Place.objects.count() == 0


def test_slugs_are_readable_and_told_apart(db):
    PlaceFactory(slug="la-poste-gueret")
    wanted = [("La Poste", "Guéret"), ("La Poste", "Guéret"), ("Mairie de Guéret", "Guéret")]
    bases = [base_of(*names) for names in (*wanted, ("図書館", ""), ("mot " * 100, "Guéret"))]
    slugs = Slugs(bases)
    taken = [slugs.take(base) for base in bases]
    assert taken[:4] == ["la-poste-gueret-2", "la-poste-gueret-3", "mairie-de-gueret", "lieu"]
    assert Slugs().take(bases[0]) == "la-poste-gueret-2"
    assert len(taken[4]) <= 120


def test_what_is_written_at_once_is_what_its_records_make(creuse, file_of):
    two = "Aide aux démarches administratives|Insertion professionnelle via le numérique"
    bare = place_row(id="2", nom="Tiers-lieu", latitude="", longitude="", services="", Wifi="oui")
    import_places(file_of(place_row(services=two), bare))
    stored = list(Place.objects.order_by("pk").values())
    for place in Place.objects.all():
        assert place.term_keys == noted(place.terms.values_list("pk", flat=True))
    assert stored[0]["term_keys"].count(" ") > 2
    assert recompose([place["id"] for place in stored]) == 0
    assert list(Place.objects.order_by("pk").values()) == stored


def test_what_a_row_says_travels_as_it_is_written(creuse, file_of):
    reading = Reading(Gazetteer.load(), unfinished(())[1], "Hub")
    (row,) = read_rows(file_of(place_row(Wifi="oui"))).rows
    (saying,) = reading.read([row]).sayings
    assert saying.newcomer is None
    here = (saying.fields, saying.terms, saying.make_ready().row)
    there = pickle.loads(pickle.dumps(saying))  # noqa: S301
    assert there.told is None
    assert (there.fields, there.terms, there.make_ready().row) == here
    assert there.row() == saying.row()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator_is_recognised(creuse, tmp_path, separator):
    path = tmp_path / "lieux.csv"
    path.write_text(csv_text(place_row(adresse="8, avenue; Fayolle"), separator=separator))
    import_places(path)
    assert Place.objects.get().address == "8, avenue; Fayolle"


@pytest.mark.parametrize(
    ("encoding", "remarks"), [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 0), ("cp1252", 1)]
)
def test_any_usual_encoding_is_read_and_a_guess_is_told(creuse, tmp_path, encoding, remarks):
    path = tmp_path / "lieux.csv"
    path.write_text(csv_text(place_row()), encoding=encoding)
    report = import_places(path)
    assert Place.objects.get().name == "Médiathèque de l’Étang"
    assert len(report.issues) == remarks


def test_lost_characters_are_told(creuse, tmp_path):
    path = tmp_path / "lieux.csv"
    path.write_text(csv_text(place_row(nom="M\ufffddiath\ufffdque")))
    report = import_places(path)
    assert "2 caractère" in report.issues[0].reason


def test_a_map_file_gives_its_points(creuse, tmp_path):
    row = place_row()
    del row["latitude"], row["longitude"]
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [1.8702, 46.1701]},
        "properties": row,
    }
    path = tmp_path / "lieux.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    import_places(path)
    assert Place.objects.get().latitude == 46.1701


def test_a_row_of_another_length_is_told(creuse, tmp_path):
    path = tmp_path / "lieux.csv"
    path.write_text(csv_text(place_row()).rstrip("\n") + ",de trop\n")
    report = import_places(path)
    assert "11 cellules pour 10 colonnes" in report.issues[0].reason
    assert Place.objects.get().raw["cellules en trop"] == "de trop"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vide"),
        (b"PK\x03\x04classeur", "classeur"),
        (b"\xd0\xcf\x11\xe0classeur", "Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8barchive", "compressée"),
        (b"id,nom\x00\n", "n’est pas du texte"),
        (b"<!DOCTYPE html><title>Connexion</title>", "page web"),
        (b'[{"id": "1", "nom": "Tronq', "incomplet ou abîmé (ligne 1)"),
        (b"[" * 100_000, "ne peut pas être lu"),
        (b'{"message": "Not found"}', "ne contient pas une liste"),
        (b"[]", "aucune ligne"),
        (b"id,nom,commune,code_postal,adresse\n", "aucune ligne"),
        (b"id,name\n1,X\n", "pivot, nom, commune, code_postal, adresse, date_maj"),
    ],
)
def test_a_file_that_is_not_one_of_places_gets_a_sentence(tmp_path, content, words):
    path = tmp_path / "fichier"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"^[A-Z].*\.$") as caught:
        run(str(path))
    assert caught.value.returncode == 2
    assert words in str(caught.value)


def test_an_absent_file_gets_a_sentence(tmp_path):
    with pytest.raises(UnreadableFileError, match="ne peut pas être lu"):
        read_rows(tmp_path / "absent.csv")


def test_a_missing_column_that_can_be_done_without_is_told(creuse, file_of):
    row = place_row()
    del row["pivot"]
    report = import_places(file_of(row))
    assert report.created == 1
    assert (1, "pivot") in reasons(report)


def test_the_report_lists_every_remark_and_no_formula(creuse, file_of, tmp_path):
    path = file_of(place_row(services="=HYPERLINK(1)"), place_row(id="2", nom=""))
    report = tmp_path / "rapport.csv"
    run(str(path), "--report", str(report))
    with report.open(newline="") as file:
        assert list(csv.reader(file)) == [
            ["ligne", "colonne", "gravité", "raison", "valeur", "devient"],
            [
                "1",
                "services",
                "avertissement",
                "valeur inconnue, gardée telle quelle",
                "'=HYPERLINK(1)",
                "",
            ],
            ["2", "nom", "rejet", "nom absent", "", ""],
        ]


def test_a_report_that_cannot_be_written_stops_before_anything(creuse, tmp_path):
    for report in (tmp_path / "absent/rapport.csv", tmp_path):
        with pytest.raises(CommandError, match="ne peut pas être écrit") as caught:
            run(str(FIXTURES / "lieux-v1.csv"), "--report", str(report))
        assert caught.value.returncode == 2
    assert Place.objects.count() == 0


def test_a_report_never_effaces_the_file_that_is_read(creuse, file_of):
    path = file_of(place_row())
    before = path.read_bytes()
    with pytest.raises(CommandError, match="effacerait"):
        run(str(path), "--report", str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["Médiathèque de l’Étang", "Un autre nom"])
def test_queries_do_not_grow_with_the_rows(creuse, file_of, name):
    def queries(count):
        rows = [place_row(id=str(n), services="Couture") for n in range(count)]
        import_places(file_of(*rows))
        rows = [row | {"nom": name} for row in rows]
        with CaptureQueriesContext(
            connection,
        ) as context:
            import_places(file_of(*rows))
        return len(context)

    assert queries(1) == queries(3)


@beside_data
@pytest.mark.parametrize("path", SHORT_FILES, ids=lambda path: path.name)
def test_every_standard_file_goes_in_and_a_second_run_changes_nothing(path):
    report = import_places(path)
    assert report.created > 0
    assert report.rejected == 0
    assert report.created == Place.objects.count()
    again = import_places(path)
    assert (again.created, again.modified, again.unchanged) == (0, 0, report.created)


@beside_data
@pytest.mark.parametrize("name", OTHER_FILES)
def test_a_real_file_of_another_shape_is_refused_with_its_missing_columns(name):
    with pytest.raises(UnreadableFileError, match=r"il manque les colonnes .*pivot.*\."):
        import_places(DATA / "places" / name)
    assert Place.objects.count() == 0


def kinds(report):
    return [issue.kind for issue in report.issues]


def test_points_are_mended_by_what_the_gazetteer_knows(creuse, file_of):
    report = import_places(
        file_of(
            place_row(id="absent", latitude=None, longitude=None),
            place_row(id="echange", latitude="1.8702", longitude="46.1701"),
            place_row(id="signe", latitude="46.1701", longitude="-1.8702"),
            place_row(id="loin", latitude="43.52609", longitude="5.41423"),
        )
    )
    assert kinds(report) == ["geocoded_commune", "swapped_point", "sign_restored", "far_point"]
    points = dict(Place.objects.values_list("source_id", "latitude"))
    assert points["echange"] == points["signe"] == 46.1701
    assert report.by_kind()["far_point"] == 1
    assert [issue.is_repair for issue in report.issues] == [True, True, True, False]


def test_a_place_without_point_nor_commune_is_told(creuse, file_of):
    row = place_row(commune="Nulle-Part", code_postal="99999", latitude=None, longitude=None)
    report = import_places(file_of(row))
    assert Place.objects.get().latitude is None
    assert kinds(report) == ["", "point_absent"]


def test_what_is_somebody_s_never_reaches_the_database_nor_the_report(creuse, file_of, tmp_path):
    path = file_of(
        place_row(
            courriels="sophie.martinot@a.example",
            telephone="06 12 34 56 78",
            presentation_detail="Demander Mme Martinot.",
            **{"Nom du conseiller": "Sophie Martinot"},
        )
    )
    report = tmp_path / "rapport.csv"
    run(str(path), "--report", str(report))
    stored = json.dumps([*Place.objects.values(), *SourceRecord.objects.values()], default=str)
    for trace in ("Martinot", "martinot", "Sophie", "sophie", "12 34", "612345"):
        assert trace not in stored
        assert trace not in report.read_text()
    assert report.read_text().count("réparation") == 4
