"""Tests of the places as the national file."""

import csv
from io import StringIO

import pytest

from places.exports import export_places
from places.models import Place, Term
from places.standard import COLUMNS
from tests.factories import CommuneFactory, PlaceFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/places/"


def read(client, **asked):
    response = client.get(URL, {"format": "csv", **asked})
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return response.getvalue().decode()


def rows(client, **asked):
    return list(csv.DictReader(StringIO(read(client, **asked))))


def test_the_file_is_the_one_the_command_writes(client, tmp_path):
    for name in ("Mairie", "Médiathèque, « annexe »"):
        PlaceFactory(name=name).terms.set(Term.objects.filter(vocabulary="service")[:2])
    PlaceFactory(status=Place.Status.DRAFT)
    export_places(tmp_path / "lieux.csv")
    assert read(client) == (tmp_path / "lieux.csv").read_text(encoding="utf-8")


def test_the_file_holds_every_place_and_the_columns_of_the_standard(client):
    for _ in range(25):
        PlaceFactory()
    assert len(rows(client)) == 25
    assert read(client).splitlines()[0] == ",".join(COLUMNS)


def test_the_file_follows_the_filters(client):
    PlaceFactory(source_id="libre").terms.set(Term.objects.filter(code="gratuit"))
    PlaceFactory(source_id="autre")
    assert [row["id"] for row in rows(client, prix="gratuit")] == ["libre"]


def test_one_page_is_given_when_asked(client):
    for name in "abc":
        PlaceFactory(name=name)
    assert [row["nom"] for row in rows(client, page=2, page_size=2)] == ["c"]
    assert rows(client, prix="gratuit", page=1) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_spreadsheet_meets_no_formula(client, start):
    PlaceFactory(name=f"{start}cmd|'/c calc'!A1")
    assert rows(client)[0]["nom"] == f"'{start}cmd|'/c calc'!A1"


def test_a_program_may_ask_with_the_accept_header(client):
    response = client.get(URL, headers={"Accept": "text/csv"})
    assert response.getvalue().decode().startswith("id,pivot,nom")


def test_an_error_never_passes_for_a_file(client):
    response = client.get(URL, {"format": "csv", "lat": "x"})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/json"


def test_asking_for_the_headers_alone_writes_no_file(client):
    PlaceFactory()
    response = client.head(URL, {"format": "csv"})
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert not response.streaming


def test_three_places_cost_no_more_queries_than_one(client, count_queries):
    terms = Term.objects.filter(vocabulary="service")
    PlaceFactory().terms.set(terms)
    one = count_queries(lambda: rows(client))
    for code in ("23002", "23003"):
        PlaceFactory(commune=CommuneFactory(insee_code=code)).terms.set(terms)
    assert count_queries(lambda: rows(client)) == one
