"""The public pages in a real browser: light, readable by all, with or without script."""

import json

import pytest
from playwright.sync_api import Page, expect

from home.bootstrap import prepare_site
from home.models import CrisisPage, HomePage, SiteSettings
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/articles/",
    "/articles/preparer-sa-venue/",
    "/donnees-personnelles/",
    "/plan-du-site/",
)


@pytest.fixture
def home(site):
    factories.PlaceFactory(name="Médiathèque", crisis_information="Ouvert cette nuit")
    prepare_site("Département de la Creuse")
    SiteSettings.objects.update(territory_kind="departement", territory_code="23")
    return HomePage.objects.get()


@pytest.fixture
def crisis(home):
    numbers = [{"type": "number", "value": {"label": "Mairie", "number": "05 55 00 00 02"}}]
    page = CrisisPage(
        title="Inondation",
        slug="crise",
        lead="La rivière déborde.",
        instructions="Montez à l’étage.",
        phone_numbers=json.dumps(numbers),
    )
    return home.add_child(instance=page)


class Watch:
    """What a page asks for, weighs, and complains about."""

    def __init__(self, page: Page) -> None:
        self.urls: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.urls.append(request.url))
        page.on("console", lambda message: self.complaints.append(f"{message.type} {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages_have_no_accessibility_fault(page: Page, home, axe, scheme):
    page.emulate_media(color_scheme=scheme)
    for path in PAGES:
        page.goto(path)
        assert axe(page) == [], path


def test_an_accent_of_the_site_stays_readable_in_light_and_dark(page: Page, home, axe):
    SiteSettings.objects.update(accent_colour="#767676")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto("/")
        assert axe(page) == [], scheme


def test_a_public_page_keeps_to_its_budget_and_breaks_no_policy(page: Page, home):
    for path in PAGES:
        watch = Watch(page)
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.querySelectorAll('*').length") <= 300, path
        assert len(watch.urls) <= 8, path
        assert watch.complaints == [], path


def test_the_crisis_page_is_two_requests_and_no_fault(page: Page, crisis, axe):
    watch = Watch(page)
    page.goto("/crise/")
    page.wait_for_load_state("networkidle")
    assert len([url for url in watch.urls if not url.startswith("data:")]) == 2
    assert page.evaluate("document.scripts.length") == 0
    assert watch.complaints == []
    expect(page.get_by_role("link", name="05 55 00 00 02")).to_be_visible()
    assert axe(page) == []


def test_a_phone_shows_every_page_without_sliding_sideways(phone: Page, home, crisis):
    for path in (*PAGES, "/crise/"):
        phone.goto(path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_a_citizen_says_where_she_is_with_the_keyboard_alone(page: Page, home):
    page.goto("/")
    page.get_by_label("Où êtes-vous").focus()
    page.keyboard.type("Guéret")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lieux/?ou=Gu%C3%A9ret*")


def test_a_citizen_without_script_is_asked_the_same_question(page_without_script: Page, home):
    page = page_without_script
    page.goto("/")
    expect(page.get_by_role("button", name="Utiliser ma position")).to_be_hidden()
    page.get_by_label("Où êtes-vous").fill("23000")
    page.get_by_role("button", name="Voir les lieux").click()
    page.wait_for_url("**/lieux/?ou=23000*")


def test_the_position_is_asked_on_a_click_and_sent_rounded(open_context, home):
    context = open_context(
        geolocation={"latitude": 46.170512, "longitude": 1.870511}, permissions=["geolocation"]
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Utiliser ma position").click()
    page.wait_for_url("**/lieux/?*lat=46.171*")
    assert "lon=1.871" in page.url
