"""Resources are sorted by whom they are for and what they are about."""

import pytest
from django.utils import timezone

from home.models import ContentIndexPage, ContentPage, ResourceIndexPage, ResourcePage

BODY = '[{"type": "text", "value": "<p>Du texte.</p>"}]'


@pytest.fixture
def shelf(home):
    return home.add_child(instance=ResourceIndexPage(title="Ressources", slug="ressources"))


def add(shelf, title, audience="tous", theme="email", **fields):
    page = ResourcePage(title=title, lead="Un chapeau.", audience=audience, theme=theme, body=BODY)
    page.first_published_at = timezone.now()
    for name, value in fields.items():
        setattr(page, name, value)
    return shelf.add_child(instance=page)


def html_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_finds_a_resource_by_audience_and_theme(client, shelf):
    add(shelf, "Écrire un message", "debutants")
    add(shelf, "Choisir un mot de passe", "seniors", "securite")
    html = html_of(client, "/ressources/")
    assert html.count("<article") == 2
    assert '<option value="parents">' not in html
    html = html_of(client, "/ressources/?public=seniors")
    assert "Choisir un mot de passe" in html
    assert "Écrire un message" not in html
    assert html_of(client, "/ressources/?public=nimporte").count("<article") == 2


def test_no_answer_leads_back_to_the_whole_list(client, shelf):
    add(shelf, "Un", "debutants", "email")
    add(shelf, "Deux", "seniors", "securite")
    html = html_of(client, "/ressources/?public=seniors&theme=email")
    assert "Aucune ressource ne répond" in html
    assert 'href="/ressources/"' in html


def test_an_empty_shelf_says_what_to_do(client, shelf):
    assert "Aucune ressource pour le moment" in html_of(client, "/ressources/")


def test_a_draft_is_not_on_the_shelf(client, shelf):
    add(shelf, "Brouillon", live=False)
    assert "Brouillon" not in html_of(client, "/ressources/")


def test_a_resource_says_whom_it_is_for(client, shelf):
    add(shelf, "Écrire un message", "debutants")
    html = html_of(client, "/ressources/ecrire-un-message/")
    assert "Qui débute" in html
    assert 'href="/ressources/"' in html


def test_the_shelf_costs_the_same_for_one_and_for_three(client, shelf, count_queries):
    add(shelf, "Un")
    client.get("/ressources/")
    one = count_queries(lambda: client.get("/ressources/"))
    add(shelf, "Deux")
    add(shelf, "Trois")
    assert count_queries(lambda: client.get("/ressources/")) == one


def test_a_section_lists_its_pages_at_a_constant_cost(client, home, count_queries):
    section = home.add_child(instance=ContentIndexPage(title="Le réseau", slug="reseau"))
    assert "Rien ici pour le moment" in html_of(client, "/reseau/")
    section.add_child(instance=ContentPage(title="Qui sommes-nous", lead="Nous.", slug="nous"))
    client.get("/reseau/")
    one = count_queries(lambda: client.get("/reseau/"))
    for title in ("Nos actions", "Nos partenaires"):
        section.add_child(instance=ContentPage(title=title))
    html = html_of(client, "/reseau/")
    assert html.count("<article") == 3
    assert "Nous." in html
    assert count_queries(lambda: client.get("/reseau/")) == one
