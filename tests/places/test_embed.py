"""The frame for other sites: open to all of them, without cookie, and only there."""

import html as markup
import re

import pytest
from django.urls import reverse

from places.models import Term
from tests.factories import CommuneFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gueret(site):
    return CommuneFactory()


def embed(client, **query):
    response = client.get(reverse("places:embed"), query)
    assert response.status_code == 200
    return response


def test_any_site_may_frame_the_list_and_no_cookie_is_set(client, gueret):
    PlaceFactory()
    response = embed(client)
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


@pytest.mark.parametrize("name", ["places:list", "places:embed_builder", "places:open_data"])
def test_no_other_page_may_be_framed(client, gueret, name):
    response = client.get(reverse(name))
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_links_leave_the_frame_and_pages_stay_in_it(client, gueret):
    for _ in range(21):
        PlaceFactory()
    page = embed(client, departement="23").content.decode()
    sheets = re.findall(r'<a href="/lieux/[^?"]*"([^>]*)>', page)
    assert len(sheets) == 20
    assert all('target="_blank" rel="noopener"' in link for link in sheets)
    assert '<a href="?departement=23&amp;page=2" rel="next">' in page


def test_the_frame_shows_what_the_list_would(client, gueret):
    PlaceFactory(name="Emploi").terms.add(Term.objects.get(vocabulary="service", code="emploi"))
    PlaceFactory(name="Autre")
    page = embed(client, service="emploi", departement="23").content.decode()
    assert "Emploi" in page
    assert "Autre" not in page
    assert 'href="/lieux/?service=emploi&amp;departement=23"' in page
    assert "<script" not in page


def test_the_map_is_asked_and_keeps_its_list(client, gueret):
    PlaceFactory()
    page = embed(client, vue="carte").content.decode()
    assert "places/map.js" in page
    assert 'class="place"' in page


def test_an_empty_frame_says_so(client, gueret):
    assert "Aucun lieu ne répond" in embed(client, departement="23").content.decode()
    around = embed(client, commune="23096", vue="carte").content.decode()
    assert 'data-around="1.' in around


def code_of(client, **query):
    page = client.get(reverse("places:embed_builder"), query).content.decode()
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    return markup.unescape(found[1]) if found else ""


def test_one_builds_the_code_and_copies_it(client, gueret):
    assert code_of(client) == ""
    code = code_of(client, vue="carte", departement="23", service="emploi", prix="")
    source = markup.unescape(re.search(r'src="([^"]*)"', code)[1])
    assert source == ("http://testserver/embed/lieux/?service=emploi&departement=23&vue=carte")
    assert code.startswith("<iframe ")
    assert client.get(source).status_code == 200


def test_a_commune_is_written_as_its_code(client, gueret):
    assert "commune=23096" in code_of(client, vue="liste", ou="Guéret")
    assert code_of(client, vue="liste", ou="Xyzzyville") == ""


def test_the_code_holds_no_text_of_the_visitor(client, gueret):
    code = code_of(client, vue="liste", departement='"><script>alert(1)</script>')
    assert "<script" not in code


def test_the_frame_makes_the_same_queries_for_one_and_three_places(client, gueret, count_queries):
    url = reverse("places:embed")
    PlaceFactory()
    client.get(url)
    with_one = count_queries(lambda: client.get(url))
    PlaceFactory()
    PlaceFactory()
    assert count_queries(lambda: client.get(url)) == with_one


def test_one_searches_inside_the_frame_which_keeps_its_criteria(client, gueret):
    CommuneFactory(insee_code="23008", name="Aubusson", search_name="aubusson", latitude=45.9568)
    PlaceFactory(name="Ici").terms.add(Term.objects.get(vocabulary="service", code="emploi"))
    asked = {"service": "emploi", "departement": "23", "commune": "23008", "vue": "carte"}
    page = embed(client, **asked).content.decode()
    form = re.search(r"<form.*?</form>", page, re.DOTALL)[0]
    assert 'action="/embed/lieux/"' in form
    assert "target" not in form
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', form))
    assert kept == {"service": "emploi", "departement": "23", "vue": "carte"}
    page = embed(client, **kept, ou="gueret").content.decode()
    assert "1 lieu près de Guéret" in page
    assert 'value="Guéret (23)"' in page
    assert 'href="/lieux/?service=emploi&amp;departement=23&amp;commune=23096"' in page
    lost = embed(client, ou="xyzzy").content.decode()
    assert "Nous ne trouvons pas" in lost
    assert "Aucun lieu ne répond" not in lost
