"""The map by keyboard and in step with the list, the frame of another site, the guided path."""

import os
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from places.open_data.dumps import publish
from tests.browser.test_citizen import creuse, faults, places
from tests.factories import CommuneFactory

__all__ = ["creuse", "faults"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MARK = ".leaflet-marker-icon[tabindex='0']"
SHOTS = os.environ.get("SCREENSHOTS", "")


def shot(page: Page, name: str) -> None:
    """Keep a picture, when a folder is given to look at them."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def settled(page: Page) -> None:
    """Wait until the map stands still and shows what it last asked for."""
    page.locator(MARK).first.wait_for()
    # A move begins at the next frame.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    moving = page.locator("#carte[aria-busy], .leaflet-zoom-anim, .leaflet-pan-anim")
    expect(moving).to_have_count(0)


def test_an_answer_that_comes_late_does_not_undo_the_next_one(page: Page, creuse):
    page.goto("/lieux/?commune=23096")
    late = []

    def hold_the_first(route):
        if late:
            route.continue_()
        else:
            late.append(route)

    page.route(re.compile("points.json"), hold_the_first)
    page.get_by_role("button", name="Voir la carte").click()
    page.locator("#carte[aria-busy]").wait_for()
    with page.expect_response(re.compile("points.json")):
        page.get_by_role("button", name="Agrandir la carte").click()
    settled(page)
    marks = page.locator(MARK).count()
    late[0].fulfill(json={"type": "FeatureCollection", "features": [], "labels": []})
    page.wait_for_timeout(300)
    assert page.locator(MARK).count() == marks > 0


@pytest.mark.parametrize("asked", ["ou=gueret", "zone=1.5,46,2.2,46.4"])
def test_where_nothing_is_found_the_map_shows_where_one_looked(page: Page, site, asked):
    CommuneFactory()
    page.goto(f"/lieux/?{asked}")
    with page.expect_response(re.compile("points.json")) as answer:
        page.get_by_role("button", name="Voir la carte").click()
    west, south, east, north = map(
        float, parse_qs(urlsplit(answer.value.url).query)["bbox"][0].split(",")
    )
    assert west < 1.87 < east
    assert south < 46.17 < north
    assert east - west < 6, "the country is fifteen degrees wide"


def test_the_map_is_walked_by_keyboard_and_followed_by_the_list(page: Page, creuse, faults, axe):
    found = faults(page)
    page.goto("/lieux/?zone=1.868,46.168,1.873,46.173")
    page.get_by_role("button", name="Voir la carte").click()
    settled(page)
    # A group opens on what it holds, until what stands there has one bubble.
    bubble = page.locator(".leaflet-popup-content")
    for _ in range(3):
        if bubble.count() == 0:
            page.locator(MARK).first.focus()
            settled(page)  # the map may have come to the mark
            mark = page.evaluate("document.activeElement.ariaLabel")
            page.keyboard.press("Enter")
            settled(page)
    link = bubble.get_by_role("link").first
    expect(link).to_be_focused()
    for name in ("Agrandir la carte", "Réduire la carte", "Fermer"):
        expect(page.locator("#carte").get_by_role("button", name=name, exact=True)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(bubble).to_have_count(0)
    assert page.evaluate("document.activeElement.ariaLabel") == mark
    follow = page.get_by_role("link", name="Chercher dans cette zone")
    before = follow.get_attribute("href")
    page.locator("#carte").focus()
    with page.expect_response(re.compile("points.json")):
        page.keyboard.press("ArrowRight")
    expect(follow).not_to_have_attribute("href", before)
    assert page.evaluate("document.getElementsByTagName('*').length") <= 455
    assert axe(page) == []
    shot(page, "map")
    follow.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("cette partie de la carte")
    assert found == []


def test_another_site_frames_the_map_without_a_cookie(page: Page, creuse, faults, axe):
    found = faults(page)
    page.goto("/embed/lieux/?vue=carte&commune=23096")
    page.locator(MARK).first.wait_for()
    assert page.context.cookies() == []
    assert axe(page) == []
    shot(page, "embed")
    with page.context.expect_page() as opened:
        places(page).first.get_by_role("link").first.click()
    expect(opened.value.get_by_role("heading", level=1)).to_be_visible()
    assert found == []


def test_a_frame_reads_without_script(page_without_script: Page, creuse):
    page_without_script.goto("/embed/lieux/?departement=23")
    expect(places(page_without_script)).to_have_count(20)
    page_without_script.get_by_label("Commune ou code postal").fill("Guéret")
    page_without_script.keyboard.press("Enter")
    page_without_script.wait_for_url("**/embed/lieux/?ou=Gu%C3%A9ret&departement=23")
    expect(page_without_script.get_by_role("heading", level=1)).to_contain_text("près de Guéret")


def test_a_person_is_guided_without_script(page_without_script: Page, phone: Page, creuse, axe):
    page = page_without_script
    page.goto("/trouver/")
    page.get_by_label("Démarches en ligne").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Pas de besoin particulier").check()
    page.get_by_role("button", name="Continuer").click()
    where = page.get_by_label(re.compile("commune"))
    where.fill("Guéret")
    page.get_by_role("button", name="Continuer").click()
    anyhow = page.get_by_label("Peu importe")
    expect(anyhow).to_be_visible()
    page.go_back()
    expect(where).to_be_visible()
    page.go_forward()
    anyhow.check()
    page.get_by_role("button", name="Voir les lieux").click()
    expect(page.get_by_text("Vous cherchez")).to_be_visible()
    expect(places(page)).to_have_count(20)
    for step in range(1, 5):
        phone.goto(f"/trouver/?etape={step}&service=demarches&commune=23096")
        assert axe(phone) == []
        shot(phone, f"guide-{step}")


def test_the_code_of_a_frame_is_built_and_the_files_are_listed(page: Page, creuse, axe):
    publish(lambda place: f"https://exemple.fr{place.get_absolute_url()}")
    page.goto("/donnees-ouvertes/")
    assert axe(page) == []
    shot(page, "open-data")
    page.get_by_role("link", name="Mettre la liste ou la carte sur votre site").click()
    page.get_by_label("La carte, et la liste dessous").check()
    page.get_by_role("button", name="Obtenir le code").click()
    expect(page.get_by_label("Copiez ce code dans votre page")).to_have_value(
        re.compile(r"<iframe src=.*vue=carte")
    )
    assert axe(page) == []
    shot(page, "builder")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    shot(page, "builder-360")
    page.goto("/territoires/departement/23/")
    assert axe(page) == []
    shot(page, "territory-360")
