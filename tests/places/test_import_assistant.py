"""Tests of the import assistant's pages, from the file to the report."""

import json
import uuid
import zipfile
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from home.editors import EDITOR_PERMISSIONS, named_permission
from places.forms.mappings import name_of
from places.imports import uploads
from places.imports.remarks import groups_of
from places.mapping.filtering import RowFilter
from places.models import ImportRun, Place, PostalCode, ProducerMapping
from tests import factories
from tests.places.producers import csv_of, place_row

pytestmark = pytest.mark.django_db
Status = ImportRun.Status
LIST = "/pro/lieux/importer/"

MESSY = [
    {
        "Réf": str(n),
        "Nom de la structure": f"Cyberbase {n}",
        "Rue": "1 place Bonnyaud",
        "CP": "23000",
        "Ville": "Guéret",
        "Services": "Initiation tablette",
        "Couleur du dossier": "bleu",
    }
    for n in range(3)
]
MESSY_CHOICES = {
    "c.id": "colonne 0",
    "c.nom": "colonne 1",
    "c.adresse": "colonne 2",
    "c.code_postal": "colonne 3",
    "c.commune": "colonne 4",
    "c.services": "colonne 5",
}


@pytest.fixture
def creuse():
    PostalCode.objects.create(code="23000", commune=factories.CommuneFactory())


@pytest.fixture
def edith(db):
    """Édith edits the site: she imports for any producer."""
    user = factories.UserFactory(first_name="Édith", role="", organisation=None)
    user.user_permissions.add(
        *(named_permission(name) for name in EDITOR_PERMISSIONS if name.startswith("places."))
    )
    return user


def upload(client, content, name="lieux.csv", **data):
    data = {"id": str(uuid.uuid4()), "file": SimpleUploadedFile(name, content)} | data
    return client.post(LIST, data)


def uploaded(client, *rows, **data):
    answer = upload(client, csv_of(*rows), **data)
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.latest("created_at")


def url_of(name, run):
    return reverse(f"places:import_{name}", args=[run.pk])


def posted(client, name, run, **data):
    answer = client.post(url_of(name, run), data)
    run.refresh_from_db()
    return answer


def text_of(answer):
    text = answer.content.decode().replace("&nbsp;", " ")
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_a_manager_brings_a_messy_file_in(client, magali, creuse):
    client.force_login(magali)
    run = uploaded(client, *MESSY)
    assert (run.status, run.rows_total, run.source) == (Status.MAPPING, 3, magali.organisation.name)
    page = text_of(client.get(url_of("mapping", run)))
    assert "« Initiation tablette »" in page
    assert "Couleur du dossier" in page
    word = name_of("services", "Initiation tablette")
    service = "Maîtrise des outils numériques du quotidien"
    posted(client, "mapping", run, **MESSY_CHOICES, **{word: service})
    assert (run.status, run.created, run.rejected) == (Status.READY, 3, 0)
    assert "Importer 3 lieux" in text_of(client.get(run.get_absolute_url()))
    assert Place.objects.filter(source=run.source).count() == 0
    posted(client, "apply", run)
    assert run.status == Status.DONE
    place = Place.objects.get(name="Cyberbase 1")
    assert (place.organisation, place.postal_code) == (magali.organisation, "23000")
    assert [term.label for term in place.terms.all()] == [service]
    assert "L’import est fait" in text_of(client.get(run.get_absolute_url()))


def test_next_month_s_file_needs_one_click(client, magali, creuse):
    client.force_login(magali)
    run = uploaded(client, *MESSY)
    posted(client, "mapping", run, **MESSY_CHOICES)
    posted(client, "apply", run)
    later = uploaded(client, *MESSY)
    assert (later.status, later.unchanged, later.source) == (Status.READY, 3, run.source)
    other = uploaded(client, *[{"Identité": "1", "Lieu": "Ailleurs"}])
    assert other.status == Status.MAPPING, "another model of file is to be looked at"


def test_what_is_chosen_shows_in_the_preview_before_anything_else(client, magali, creuse):
    client.force_login(magali)
    run = uploaded(client, *MESSY)
    choices = MESSY_CHOICES | {"c.telephone": "valeur", "k.telephone": "05 55 51 00 00"}
    answer = posted(client, "mapping", run, **choices, preview="1")
    assert answer.url.endswith("#apercu")
    assert run.status == Status.MAPPING
    assert "05 55 51 00 00" in text_of(client.get(url_of("mapping", run)))


def test_without_a_name_or_a_town_the_choices_are_refused_and_kept(client, magali, creuse):
    client.force_login(magali)
    run = uploaded(client, *MESSY)
    answer = posted(client, "mapping", run, **{"c.id": "colonne 0", "c.telephone": "valeur"})
    page = text_of(answer)
    assert "Il faut dire d’où vient cette information." in page
    assert "Dites d’où vient la commune, ou le code postal, ou bien les deux coordonnées." in page
    assert "Écrivez la valeur, ou choisissez une colonne." in page
    assert run.status == Status.MAPPING


def test_two_columns_make_one_address_and_an_identifier_is_made(client, magali, creuse):
    client.force_login(magali)
    run = uploaded(client, *MESSY)
    choices = MESSY_CHOICES | {"j.adresse": "colonne 6", "c.id": "fabrique"}
    posted(client, "mapping", run, **choices)
    posted(client, "apply", run)
    place = Place.objects.get(name="Cyberbase 0")
    assert place.address == "1 place Bonnyaud bleu"
    assert len(place.source_id) == 16


def test_the_mapping_is_a_file_that_comes_back(client, magali, creuse):
    client.force_login(magali)
    run = uploaded(client, *MESSY)
    posted(client, "mapping", run, **MESSY_CHOICES, preview="1")
    saved = client.get(url_of("mapping_file", run))
    assert saved["Content-Disposition"].startswith("attachment")
    assert json.loads(saved.content)["colonnes"]["nom"] == {"colonne": "Nom de la structure"}
    other = uploaded(client, *MESSY)
    posted(client, "mapping_load", other, mapping=SimpleUploadedFile("m.json", saved.content))
    assert other.mapping == run.mapping


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"pas du json", "n’est pas du JSON"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b'{"format": "fanal-correspondance-1", "colonnes": {"nom": {"colonne": "X"}}}', "« X »"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_in_words(client, magali, content, words):
    client.force_login(magali)
    run = uploaded(client, *MESSY)
    before = run.mapping
    data = {"mapping": SimpleUploadedFile("m.json", content)}
    page = text_of(client.post(url_of("mapping_load", run), data, follow=True))
    assert words in page
    run.refresh_from_db()
    assert run.mapping == before


def test_a_form_sent_three_times_is_one_run(client, magali):
    client.force_login(magali)
    key = str(uuid.uuid4())
    answers = {upload(client, csv_of(*MESSY), id=key).url for _ in range(3)}
    assert answers == {f"{LIST}{key}/"}
    assert ImportRun.objects.count() == 1


def test_the_file_is_kept_where_no_address_leads(client, magali):
    client.force_login(magali)
    run = uploaded(client, *MESSY)
    assert default_storage.exists(run.file.name)
    for address in (f"/media/{run.file.name}", f"/media/images/{run.pk}"):
        assert client.get(address, follow=True).status_code == 404


def test_an_editor_names_the_producer(client, edith, creuse):
    client.force_login(edith)
    factories.PlaceFactory(source="Corse numérique")
    page = text_of(client.get(LIST))
    assert "Corse numérique" in page
    refused = text_of(upload(client, csv_of(*MESSY)))
    assert "Choisissez un producteur, ou écrivez son nom." in refused
    reserved = text_of(upload(client, csv_of(*MESSY), new_source="Fanal"))
    assert "réservé aux lieux écrits à la main" in reserved
    run = uploaded(client, *MESSY, new_source="  Les   Lanternes ")
    assert (run.source, run.organisation) == ("Les Lanternes", None)
    posted(client, "mapping", run, **MESSY_CHOICES)
    assert ProducerMapping.objects.of("Les Lanternes") is not None


def workbook(**members):
    book = Workbook()
    book.active.append(list(MESSY[0]))
    for row in MESSY:
        book.active.append(list(row.values()))
    file = BytesIO()
    book.save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + ".bin", content)
    return file.getvalue()


def archive(**members):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in members.items():
            made.writestr(f"{name}.xml", content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "vide.csv", "Ce fichier est vide."),
        (b"x", "photo.png", "Formats acceptés"),
        (b"nom,adresse\n", "lieux.csv", "aucune ligne"),
        (b"%PDF-1.7", "lieux.csv", "PDF"),
        (b"\xd0\xcf\x11\xe0rest", "lieux.xls.csv", "ancien classeur"),
        (b"\xd0\xcf\x11\xe0rest", "lieux.xlsx", "mot de passe"),
        (b"PK\x03\x04rest", "lieux.xlsx", "abîmé"),
        (archive(content="<office/>"), "lieux.xlsx", "LibreOffice"),
        (archive(autre="<x/>"), "lieux.xlsx", "archive"),
        (workbook(xl__vbaProject="macro"), "lieux.xlsx", "macros"),
        (workbook(), "lieux.xlsm", "macros"),
        (workbook(bombe=b"0" * 20_000_000), "lieux.xlsx", "se déplie anormalement"),
        (b'[{"nom": ', "lieux.json", "abîmé"),
    ],
)
def test_a_file_that_is_not_one_of_places_is_refused_in_words(client, magali, content, name, words):
    client.force_login(magali)
    answer = upload(client, content, name)
    assert words in text_of(answer)
    assert ImportRun.objects.count() == 0


def test_too_heavy_and_too_long_files_are_refused(client, magali, monkeypatch):
    client.force_login(magali)
    monkeypatch.setattr(uploads, "MOST_ROWS", 2)
    assert "50 000 lignes" in text_of(upload(client, csv_of(*MESSY)))
    monkeypatch.setattr(uploads, "LARGEST_FILE", 10)
    assert "10 Mo" in text_of(upload(client, csv_of(*MESSY)))


@pytest.mark.parametrize("name", ["lieux.xlsx", "lieux.json", "lieux.geojson"])
def test_the_other_formats_come_in(client, magali, creuse, name):
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in MESSY]
    content = {
        "lieux.xlsx": workbook(),
        "lieux.json": json.dumps(MESSY).encode(),
        "lieux.geojson": json.dumps({"type": "FeatureCollection", "features": features}).encode(),
    }[name]
    client.force_login(magali)
    assert upload(client, content, name).status_code == 302
    run = ImportRun.objects.get()
    posted(client, "mapping", run, **MESSY_CHOICES)
    assert (run.status, run.created) == (Status.READY, 3)


def ready(client, *rows):
    """A run of a standard file, read and ready."""
    run = uploaded(client, *rows)
    if run.status == Status.MAPPING:
        headers = list(rows[0])
        posted(client, "mapping", run, **{f"c.{h}": f"colonne {n}" for n, h in enumerate(headers)})
    assert run.status == Status.READY
    return run


def rows(count):
    return [place_row(id=str(n), nom=f"Lieu {n}") for n in range(count)]


def test_a_large_drop_waits_for_a_person(client, magali, creuse):
    client.force_login(magali)
    posted(client, "apply", ready(client, *rows(10)))
    run = ready(client, *rows(8))
    page = text_of(client.get(run.get_absolute_url()))
    assert "Beaucoup de lieux manquent" in page
    assert "Lieu 9" in page
    posted(client, "apply", run)
    assert run.status == Status.READY
    posted(client, "apply", run, confirmed="1")
    assert run.status == Status.DONE
    same = ready(client, *rows(8))
    assert "Beaucoup de lieux manquent" not in text_of(client.get(same.get_absolute_url()))


def test_a_small_drop_does_not(client, magali, creuse):
    client.force_login(magali)
    posted(client, "apply", ready(client, *rows(10)))
    run = ready(client, *rows(9))
    posted(client, "apply", run)
    assert (run.status, run.missing) == (Status.DONE, 1)


def test_the_same_step_twice_is_once(client, magali, creuse):
    client.force_login(magali)
    run = ready(client, *rows(2))
    posted(client, "apply", run)
    again = client.post(url_of("apply", run), follow=True)
    assert "Cette action n’est plus possible" in text_of(again)
    assert Place.objects.filter(source=run.source).count() == 2


def test_one_goes_back_to_the_columns_and_nothing_read_stays(client, magali, creuse):
    client.force_login(magali)
    run = ready(client, *rows(2))
    posted(client, "reopen", run)
    assert (run.status, run.rows_read, run.created) == (Status.MAPPING, 0, 0)
    assert not run.batches.exists()


def test_one_gives_up_and_the_file_goes(client, magali, creuse, django_capture_on_commit_callbacks):
    client.force_login(magali)
    run = ready(client, *rows(2))
    kept = run.file.name
    with django_capture_on_commit_callbacks(execute=True):
        posted(client, "cancel", run)
    assert (run.status, run.is_emptied) == (Status.CANCELLED, True)
    assert not default_storage.exists(kept)


def test_a_file_without_one_place_has_nothing_to_import(client, magali, creuse):
    client.force_login(magali)
    run = ready(client, place_row(nom=""))
    assert "Il n’y a rien à importer" in text_of(client.get(run.get_absolute_url()))
    posted(client, "apply", run)
    assert run.status == Status.READY


def test_remarks_are_read_by_kind_and_carried_away(client, magali, creuse):
    client.force_login(magali)
    run = ready(client, *rows(2), place_row(id="9", nom="", commune="=1+1"))
    page = text_of(client.get(run.get_absolute_url()))
    assert "Lignes rejetées" in page
    kinds = [kind for batch in run.batches.all() for kind in batch.kinds]
    fatal = next(kind for kind in kinds if kind.startswith("rejet|"))
    found = text_of(client.get(url_of("remarks", run), {"genre": fatal}))
    assert "1 remarque" in found
    assert "nom absent" in found
    content = b"".join(client.get(url_of("remarks_csv", run), {"genre": fatal}).streaming_content)
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0] == "ligne,colonne,gravité,raison,valeur,devient"
    assert [line.split(",")[2] for line in lines[1:]] == ["rejet"]


def test_repairs_are_told_by_kind_with_what_was_and_what_is(client, magali, creuse):
    phones = ["05.55.00.00.01", "0555000002", "05 55 00 00 03", "05/55/00/00/04"]
    numbered = [
        place_row(id=str(n), nom=f"Lieu {n}", telephone=phone) for n, phone in enumerate(phones)
    ]
    client.force_login(magali)
    run = ready(client, *numbered, place_row(id="9", nom=""), place_row(id="10", commune=""))
    page = text_of(client.get(run.get_absolute_url()))
    assert ">Numéro de téléphone réécrit au format international</a> : 4" in page
    assert page.count("« +3355500000") == 3, "three examples, not four"
    assert "« 05.55.00.00.01 » <span" in page
    assert ">Nom du lieu : nom absent</a> : 1" in page
    run.forget()
    page = text_of(client.get(run.get_absolute_url()))
    assert ">Numéro de téléphone réécrit au format international</a> : 4" in page
    assert "55500000" not in page


def test_hours_that_were_read_in_a_phrase_are_told_in_words_on_screen_and_coded_in_the_file(
    client, magali, creuse
):
    client.force_login(magali)
    run = ready(client, place_row(id="1", horaires="Lundi au vendredi de 10h à 12h"))
    coded, said = "Mo-Fr 10:00-12:00", "Lundi au vendredi : 10 h à 12 h"
    for address in (run.get_absolute_url(), url_of("remarks", run)):
        page = text_of(client.get(address)).replace("\u00a0", " ")
        assert said in page
        assert coded not in page
    answer = client.get(url_of("remarks_csv", run))
    assert coded in b"".join(answer.streaming_content).decode()


def test_the_report_asks_as_many_queries_for_one_kind_as_for_many(
    client, magali, creuse, django_assert_num_queries
):
    client.force_login(magali)
    odd = place_row(id="9", telephone="05.55.00.00.01", code_postal="23000.0", pivot="0", nom="")
    for run in (ready(client, place_row()), ready(client, place_row(), odd, place_row(id="3"))):
        with django_assert_num_queries(2):
            groups_of(run)


def test_rows_that_a_column_denies_are_left_out_and_told(client, magali, creuse):
    """As the file of Aidants Connect: « Is Active » is true, and false for those that closed."""
    client.force_login(magali)
    run = uploaded(client, *[row | {"Is Active": str(row["Réf"] != "1")} for row in MESSY])
    page = text_of(client.get(url_of("mapping", run)))
    assert "1 des 3 premières lignes est écartée" in page
    assert '<option value="colonne 7" selected>Is Active</option>' in page
    rule = {"f.header": "colonne 7", "f.mode": "sauf", "f.values": "False"}
    posted(client, "mapping", run, **MESSY_CHOICES, **rule)
    assert (run.created, run.rejected) == (2, 0)
    page = text_of(client.get(run.get_absolute_url()))
    assert "écartées par la règle" in page
    assert "ligne 3, Is Active : « False »" in page
    kept = ProducerMapping.objects.of(run.source)
    assert kept.filters == (RowFilter("Is Active", ("False",), is_excluding=True),)
    posted(client, "apply", run)
    later = uploaded(client, *[row | {"Is Active": str(row["Réf"] == "0")} for row in MESSY])
    assert (later.status, later.unchanged, later.missing) == (Status.READY, 1, 1)
    assert later.missing_names == ["Cyberbase 2"], "its closing is proposed, as of an absent one"


def test_a_rule_without_a_value_is_refused_and_all_rows_may_be_kept(client, magali, creuse):
    client.force_login(magali)
    run = uploaded(client, *[row | {"Actif": "Non" if row["Réf"] == "1" else ""} for row in MESSY])
    rule = {"f.header": "colonne 7", "f.mode": "parmi", "f.values": " \n"}
    page = text_of(posted(client, "mapping", run, **MESSY_CHOICES, **rule))
    assert "Écrivez au moins une valeur" in page
    assert "Non : 1" in page
    assert "(vide) : 2" in page
    rule |= {"f.values": "(vide)", "preview": "1"}
    posted(client, "mapping", run, **MESSY_CHOICES, **rule)
    assert json.loads(run.mapping)["garder"] == [{"colonne": "Actif", "parmi": [""]}]
    posted(client, "mapping", run, **MESSY_CHOICES, **{"f.header": ""})
    assert (run.status, run.created) == (Status.READY, 3)


def test_a_stranger_finds_no_run(client, magali, creuse):
    client.force_login(magali)
    run = ready(client, *rows(2))
    claude = factories.UserFactory(first_name="Claude", role="manager")
    client.force_login(claude)
    for name in ("run", "mapping", "remarks", "remarks_csv", "mapping_file"):
        assert client.get(url_of(name, run)).status_code == 404
    for name in ("apply", "cancel", "reopen", "resume", "mapping_load", "mapping"):
        assert client.post(url_of(name, run)).status_code == 404
    assert upload(client, csv_of(*MESSY), id=str(run.pk)).status_code == 404
    assert run.source not in text_of(client.get(LIST))


def test_a_namesake_never_takes_another_s_places(client, magali, creuse):
    other = factories.PlaceFactory(source="CCAS", source_id="0", name="À eux")
    magali.organisation.name = "CCAS"
    magali.organisation.save()
    client.force_login(magali)
    run = ready(client, *rows(2))
    assert run.source == f"CCAS ({magali.organisation.pk})"
    posted(client, "apply", run)
    other.refresh_from_db()
    assert other.name == "À eux"


def test_a_place_given_to_another_organisation_is_left_alone(client, magali, creuse):
    client.force_login(magali)
    posted(client, "apply", ready(client, *rows(3)))
    given = Place.objects.get(name="Lieu 1")
    given.organisation = factories.OrganisationFactory()
    given.save()
    changed = [row | {"adresse": "2 rue Neuve"} for row in rows(3)]
    run = ready(client, *changed)
    assert (run.modified, run.rejected) == (2, 1)
    posted(client, "apply", run, confirmed="1")
    given.refresh_from_db()
    assert given.address == "8 avenue Fayolle"


def test_the_list_makes_as_many_queries_for_one_as_for_three(client, magali, count_queries):
    client.force_login(magali)
    values = {"source": "X", "organisation": magali.organisation, "user": magali}
    ImportRun.objects.create(**values)
    client.get(LIST)
    one = count_queries(lambda: client.get(LIST))
    for _ in range(2):
        user = factories.UserFactory(organisation=magali.organisation)
        ImportRun.objects.create(**values | {"user": user})
    assert count_queries(lambda: client.get(LIST)) == one


def test_a_page_of_remarks_makes_as_many_queries_for_one_batch_as_for_three(
    client, magali, creuse, count_queries, monkeypatch
):
    monkeypatch.setattr("places.imports.runs.BATCH", 1)
    client.force_login(magali)
    counts = []
    for size in (1, 3):
        run = ready(client, *[place_row(id=str(n), nom="") for n in range(size)])
        counts.append(count_queries(lambda run=run: client.get(url_of("remarks", run))))
    assert counts[0] == counts[1]


def test_an_editor_sees_every_run_and_comes_from_the_cms(client, edith, magali, creuse, site):
    client.force_login(magali)
    run = ready(client, *rows(2))
    edith.user_permissions.add(named_permission("wagtailadmin.access_admin"))
    client.force_login(edith)
    assert run.source in text_of(client.get(LIST))
    assert client.get(run.get_absolute_url()).status_code == 200
    assert LIST in text_of(client.get(reverse("wagtailadmin_home")))


def test_what_an_editor_imports_for_an_organisation_stays_that_organisation_s(
    client, edith, magali, creuse
):
    client.force_login(magali)
    posted(client, "apply", ready(client, *rows(2)))
    client.force_login(edith)
    source = magali.organisation.name
    run = uploaded(client, *rows(3), source=source)
    posted(client, "apply", run)
    places = Place.objects.filter(source=source)
    assert {place.organisation for place in places} == {magali.organisation}
    assert places.count() == 3


def test_cells_are_inert_on_every_page(client, magali, creuse):
    payload = "<img src=x onerror=alert(1)>"
    client.force_login(magali)
    run = uploaded(client, *[row | {"Services": payload, payload: payload} for row in MESSY])
    pages = [text_of(client.get(url_of("mapping", run)))]
    posted(client, "mapping", run, **MESSY_CHOICES)
    pages += [text_of(client.get(run.get_absolute_url()))]
    pages += [text_of(client.get(url_of("remarks", run)))]
    assert not any("<img src=x" in page for page in pages)
