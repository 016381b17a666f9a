"""What visitors read: home, articles, legal pages, crisis page, and how browsers keep them."""

import json
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.models import (
    ArticlePage,
    ContentPage,
    CrisisPage,
    LegalPage,
    SiteSettings,
)
from places.models import Place
from tests import factories


def html_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def add_article(index, title, **fields):
    return factories.ArticlePageFactory(parent=index, title=title, **fields)


def test_a_citizen_is_asked_one_question(client, home):
    html = html_of(client, "/")
    assert "Besoin d’aide avec le numérique" in html
    form = re.search(r"<form[^>]*search-card.*?</form>", html, re.DOTALL)[0]
    assert 'action="/lieux/"' in form
    assert 'method="get"' in form
    assert form.count("<input") == 1
    assert 'name="ou"' in form
    assert re.search(r"<button[^>]*data-geolocate hidden", form)


def test_a_citizen_goes_from_a_card_to_the_places_that_help(client, home):
    html = html_of(client, "/")
    assert html.count('<a class="card" href="/lieux/?service=') == 6
    assert 'href="/lieux/?service=demarches"' in html


def test_home_says_how_many_places_the_territory_has(client, site_settings):
    factories.PlaceFactory()
    factories.PlaceFactory()
    factories.PlaceFactory(status=Place.Status.DRAFT)
    elsewhere = factories.CommuneFactory(
        insee_code="87085",
        name="Limoges",
        departement=factories.DepartementFactory(code="87", name="Haute-Vienne"),
    )
    factories.PlaceFactory(commune=elsewhere)
    html = html_of(client, "/")
    assert "2 lieux vous accueillent" in html
    assert 'href="/territoires/departement/23/"' in html
    assert "Creuse" in html


def test_home_of_the_whole_country_names_no_territory(client, home):
    factories.PlaceFactory()
    assert "/territoires/" not in html_of(client, "/")


def test_home_shows_the_three_latest_articles(client, home, article_index):
    add_article(article_index, "Demain", date=timezone.localdate() + timedelta(days=1))
    add_article(article_index, "Brouillon", live=False)
    html = html_of(client, "/")
    assert html.count("<article") == 3
    assert "Demain" in html
    assert "Brouillon" not in html


def test_home_costs_the_same_for_one_article_and_place_and_for_more(
    client, site_settings, article_index, count_queries
):
    factories.PlaceFactory()
    ArticlePage.objects.all().delete()
    add_article(article_index, "Un")
    client.get("/")
    one = count_queries(lambda: client.get("/"))
    add_article(article_index, "Deux")
    add_article(article_index, "Trois")
    factories.PlaceFactory.create_batch(2)
    assert count_queries(lambda: client.get("/")) == one


def test_the_list_of_articles_costs_the_same_for_one_and_for_three(
    client, article_index, count_queries
):
    ArticlePage.objects.all().delete()
    add_article(article_index, "Un")
    client.get("/articles/")
    one = count_queries(lambda: client.get("/articles/"))
    add_article(article_index, "Deux")
    add_article(article_index, "Trois")
    assert count_queries(lambda: client.get("/articles/")) == one


def test_a_long_list_of_articles_has_pages(client, article_index):
    for number in range(12):
        add_article(article_index, f"Article {number}")
    assert html_of(client, "/articles/").count("<article") == 12
    assert html_of(client, "/articles/?page=2").count("<article") == 3
    assert html_of(client, "/articles/?page=nimporte").count("<article") == 12


def test_an_empty_list_of_articles_says_what_to_do(client, article_index):
    ArticlePage.objects.all().delete()
    html = html_of(client, "/articles/")
    assert "Aucun article" in html
    assert 'href="/lieux/"' in html


def test_an_article_shows_every_block_it_is_made_of(client, home):
    html = html_of(client, "/articles/preparer-sa-venue/")
    assert "Ce qu’il faut apporter" in html
    assert "<ol" in html
    assert "alert-warning" in html
    assert "<details><summary>" in html


def test_a_page_of_text_shows_its_places_and_figures(client, home, site_settings):
    place = factories.PlaceFactory(name="Médiathèque", phone="0555000001")
    body = [
        {
            "type": "key_figures",
            "value": {"figures": [{"value": "31", "label": "lieux"}], "source": "Nous, 2026"},
        },
        {"type": "places", "value": {"title": "Ici", "kind": "departement", "code": "23"}},
    ]
    home.add_child(instance=ContentPage(title="À propos", slug="a-propos", body=json.dumps(body)))
    html = html_of(client, "/a-propos/")
    assert "Nous, 2026" in html
    assert place.get_absolute_url() in html
    assert "05\u00a055\u00a000\u00a000\u00a001" in html
    assert "(1 lieu)" in html


def test_the_accessibility_page_says_not_conform_by_default(client, home):
    html = html_of(client, "/accessibilite/")
    assert "<strong>non conforme</strong>" in html
    assert "Défenseur des droits" in html


def test_the_data_page_gives_how_long_each_thing_is_kept(client, home):
    SiteSettings.objects.update(data_protection_email="dpo@exemple.fr")
    html = html_of(client, "/donnees-personnelles/").replace("\u00a0", " ")
    for words in ("3 mois", "12 mois", "24 mois", "24 heures", "35 jours", "dpo@exemple.fr"):
        assert words in html


def test_the_method_page_gives_the_rule_of_small_counts(client, home):
    html = html_of(client, "/methode-des-statistiques/").replace("\u00a0", " ")
    assert "0 ou au moins 5 personnes" in html
    assert "10 accompagnements et 1 activité" in html


def test_the_site_map_lists_every_public_page(client, home):
    hidden = ContentPage(title="Cachée", slug="cachee", live=False)
    home.add_child(instance=hidden)
    html = html_of(client, "/plan-du-site/")
    assert 'href="/articles/creer-une-adresse-e-mail/"' in html
    assert 'href="/cookies/"' in html
    assert "Cachée" not in html


def test_a_legal_page_keeps_its_address_and_subject(home):
    page = LegalPage.objects.get(kind="cookies")
    page.slug = "biscuits"
    page.full_clean()
    assert page.slug == "cookies"
    LegalPage.objects.get(kind="contact").delete()
    page.kind = "contact"
    with pytest.raises(ValidationError, match="ne change pas"):
        page.full_clean()


def test_every_footer_link_leads_somewhere(client, home):
    footer = html_of(client, "/").split("<footer")[1]
    kinds = set(re.findall(r'href="/([a-z-]+)/"', footer))
    assert set(LegalPage.Kind.values) <= kinds


def test_a_crisis_page_is_light_and_has_no_script(client, home, site_settings):
    place = factories.PlaceFactory(crisis_information="Ouvert cette nuit", phone="0555000001")
    factories.PlaceFactory(name="Sans information")
    numbers = [{"type": "number", "value": {"label": "Mairie", "number": "05 55 00 00 02"}}]
    page = CrisisPage(
        title="Inondation",
        slug="crise",
        lead="La Creuse déborde.",
        instructions="Montez à l’étage.\n\nN’allez pas chercher vos enfants.",
        phone_numbers=json.dumps(numbers),
    )
    home.add_child(instance=page)
    html = html_of(client, "/crise/")
    assert "<script" not in html
    assert html.count('rel="stylesheet"') == 1
    assert "Montez à l’étage." in html
    assert 'href="tel:0555000002"' in html
    assert place.name in html
    assert "Sans information" not in html
    assert len(html) < 20_000


def test_a_crisis_banner_leads_every_page_to_the_crisis_page(client, home):
    page = home.add_child(instance=CrisisPage(title="Tempête", slug="crise", lead="Du vent."))
    row = SiteSettings.objects.get()
    row.has_crisis_banner, row.crisis_banner_text, row.crisis_page = (
        True,
        "Tempête cette nuit",
        page,
    )
    row.save()
    html = html_of(client, "/articles/")
    assert "Tempête cette nuit" in html
    assert 'href="/crise/"' in html
    page.unpublish()
    assert 'href="/crise/"' not in html_of(client, "/articles/")


def test_browsers_may_keep_a_public_page_and_ask_again(client, home):
    response = client.get("/")
    assert "public" in response["Cache-Control"]
    assert "max-age=60" in response["Cache-Control"]
    known = {"if-none-match": response["ETag"]}
    assert client.get("/", headers=known).status_code == 304
    home.hero_title = "Bonjour"
    home.save()
    assert client.get("/", headers=known).status_code == 200


def test_a_page_read_with_a_cookie_is_for_one_reader(client, home):
    client.cookies["messages"] = "quelque chose"
    assert "private" in client.get("/")["Cache-Control"]


def test_a_signed_in_reader_leaves_no_copy_behind(client, home, moussa):
    client.force_login(moussa, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "no-store" in client.get("/")["Cache-Control"]


def test_reading_sets_no_cookie(client, home):
    for path in ("/", "/articles/", "/cookies/"):
        assert not client.get(path).cookies


def test_the_accessibility_page_lists_what_is_not_accessible(client, home):
    row = SiteSettings.objects.get()
    row.audited_on, row.audit_rate = timezone.localdate(), 72
    row.auditor = "la coopérative Exemple"
    faults = [
        {"kind": "burden", "what": "La carte animée."},
        {"kind": "fault", "criterion": "4.1", "what": "Une vidéo sans sous-titres."},
    ]
    row.non_conformities = json.dumps(
        [{"type": "non_conformity", "value": fault} for fault in faults]
    )
    row.save()
    html = html_of(client, "/accessibilite/")
    assert "<strong>partiellement conforme</strong>" in html
    assert "72\u00a0%" in html or "72 %" in html
    assert "la coopérative Exemple" in html
    assert html.index("Critère 4.1") < html.index("Dérogations") < html.index("La carte animée")
