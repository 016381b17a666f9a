"""Tests of the documentation page, as it is without a script."""

import re

import pytest

from api.filters import DESCRIPTIONS
from api.serializers import PlaceSerializer
from tests.factories import CommuneFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/docs/"


@pytest.fixture
def text(client, site):
    return client.get(URL).content.decode()


def test_a_developer_reads_every_parameter_and_every_field(text):
    for name in (*DESCRIPTIONS, *PlaceSerializer.Meta.fields, "page_size", "format"):
        assert f"<code>{name}</code>" in text, name


def test_a_developer_reads_the_values_of_a_list(text):
    assert "<code>gratuit-sous-condition</code> (Gratuit sous condition)" in text


def test_a_developer_reads_the_type_of_a_field(text):
    kinds = dict(re.findall(r"<th scope=\"row\"><code>(\w+)</code></th><td>([^<]+)</td><td>", text))
    assert kinds["name"] == kinds["status"] == kinds["point_precision"] == "texte"
    assert kinds["services"] == "liste"
    assert kinds["commune"] == "objet"
    assert kinds["latitude"] == "nombre"
    assert kinds["changed_at"] == "date et heure"


def test_the_licence_and_the_source_are_said(text):
    assert "Licence Ouverte 2.0" in text
    assert "INSEE et IGN" in text


def test_the_examples_work(client, text):
    CommuneFactory()
    addresses = re.findall(r'curl .*?"http://testserver(.*?)"', text.replace("&amp;", "&"))
    assert len(addresses) == 2
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_the_page_sets_no_cookie_and_may_be_kept(client, site):
    response = client.get(URL)
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=60"


def test_the_footer_leads_there_by_the_open_data(client, site):
    assert 'href="/donnees-ouvertes/"' in client.get("/lieux/").content.decode()
    assert f'href="{URL}"' in client.get("/donnees-ouvertes/").content.decode()
