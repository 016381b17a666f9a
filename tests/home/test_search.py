"""One box: communes first, then services, places and pages, of this site alone."""

import logging

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from home.models import ContentPage
from home.search import places_named, read_query
from places.models import CommuneName, Place
from places.name_matching import words_of
from tests import factories
from tests.examples import on_one_database


@pytest.fixture
def gueret(home):
    commune = factories.CommuneFactory(insee_code="23096", name="Guéret", search_name="gueret")
    rank = CommuneName.Rank.WHOLE
    CommuneName.objects.get_or_create(text="gueret", rank=rank, commune=commune, population=0)
    return commune


def html_of(client, query, host="testserver"):
    response = client.get("/recherche/", {"q": query}, headers={"host": host})
    assert response.status_code == 200
    return response.content.decode()


def test_a_commune_leads_to_the_places_near_it(client, gueret):
    html = html_of(client, "gueret")
    assert 'href="/lieux/?commune=23096"' in html
    assert "Guéret" in html


def test_a_need_leads_to_the_places_that_help(client, home):
    assert 'href="/lieux/?service=demarches"' in html_of(client, "impôts")
    assert 'href="/lieux/?service=demarches"' in html_of(client, "IMPOTS")


@pytest.mark.parametrize(
    "words", ["mediatheque", "MÉDIATHÈQUE", "Médiathèque Guéret", "gueret media"]
)
def test_a_place_is_found_by_its_name_and_commune_whatever_the_accents(client, gueret, words):
    place = factories.PlaceFactory(name="Médiathèque", commune=gueret, commune_name="Guéret")
    assert place.get_absolute_url() in html_of(client, words)


LIGATURES = [
    ("L’œuvre numérique", "oeuvre"),
    ("L’ŒUVRE numérique", "oeuvre numerique"),
    ("Oeuvre numérique", "œuvre"),
    ("Œuvre numérique", "ŒUVRE"),
    ("Cœur de ville", "coeur"),
    ("Coeur de ville", "CŒUR ville"),
    ("Cœur de ville", "coeur de v"),
    ("Lettres ex æquo", "ex aequo"),
    ("Lettres ex aequo", "æquo"),
    ("L’œuvre numérique", "l'oeuvre"),
]


@pytest.mark.parametrize(("name", "typed"), [*LIGATURES, ("Cœur de ville", "co")])
def test_a_place_is_found_with_or_without_its_ligatures(client, gueret, name, typed):
    place = factories.PlaceFactory(name=name, commune=gueret)
    factories.PlaceFactory(name="Cyber-base", commune=gueret)
    assert list(places_named(Place.objects.all(), words_of(typed), [])) == [place]
    assert place.get_absolute_url() in html_of(client, typed)


@pytest.mark.parametrize(
    ("title", "typed"),
    [pair for pair in LIGATURES if pair[1] not in {"oeuvre numerique", "coeur de v"}],
)
def test_a_page_is_found_with_or_without_its_ligatures(client, home, title, typed):
    home.add_child(instance=ContentPage(title=title, slug="trouve"))
    call_command("update_index", verbosity=0)
    assert 'href="/trouve/"' in html_of(client, typed)
    assert 'href="/trouve/"' not in html_of(client, f"{typed} xylophone")


@pytest.mark.parametrize("typed", ["Sacy en Voeu", "Sacy-en-Vœu", "SACY EN VŒU"])
def test_a_commune_is_found_with_or_without_its_ligature(client, home, typed):
    factories.CommuneFactory(insee_code="23997", name="Sacy-en-Vœu")
    assert 'href="/lieux/?commune=23997"' in html_of(client, typed)


def test_a_page_is_found_by_its_words(client, home, django_capture_on_commit_callbacks):
    home.add_child(instance=ContentPage(title="Le bus numérique", slug="bus"))
    home.add_child(instance=ContentPage(title="Le bus caché", slug="cache", live=False))
    call_command("update_index", verbosity=0)
    html = html_of(client, "bus")
    assert 'href="/bus/"' in html
    assert "cach" not in html


def test_drafts_and_closed_places_are_not_found(client, home):
    factories.PlaceFactory(name="Tiers-lieu secret", status=Place.Status.DRAFT)
    assert "Rien ne répond" in html_of(client, "secret")


def test_nothing_asked_answers_the_empty_box(client, home):
    html = html_of(client, "   ")
    assert "Rien ne répond" not in html
    assert 'name="q"' in html


def test_nothing_found_says_what_to_try(client, home):
    html = html_of(client, "xylophone")
    assert "Rien ne répond" in html
    assert 'value="xylophone"' in html
    assert 'href="/lieux/"' in html


@pytest.mark.parametrize(
    "text", ["[", "a\x00b", "%' OR 1=1 --", "(((", "*", "\\", "é" * 500, "AND OR NOT", '"']
)
def test_hostile_words_find_nothing_and_break_nothing(client, home, text):
    html_of(client, text)


def test_words_are_shown_as_they_were_typed_and_never_run(client, home):
    html = html_of(client, "<script>alert(1)</script>")
    assert "<script>alert" not in html


def test_what_is_asked_is_neither_kept_nor_logged(client, home, caplog):
    caplog.set_level(logging.INFO)
    response = client.get("/recherche/", {"q": "hebergement"})
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert "hebergement" not in caplog.text


def test_every_public_page_reaches_the_box(client, home):
    for path in ("/", "/lieux/", "/articles/", "/suivi/", "/cookies/"):
        assert 'href="/recherche/"' in client.get(path).content.decode()


def test_a_search_costs_the_same_for_one_place_and_for_three(client, home, count_queries):
    factories.PlaceFactory(name="Espace numérique")
    client.get("/recherche/?q=espace")
    one = count_queries(lambda: client.get("/recherche/?q=espace"))
    factories.PlaceFactory.create_batch(2, name="Espace public")
    assert count_queries(lambda: client.get("/recherche/?q=espace")) == one


@on_one_database
@given(st.text(max_size=30))
def test_any_words_make_a_pattern_that_databases_take(db, text):
    words = read_query(text).split()[:3]
    list(places_named(Place.objects.published(), [w for w in words if w.isalnum()], []))
