"""A citizen finds the nearest help: with and without script, by keyboard alone, on any screen."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from home.bootstrap import prepare_site
from home.ecoindex import ecoindex
from places.models import Place, Term
from places.sheets import note
from tests.browser.test_every_page import too_wide
from tests.factories import CommuneFactory, PlaceFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FULL_PAGE = 20
MAP = "[data-map]"
OPTION = "[role=option]"


def fill(commune, count):
    """Places that say everything a row can show, in one write: their search index is not asked."""
    start = Place.objects.count()
    places = Place.objects.bulk_create(
        PlaceFactory.build(
            name=f"Espace numérique numéro {n}",
            slug=f"espace-{n}",
            source_id=f"espace-{n}",
            organisation=None,
            commune=commune,
            phone="05 55 00 00 01",
            opening_hours="24/7" if n % 2 else "Mo-Fr 09:00-12:00",
            latitude=46.17 + n / 1000,
            longitude=1.87 + n / 2000,
        )
        for n in range(start, start + count)
    )
    terms = Term.objects.filter(vocabulary="service") | Term.objects.filter(code="gratuit")
    through = Place.terms.through
    through.objects.bulk_create(
        through(place=place, term=term) for place in places for term in terms
    )
    note(place.pk for place in places)


@pytest.fixture
def creuse(site):
    """Guéret and Aubusson, with a page of places and a few more."""
    gueret = CommuneFactory()
    CommuneFactory(
        insee_code="23008", name="Aubusson", population=3_000, latitude=45.9568, longitude=2.1679
    )
    fill(gueret, FULL_PAGE + 5)
    return gueret


@pytest.fixture
def faults():
    """Console errors, refused inlines included, and script errors of the pages that are watched."""
    found: list[str] = []

    def watch(page: Page) -> list[str]:
        page.on("console", lambda m: found.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: found.append(str(error)))
        return found

    return watch


def places(page: Page):
    return page.locator(".place")


def test_a_citizen_finds_a_place_with_the_suggestions(page: Page, creuse, faults):
    found = faults(page)
    page.goto("/lieux/")
    page.get_by_role("combobox", name=re.compile("Où êtes-vous")).press_sequentially("gué")
    page.get_by_role("option", name="Guéret (23) · Creuse").click()
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("25 lieux près de Guéret")
    expect(places(page)).to_have_count(FULL_PAGE)
    assert "commune=23096" in page.url
    page.get_by_label("Ouvert maintenant").check()
    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_text("Ouvert tous les jours").first).to_be_visible()
    page.get_by_role("link", name="Espace numérique numéro 1", exact=True).click()
    expect(page.get_by_role("link", name="05 55 00 00 01")).to_have_attribute(
        "href", re.compile("^tel:0555000001")
    )
    assert found == []


def test_a_citizen_starts_from_the_home_page(page: Page, creuse, axe):
    prepare_site("Département de la Creuse")
    page.goto("/")
    field = page.get_by_role("combobox", name=re.compile("Où êtes-vous"))
    field.press_sequentially("gu")
    page.locator(OPTION).click()
    expect(field).to_have_value("Guéret (23)")
    assert axe(page) == []
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("25 lieux près de Guéret")


def test_a_device_gives_its_position_on_a_click(page: Page, creuse):
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 46.17052, "longitude": 1.87049})
    page.goto("/lieux/")
    page.get_by_role("button", name="Utiliser ma position").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("25 lieux près de vous")
    assert "lat=46.171&lon=1.870" in page.url


def test_a_citizen_finds_a_place_without_any_script(page_without_script: Page, creuse):
    page = page_without_script
    page.goto("/lieux/")
    page.get_by_label(re.compile("Où êtes-vous")).fill("gueret")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("25 lieux près de Guéret")
    # The hidden code of the last search must not hold the person back in Guéret.
    page.get_by_label("Commune ou code postal").fill("aubusson")
    page.get_by_label("Emploi").check()
    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("près d’Aubusson"))
    expect(page.get_by_label("Emploi")).to_be_checked()
    page.get_by_role("link", name="Voir la carte").click()
    expect(page.get_by_text("la liste contient tous les lieux")).to_be_visible()
    page.get_by_role("link", name="Suivante").click()
    expect(places(page)).to_have_count(5)
    places(page).first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="On vous aide pour")).to_be_visible()


def test_a_citizen_finds_a_place_by_keyboard_alone(page: Page, creuse):
    page.goto("/lieux/")
    field = page.get_by_role("combobox", name=re.compile("Où êtes-vous"))
    for _ in range(20):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("au")
    expect(page.locator(OPTION)).to_have_count(1)
    page.keyboard.press("ArrowDown")
    option = page.locator(OPTION)
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.type("b")
    expect(page.locator(OPTION)).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Aubusson (23)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("près d’Aubusson"))


def test_a_changed_name_forgets_the_commune_chosen(page: Page, creuse):
    page.goto("/lieux/?commune=23096")
    page.locator("#ou").fill("Aubusson")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("près d’Aubusson"))


def test_a_phone_shows_the_first_place_without_scrolling(phone: Page, creuse):
    phone.goto("/lieux/?ou=gueret")
    box = places(phone).first.get_by_role("link").first.bounding_box()
    assert box["y"] + box["height"] < phone.viewport_size["height"]
    assert phone.evaluate("document.documentElement.scrollWidth") <= phone.viewport_size["width"]
    expect(phone.get_by_label("Ouvert maintenant")).to_be_hidden()
    phone.get_by_role("link", name="Filtrer").click()
    expect(phone.get_by_label("Ouvert maintenant")).to_be_visible()


def test_the_map_is_fetched_when_it_is_asked_for(page: Page, creuse, faults, axe):
    found = faults(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto("/lieux/?ou=gueret")
    assert not [path for path in asked if "leaflet" in path or "points" in path]
    page.locator(MAP).click()
    expect(page.locator(MAP)).to_have_attribute("aria-expanded", "true")
    group = page.locator(".map-group").first
    expect(group).to_have_attribute("aria-label", re.compile(r"^\d+ lieux"))
    assert axe(page) == []
    places(page).nth(2).get_by_role("link").first.focus()
    expect(page.locator(".map path.leaflet-interactive, .map svg path").first).to_be_attached()
    zoomed = page.expect_response(re.compile("points.json"))
    with zoomed:
        group.focus()
        page.keyboard.press("Enter")
    page.locator(MAP).click()
    expect(page.locator("#carte")).to_be_hidden()
    assert found == []


def test_a_mark_of_the_map_leads_to_the_sheet(page: Page, site):
    PlaceFactory(name="Seul ici", slug="seul-ici")
    page.goto("/lieux/?ou=gueret")
    page.locator(MAP).click()
    mark = page.get_by_role("button", name="Seul ici")
    mark.focus()
    page.keyboard.press("Enter")
    page.locator(".map").get_by_role("link", name="Seul ici").click()
    expect(page).to_have_url(re.compile("/lieux/seul-ici/$"))


def test_a_place_alone_seen_from_afar_is_told_as_one(page: Page, site):
    PlaceFactory(latitude=46.17, longitude=1.87)
    PlaceFactory(latitude=50.63, longitude=3.06)
    page.goto("/lieux/")
    page.locator(MAP).click()
    alone = page.get_by_role("button", name="1 lieu, agrandir", exact=True)
    expect(alone).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/lieux/",
        "/lieux/?ou=gueret&service=emploi&distance=20",
        "/lieux/?ou=introuvable",
        "/lieux/?ou=gueret&accueil=surdite",
        "/lieux/espace-1/",
        "/territoires/",
        "/territoires/departement/23/",
        "/territoires/commune/23008/",
    ],
)
def test_the_directory_has_no_accessibility_fault(page: Page, creuse, axe, faults, path, scheme):
    found = faults(page)
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    assert axe(page) == []
    assert found == []


def test_the_open_suggestions_have_no_accessibility_fault(page: Page, creuse, axe):
    page.goto("/lieux/")
    page.locator("#ou").press_sequentially("gu")
    expect(page.locator(OPTION)).to_have_count(1)
    page.keyboard.press("ArrowDown")
    assert axe(page) == []


@pytest.mark.parametrize("path", ["/lieux/?ou=gueret", "/lieux/espace-1/", "/territoires/"])
def test_the_directory_stands_a_zoom_of_200_percent(phone: Page, creuse, axe, path):
    phone.set_viewport_size({"width": 320, "height": 600})
    phone.goto(path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(phone) == []


@pytest.mark.parametrize(
    ("path", "nodes", "requests"),
    # Five nodes of each budget are left to what a site adds: its subtitle, its colours.
    [("/lieux/?ou=gueret&distance=50&page=3", 360, 9), ("/lieux/espace-1/", 295, 7)],
)
def test_a_page_of_the_directory_stays_light(page: Page, creuse, path, nodes, requests):
    fill(creuse, 6 * FULL_PAGE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path, wait_until="networkidle")
    dom = page.evaluate("document.getElementsByTagName('*').length")
    assert dom <= nodes
    assert len(asked) <= requests
    assert ecoindex(dom, len(asked), 100) >= 81


def test_following_a_request_works_without_cookies(page: Page, site):
    page.goto(reverse("tickets:search"))
    assert page.context.cookies() == []
    page.get_by_role("textbox").fill("K7M3-Q9TA")
    page.get_by_role("textbox").press("Enter")
    expect(page.get_by_text("Nous ne trouvons pas cette référence")).to_be_visible()
    assert page.context.cookies() == []


def test_a_form_sent_after_cookies_were_erased_is_told_and_goes_on(page: Page, site, axe):
    def sign_in():
        page.locator("[name=login]").fill("alice@exemple.fr")
        page.locator("[name=password]").fill("rien de bon")
        page.locator("[name=password]").press("Enter")

    page.goto(reverse("account_login"))
    page.context.clear_cookies()
    sign_in()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre formulaire n’est pas parti")
    assert axe(page) + too_wide(page) == []
    page.go_back()
    sign_in()
    expect(page.locator(".error-summary")).to_be_visible()
