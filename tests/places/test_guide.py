"""Four questions lead from a need to the list, with nothing personal in the address."""

import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from places.guide import Answers
from tests.factories import CommuneFactory, PlaceFactory

pytestmark = pytest.mark.django_db

URL = "/trouver/"
FULL = "service=demarches&pour=seniors&commune=23096&comment=sur-place&quand=samedi"


@pytest.fixture
def gueret(site):
    return CommuneFactory()


def ask(client, query=""):
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def title(html):
    return re.search(r"<h1[^>]*>(.*?)</h1>", html)[1].strip()


def fill(html, **answers):
    """The address that the form of a page leads to."""
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
    query = QueryDict(mutable=True)
    for name, value in (*hidden, *answers.items()):
        query.appendlist(name, value)
    return f"{URL}?{query.urlencode()}"


def test_a_person_goes_from_a_need_to_the_list(client, gueret):
    html = ask(client)
    titles = [title(html)]
    for answer in ({"service": "demarches"}, {"pour": "seniors"}, {"ou": "Guéret"}):
        response = client.get(fill(html, **answer), follow=True)
        html = response.content.decode()
        titles.append(title(html))
    assert titles == [
        "De quoi avez-vous besoin\u202f?",
        "Qui faut-il aider\u202f?",
        "Où cherchez-vous\u202f?",
        "Comment voulez-vous être aidé\u202f?",
    ]
    end = client.get(fill(html, comment="sur-place", quand="samedi"))
    assert end.url == (
        "/lieux/?service=demarches&commune=23096&public=seniors&rdv=sans&samedi=on&guide=1"
    )
    PlaceFactory()
    page = client.get(end.url).content.decode()
    assert (
        "Vous cherchez\u00a0: Démarches en ligne, personnes âgées, sans rendez-vous, "
        "près de Guéret, le samedi." in page.replace(" : ", "\u00a0: ")
    )


def test_what_was_typed_leaves_the_address_for_a_code(client, gueret):
    response = client.get(f"{URL}?etape=4&service=demarches&ou=Gu%C3%A9ret")
    assert response.url == f"{URL}?etape=4&service=demarches&commune=23096"


def test_an_unknown_commune_is_asked_again(client, gueret):
    html = ask(client, "etape=4&ou=Xyzzyville")
    assert title(html) == "Où cherchez-vous\u202f?"
    assert "Nous ne trouvons pas" in html
    assert 'value="Xyzzyville"' in html


def test_homonyms_are_links_to_the_next_question(client, site):
    for code in ("23500", "23501"):
        CommuneFactory(insee_code=code, name="Saint-Martin", search_name="saint martin")
    html = ask(client, "etape=4&service=emploi&ou=saint martin")
    assert "?etape=4&amp;service=emploi&amp;commune=23500" in html


def test_the_question_before_keeps_every_answer(client, gueret):
    html = ask(client, f"etape=4&{FULL}")
    assert "?etape=3&amp;service=demarches&amp;pour=seniors&amp;commune=23096" in html
    assert 'value="Guéret (23)"' in ask(client, f"etape=3&{FULL}")
    assert 'value="seniors" checked' in ask(client, f"etape=2&{FULL}")


def test_a_question_may_be_passed(client, gueret):
    response = client.get(f"{URL}?etape=5&service=&pour=&ou=&comment=")
    assert response.url == "/lieux/?guide=1"


def test_a_need_of_a_welcome_is_asked_as_one(client, gueret):
    assert "accueil=surdite" in client.get(f"{URL}?etape=5&pour=surdite").url


@pytest.mark.parametrize(
    "query",
    ["etape=9", "etape=-1", "etape=²", "service=x&pour=<b>&comment=%00&commune=%27", "ou=%00"],
)
def test_a_wrong_address_asks_the_first_question(client, gueret, query):
    assert title(ask(client, query))


def test_a_list_leads_back_to_its_answers():
    answers = Answers.read(QueryDict(FULL))
    assert Answers.of_criteria(QueryDict(answers.criteria())) == answers


def test_an_empty_list_offers_to_be_guided(client, gueret):
    html = client.get(reverse("places:list"), {"commune": "23096"}).content.decode()
    assert "Me laisser guider" in html
    assert "/trouver/?etape=4&amp;commune=23096" in html
