"""Each language has its own address; what is not translated is shown in French, and says so."""

import re

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale

from home.editors import MODERATORS, set_editor
from home.languages import bare, prefixed
from home.models import ArticlePage, ContentIndexPage, ContentPage
from tests import factories

CODES = ("fr-simple", "en", "uk", "ar")


def html_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "path", ["/", "/lieux/", "/suivi/", "/recherche/", "/articles/", "/cookies/"]
)
def test_a_reader_finds_each_page_in_each_language(client, home, code, path):
    html = html_of(client, f"/{code}{path}")
    direction = "rtl" if code == "ar" else "ltr"
    assert f'<html lang="{code}" dir="{direction}">' in html
    assert f'href="/{code}/lieux/"' in html
    assert f'<link rel="alternate" hreflang="fr" href="http://testserver{path}">' in html
    assert f'hreflang="x-default" href="http://testserver{path}"' in html


@pytest.mark.parametrize("code", CODES)
def test_the_title_of_home_is_in_the_language_of_the_page(client, home, code):
    home.seo_title, home.search_description = "Titre en français", "Description en français"
    home.save()
    html = html_of(client, f"/{code}/")
    heading = re.search(r"<h1>(.+?)</h1>\s*<p>(.+?)</p>", html)
    assert f"<title>{heading[1]} – " in html
    assert f'<meta name="description" content="{heading[2]}">' in html
    french = html_of(client, "/")
    assert "<title>Titre en français – " in french
    assert 'content="Description en français"' in french
    assert heading[1] not in french


@pytest.mark.parametrize(
    ("code", "label"), [("en", "Page 2"), ("uk", "Сторінка 2"), ("ar", "صفحة 2")]
)
def test_the_pages_of_a_list_are_named_in_the_language_of_the_page(client, home, code, label):
    factories.PlaceFactory.create_batch(25)
    assert f'aria-label="{label}"' in html_of(client, f"/{code}/lieux/")


def test_a_sheet_has_an_address_in_each_language(client, home):
    path = factories.PlaceFactory().get_absolute_url()
    assert f'href="/ar{path}"' in html_of(client, f"/en{path}")


def test_the_browsers_language_changes_nothing(client, home):
    response = client.get("/", headers={"accept-language": "ar"})
    assert '<html lang="fr"' in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")
    assert response["Content-Language"] == "fr"


def test_choosing_a_language_sets_no_cookie(client, home):
    assert not client.get("/uk/").cookies


def test_a_chosen_language_keeps_what_was_asked(client, home):
    assert 'href="/en/lieux/?service=demarches"' in html_of(client, "/lieux/?service=demarches")


def test_a_page_that_is_only_in_french_says_so_in_the_readers_language(client, home):
    path = "/articles/preparer-sa-venue/"
    html = html_of(client, f"/ar{path}")
    assert '<article class="prose" lang="fr" dir="ltr">' in html
    assert "alert-info" in html
    assert "pas encore dans votre langue" not in html_of(client, path)


def test_links_keep_the_readers_language(client, home):
    html = html_of(client, "/en/articles/")
    assert 'href="/en/articles/preparer-sa-venue/"' in html
    footer = html.split("<footer")[1]
    assert not re.search(r'href="/(?!en/|api/)', footer)


def test_a_translated_page_is_served_in_its_language(client, home):
    page = home.add_child(instance=ContentPage(title="Le bus", slug="bus"))
    english = Locale.objects.get(language_code="en")
    home.copy_for_translation(english, alias=True)
    translated = page.copy_for_translation(english)
    translated.title, translated.slug = "The digital bus", "the-bus"
    translated.save_revision().publish()
    html = html_of(client, "/en/the-bus/")
    assert "The digital bus" in html
    assert 'lang="fr"' not in html.split("<main")[1]
    assert 'href="/en/the-bus/"' in html_of(client, "/bus/")


def test_the_professional_space_has_no_language_in_its_address(client, home):
    for path in ("/en/pro/", "/en/gestion/", "/en/api/v1/lieux/"):
        assert client.get(path).status_code == 404


def test_an_unknown_language_is_an_unknown_page(client, home):
    assert client.get("/xx/lieux/").status_code == 404


def test_the_list_of_articles_costs_the_same_in_another_language(
    client, article_index, count_queries
):
    ArticlePage.objects.all().delete()
    factories.ArticlePageFactory(parent=article_index)
    client.get("/en/articles/")
    one = count_queries(lambda: client.get("/en/articles/"))
    factories.ArticlePageFactory.create_batch(2, parent=article_index)
    assert count_queries(lambda: client.get("/en/articles/")) == one


def test_a_path_gains_and_loses_its_language():
    assert prefixed("/lieux/", "fr") == "/lieux/"
    assert prefixed("/lieux/", "en") == "/en/lieux/"
    with translation.override("en"):
        assert bare("/en/lieux/") == "/lieux/"
        assert bare("/enfance/") == "/enfance/"


def test_a_mail_written_while_someone_reads_in_arabic_links_to_the_french_space(client, home):
    request = RequestFactory().get("/ar/suivi/")
    with translation.override("ar"):
        assert home.get_url(request) == "/ar/"
    with translation.override("fr"):
        assert home.get_url(request) == "/"


def test_whoever_writes_the_home_page_writes_its_translations(home):
    user = factories.UserFactory(role="", organisation=None)
    set_editor(user, MODERATORS)
    english = home.copy_for_translation(Locale.objects.get(language_code="en"))
    assert english.permissions_for_user(user).can_publish()
    assert english.get_workflow() == home.get_workflow()
    stranger = factories.UserFactory(role="", organisation=None)
    assert not english.permissions_for_user(stranger).can_edit()


def test_a_page_of_a_section_says_where_it_is(client, home):
    section = home.add_child(instance=ContentIndexPage(title="Nos aides", slug="nos-aides"))
    page = section.add_child(instance=ContentPage(title="Le bus", slug="bus"))
    path = html_of(client, page.url).split('class="breadcrumb"')[1].split("</nav>")[0]
    assert '<a href="/nos-aides/">Nos aides</a>' in path
    assert html_of(client, f"/en{page.url}").count('href="/en/nos-aides/"') == 1
