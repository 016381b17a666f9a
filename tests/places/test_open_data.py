"""The open files: valid under their schemas, complete or absent, without anybody's name."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from data_inclusion.schema.v1 import Service, Structure
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from frictionless import Resource, Schema, validate

from places.imports import import_places
from places.models import Place, Term
from places.open_data import dumps
from places.open_data.contacts import public_emails
from places.open_data.data_inclusion import (
    email_of,
    first_address,
    name_of,
    services_of,
    structure_of,
)
from places.open_data.dumps import FOLDER, MANIFEST, complete, latest, publish
from places.standard_terms import PROGRAMMES, SERVICES
from places.vocabulary import TERMS
from tests.factories import CommuneFactory, PlaceFactory

pytestmark = pytest.mark.django_db

SHARED = settings.BASE_DIR.parent / "shared" / "data"
SCHEMA = SHARED / "standard" / "schema.json"
FIXTURES = Path(__file__).parent / "fixtures"
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def storage():
    """The storage of the tests lives as long as their process."""
    yield
    for name in dumps.names():
        dumps._delete(name)


@pytest.fixture
def gueret(site):
    return CommuneFactory()


def sheet(place):
    return f"https://exemple.fr{place.get_absolute_url()}"


def content(edition, latest_name):
    with dumps.open_file(edition, edition.file(latest_name)) as file:
        return file.read().decode()


def faults_of(csv_text, tmp_path):
    """What the official Table Schema finds wrong in a national file."""
    path = tmp_path / "lieux.csv"
    path.write_text(csv_text, encoding="utf-8")
    schema = Schema.from_descriptor(json.loads(SCHEMA.read_text()))
    resource = Resource(path=path.name, basepath=str(tmp_path), schema=schema, format="csv")
    return [error.message for task in validate(resource).tasks for error in task.errors]


def hostile_place(**fields):
    """A place whose every text tries its reader."""
    words = "=1+1\n<script>\"';|"
    place = PlaceFactory(
        name="Ab",
        address=words,
        description="x",
        summary="@sum",
        phone="3949",
        emails="pas une adresse\nprenom.nom@exemple.fr\ncontact@exemple.fr",
        websites="javascript:alert(1)\nhttp://[::1\nwww.exemple.fr",
        booking_url="ftp://x",
        opening_hours="le matin",
        pivot="00000000000000",
        postal_code="",
        updated_on=None,
        **fields,
    )
    place.commune.postal_codes.get_or_create(code="23000")
    place.terms.set(Term.objects.filter(vocabulary__in=[*TERMS]))
    return place


def test_the_national_file_is_valid_whatever_the_places_hold(gueret, tmp_path):
    if not SCHEMA.exists():
        pytest.skip("the official schema is not beside the project")
    import_places(FIXTURES / "lieux-v0.json")
    hostile_place()
    assert faults_of(content(publish(sheet), "lieux.csv"), tmp_path) == []


@pytest.mark.parametrize("make", [PlaceFactory, hostile_place])
def test_data_inclusion_takes_every_row(gueret, make):
    place = Place.objects.get(pk=make(organisation=None).pk)
    place.terms.add(*Term.objects.filter(vocabulary="service"))
    row = structure_of(place, sheet(place), TODAY)
    strict = {"ignore_warnings": False}
    assert Structure.model_validate(row, context=strict).id == f"fanal--{place.source_id}"
    services = list(services_of(place, sheet(place), TODAY))
    assert len(services) == 4
    for service in services:
        checked = Service.model_validate(service, context=strict)
        assert checked.structure_id == row["id"]


def test_a_need_is_a_service_with_its_words(gueret):
    place = PlaceFactory(phone="+33555000001", booking_url="https://rdv.exemple.fr/")
    for vocabulary, codes in {
        "service": ["demarches"],
        "audience": ["seniors"],
        "fee": ["gratuit"],
        "support_mode": ["individuel", "distance"],
        "access_mode": ["telephoner", "mail", "rdv-en-ligne"],
        "programme": ["france-services"],
    }.items():
        place.terms.add(*Term.objects.filter(vocabulary=vocabulary, code__in=codes))
    (service,) = services_of(place, sheet(place), TODAY)
    assert service["thematiques"] == ["numerique--acceder-a-des-services-en-ligne"]
    assert service["publics"] == ["seniors"]
    assert (service["frais"], service["type"]) == ("gratuit", "accompagnement")
    assert service["modes_accueil"] == ["en-presentiel", "a-distance"]
    # No address to write to: the way is not promised.
    assert service["modes_mobilisation"] == ["telephoner", "utiliser-lien-mobilisation"]
    assert structure_of(place, sheet(place), TODAY)["reseaux_porteurs"] == ["france-service"]


def test_our_services_and_networks_all_have_a_word_there(gueret):
    place = PlaceFactory()
    for code, *_words in SERVICES:
        place.terms.set(Term.objects.filter(vocabulary="service", code=code))
        assert len(list(services_of(Place.objects.get(pk=place.pk), "", TODAY))) == 1
    assert len(PROGRAMMES) == 11


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("contact@exemple.fr", ["contact@exemple.fr"]),
        ("mairiedegueret@exemple.fr", ["mairiedegueret@exemple.fr"]),
        ("lanterne23@exemple.fr", ["lanterne23@exemple.fr"]),
        ("gueret@exemple.fr", ["gueret@exemple.fr"]),
        ("phare@lephare-asso.fr", ["phare@lephare-asso.fr"]),
        ("camille.durand@exemple.fr", []),
        ("c.durand@exemple.fr", []),
        ("cdurand@exemple.fr\ncontact@exemple.fr", ["contact@exemple.fr"]),
        ("", []),
    ],
)
def test_an_address_that_may_name_a_person_stays_inside(lines, kept):
    names = ("La Lanterne", "Guéret", "Le Phare")
    assert public_emails(lines.replace("lanterne23", "lanterne.23"), *names) == [
        line.replace("lanterne23", "lanterne.23") for line in kept
    ]


def test_no_file_holds_a_person_s_address(gueret):
    PlaceFactory(emails="camille.durand@exemple.fr\naccueil@exemple.fr")
    edition = publish(sheet)
    for file in edition.files:
        text = content(edition, file.latest)
        assert "camille.durand" not in text
    assert "accueil@exemple.fr" in content(edition, "lieux.csv")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.exemple.fr", "https://www.exemple.fr"),
        ("javascript:alert(1)\nhttp://exemple.fr/a b", None),
        ("http://" + "a" * 3000 + ".fr", None),
        ("", None),
    ],
)
def test_only_addresses_of_the_web_leave(text, address):
    assert first_address(text) == address


def test_a_name_is_long_enough_and_not_too_long():
    assert name_of("Ab.", "Guéret") == "Ab (Guéret)"
    assert len(name_of("x" * 250, "")) == 150
    assert email_of(PlaceFactory.build(emails='"contact a"@exemple.fr')) is None


# --- Editions


def test_a_night_publishes_four_files_with_their_manifest(gueret):
    PlaceFactory().terms.add(Term.objects.get(vocabulary="service", code="emploi"))
    PlaceFactory(status=Place.Status.DRAFT)
    out = StringIO()
    call_command("publish_dumps", stdout=out)
    edition = latest()
    assert [file.count for file in edition.files] == [1, 1, 1, 1]
    assert edition.licence["name"] == "Licence Ouverte 2.0"
    assert edition.files[0].name == f"lieux-{edition.day}.csv"
    for file in edition.files:
        assert len(content(edition, file.latest).encode()) == file.size
    assert json.loads(content(edition, "lieux.geojson"))["features"][0]["properties"]["nom"]
    assert "1 lignes" in out.getvalue().replace("\u00a0", " ")


def test_an_edition_without_its_manifest_does_not_exist(gueret):
    first = publish(sheet)
    name = "2999-01-01T000000"
    default_storage.save(
        f"{FOLDER}/{name}/lieux-2999-01-01.csv",
        default_storage.open(f"{FOLDER}/{first.name}/{first.files[0].name}"),
    )
    assert latest() == first
    assert complete() == [first.name]


def test_a_failure_leaves_the_former_edition(gueret, monkeypatch):
    first = publish(sheet)

    def fail(*_args):
        raise OSError("disque plein")

    monkeypatch.setattr(dumps, "_store", fail)
    with pytest.raises(OSError, match="plein"):
        publish(sheet)
    assert latest() == first


def test_thirty_editions_are_kept_and_the_rest_forgotten(gueret):
    source = publish(sheet)
    manifest = f"{FOLDER}/{source.name}/{MANIFEST}"
    for day in range(1, 4):
        with default_storage.open(manifest) as file:
            default_storage.save(f"{FOLDER}/2020-01-0{day}T000000/{MANIFEST}", file)
    default_storage.save(f"{FOLDER}/2019-01-01T000000/half.csv", default_storage.open(manifest))
    dumps.forget_beyond(2)
    assert complete() == [source.name, "2020-01-03T000000"]
    assert dumps.names() == complete()


# --- Pages


def test_the_page_waits_for_its_first_night(client, site):
    html = client.get(reverse("places:open_data")).content.decode()
    assert "La première édition paraîtra cette nuit." in html


def test_the_page_lists_files_with_date_licence_and_count(client, gueret):
    PlaceFactory()
    edition = publish(sheet)
    html = client.get(reverse("places:open_data")).content.decode()
    assert "Licence Ouverte 2.0" in html
    assert "/donnees-ouvertes/derniere/lieux.csv" in html
    assert edition.files[0].sha256[:12] in html
    old = client.get(reverse("places:open_data"), {"edition": edition.name}).content.decode()
    assert f"/donnees-ouvertes/{edition.name}/lieux-{edition.day}.csv" in old
    assert client.get(reverse("places:open_data"), {"edition": "../x"}).status_code == 404


def test_a_file_is_told_apart_by_its_content(client, gueret):
    PlaceFactory()
    edition = publish(sheet)
    url = reverse("places:open_file", args=["derniere", "lieux.csv"])
    response = client.get(url)
    assert b"".join(response.streaming_content).decode() == content(edition, "lieux.csv")
    assert response["ETag"] == f'"{edition.files[0].sha256}"'
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get(url, headers={"If-None-Match": response["ETag"]}).status_code == 304
    dated = reverse("places:open_file", args=[edition.name, edition.files[0].name])
    assert client.get(dated).status_code == 200


@pytest.mark.parametrize("name", ["manifest.json", "..%2F..%2Fsecret", "lieux.exe"])
def test_only_published_files_are_served(client, gueret, name):
    publish(sheet)
    assert client.get(f"/donnees-ouvertes/derniere/{name}").status_code == 404


def test_the_catalogue_speaks_dcat(client, gueret):
    PlaceFactory()
    edition = publish(sheet)
    response = client.get(reverse("places:open_catalogue"))
    assert response["Content-Type"].startswith("application/ld+json")
    (dataset,) = response.json()["dcat:dataset"]
    assert dataset["dct:license"]["@id"].endswith("/licence-ouverte-open-licence/")
    files = dataset["dcat:distribution"]
    assert [row["spdx:checksum"]["spdx:checksumValue"] for row in files] == [
        file.sha256 for file in edition.files
    ]
    assert files[0]["dcat:downloadURL"]["@id"] == (
        "http://testserver/donnees-ouvertes/derniere/lieux.csv"
    )
    again = client.get(
        reverse("places:open_catalogue"), headers={"If-None-Match": response["ETag"]}
    )
    assert again.status_code == 304


def test_writing_makes_the_same_queries_for_one_and_three_places(gueret, count_queries):
    PlaceFactory()
    publish(sheet)
    with_one = count_queries(lambda: publish(sheet))
    PlaceFactory()
    PlaceFactory()
    assert count_queries(lambda: publish(sheet)) == with_one
