"""A developer reads the documentation of the API, and tries a request."""

import pytest
from playwright.sync_api import expect

from tests.factories import PlaceFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

URL = "/api/v1/docs/"
# What axe finds in Swagger UI once opened. It is vendored as it is, in English, behind a button:
# the page itself says everything it contains.
FAULTS_OF_THE_EXPLORER = {
    "color-contrast",
    "scrollable-region-focusable",
    "select-name",
    "target-size",
}


@pytest.fixture
def faults(page):
    """Errors of the page: a refused style or script is one."""
    found = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else 0)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


def open_explorer(page):
    page.get_by_role("button", name="Ouvrir l’explorateur").click()
    expect(page.locator(".swagger-ui .opblock")).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_developer_reads_the_page(page, axe, faults, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(URL)
    expect(page.get_by_role("heading", level=1)).to_have_text("Données ouvertes")
    assert axe(page) == []


def test_a_developer_reads_the_page_without_script(page_without_script):
    page_without_script.goto(URL)
    expect(page_without_script.get_by_text("L’explorateur demande JavaScript.")).to_be_visible()
    expect(page_without_script.get_by_role("button", name="explorateur")).to_be_hidden()


def test_a_developer_reads_the_page_on_a_phone(phone, axe):
    phone.goto(URL)
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= phone.viewport_size["width"]
    assert axe(phone) == []


def test_the_explorer_is_only_loaded_when_asked(page, faults):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(URL)
    assert not [url for url in asked if "swagger" in url]
    open_explorer(page)
    assert [url for url in asked if "swagger-ui-bundle" in url]


def test_a_developer_tries_a_request(page, axe, faults):
    PlaceFactory(name="Médiathèque de Guéret")
    page.goto(URL)
    open_explorer(page)
    page.locator(".opblock-summary-control").first.click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".responses-table.live-responses-table")).to_contain_text(
        "Médiathèque de Guéret"
    )
    assert {line.split(":")[0] for line in axe(page)} <= FAULTS_OF_THE_EXPLORER
