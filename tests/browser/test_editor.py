"""An editor writes an article in Wagtail, looks at it, publishes it, and mends a place."""

import pytest
from playwright.sync_api import Page, expect

from home.bootstrap import prepare_site
from home.editors import MODERATORS, set_editor
from home.models import ArticleIndexPage, ArticlePage
from places.models import PostalCode
from tests import factories
from tests.home.test_blocks import all_blocks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def moussa(site):
    """Moussa moderates: he may publish."""
    prepare_site("Département de la Creuse")
    user = factories.UserFactory(first_name="Moussa", role="", organisation=None)
    set_editor(user, MODERATORS)
    return user


def test_a_moderator_writes_previews_and_publishes_an_article(page: Page, sign_in, moussa, axe):
    sign_in(page, moussa)
    index = ArticleIndexPage.objects.get()
    page.goto(f"/gestion/pages/add/home/articlepage/{index.pk}/")
    page.get_by_role("textbox", name="Titre").first.fill("Scanner un papier")
    page.get_by_role("textbox", name="Chapeau").fill("Une photo nette suffit presque toujours.")
    page.get_by_title("Insérer un bloc").first.click()
    page.get_by_role("option", name="Encadré").click()
    page.locator("textarea[name$=-text]").fill("Posez le papier à plat, près d’une fenêtre.")

    page.get_by_role("button", name="Afficher/masquer la prévisualisation").click()
    preview = page.frame_locator("iframe").last
    expect(preview.get_by_role("heading", level=1)).to_have_text("Scanner un papier")
    expect(preview.get_by_text("près d’une fenêtre")).to_be_visible()

    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("status").get_by_text("publié")).to_be_visible()

    article = ArticlePage.objects.get(title="Scanner un papier")
    page.goto("/articles/")
    page.get_by_role("link", name=article.title).click()
    expect(page.get_by_text("Posez le papier à plat")).to_be_visible()
    assert axe(page) == []


def test_a_place_is_edited_on_one_screen(page: Page, sign_in, moussa):
    PostalCode.objects.create(code="23000", commune=factories.CommuneFactory())
    place = factories.PlaceFactory(name="Médiathèque")
    sign_in(page, moussa)
    page.goto("/gestion/snippets/places/place/")
    page.get_by_role("link", name="Médiathèque", exact=True).click()
    hours = page.get_by_role("textbox", name="Horaires")
    hours.fill("du matin au soir")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".error-message").first).to_be_visible()
    expect(hours).to_have_value("du matin au soir")
    hours.fill("Mo-Fr 09:00-12:00")
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url("**/gestion/snippets/places/place/")
    place.refresh_from_db()
    assert place.opening_hours == "Mo-Fr 09:00-12:00"


def test_an_editor_sees_an_example_of_each_block(page: Page, sign_in, moussa, axe):
    factories.PlaceFactory.create_batch(2)
    sign_in(page, moussa)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    for child in all_blocks():
        page.goto(f"/gestion/block-preview/?id={child.definition_prefix}")
        expect(page.locator("main")).to_be_visible()
        assert page.locator("main").inner_text().strip(), child.name
        assert axe(page) == [], child.name


def test_an_editor_sees_the_weight_and_the_faults_before_publishing(page: Page, sign_in, moussa):
    sign_in(page, moussa)
    article = ArticlePage.objects.first()
    page.goto(f"/gestion/pages/{article.pk}/edit/")
    page.get_by_role("textbox", name="Chapeau").fill("mot " * 40)
    page.get_by_role("button", name="Activer/désactiver les vérifications").click()
    report = page.locator("[data-page-report]")
    expect(report.get_by_text("EcoIndex")).to_be_visible(timeout=30_000)
    expect(report.get_by_text("a 40 mots")).to_be_visible(timeout=30_000)
