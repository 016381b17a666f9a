"""Every page that can be read: no fault for axe, light and dark, zoomed, without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from home.bootstrap import prepare_site
from places.models import Territory
from tests.browser.conftest import DESKTOP, cut_at_the_edge
from tests.test_access import GET_CASES, PERSONS, world

__all__ = ["world"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Files, fragments and pages of data: nothing to read for axe.
NOT_PAGES = {
    "places:suggest",
    "places:map_points",
    "places:open_catalogue",
    "home:site_css",
    "home:robots",
    "home:sitemap",
    "home:sitemap_section",
    "home:security_contact",
    "home:health",
    "statistics:workbook",
    "places:import_mapping_file",
    "places:import_remarks_csv",
    "crm:access_copy_json",
    "mfa_download_recovery_codes",
    "api:root",
    "api:places",
    "api:place",
    "api:schema",
}
# Signed in, these send elsewhere: they are read by nobody.
FOR_NOBODY = ("account_", "socialaccount_", "tickets:", "upkeep:", "mfa_authenticate")
SITE_PAGES = (
    "/",
    "/articles/",
    "/accessibilite/",
    "/mentions-legales/",
    "/donnees-personnelles/",
    "/cookies/",
    "/plan-du-site/",
    "/contact/",
    "/ecoconception/",
    "/methode-des-statistiques/",
    "/recherche/?q=gueret",
    "/ar/",
    "/ar/lieux/",
    "/uk/articles/preparer-sa-venue/",
    "/page-absente/",
)


# So that several workers read them at once.
SHARES = 4


def reader_of(name: str) -> str | None:
    """The person who reads a page in this test: the first who may."""
    answers = dict(zip(PERSONS, GET_CASES[name].split(), strict=True))
    order = PERSONS if name.startswith(FOR_NOBODY) else (*PERSONS[1:], "nobody")
    return next((person for person in order if answers[person] == "ok"), None)


@pytest.fixture(params=range(SHARES), ids=lambda n: f"share-{n + 1}")
def pages(world, request):
    """Each person with a share of the addresses to open."""
    return {
        person: addresses[request.param :: SHARES]
        for person, addresses in all_pages(world).items()
        if addresses[request.param :: SHARES]
    }


def all_pages(world) -> dict[str, list[str]]:
    prepare_site("Département de la Creuse", Territory("departement", "23"))
    opened: dict[str, list[str]] = {"nobody": list(SITE_PAGES)}
    for name in GET_CASES:
        person = reader_of(name)
        if person is None or name in NOT_PAGES:
            continue
        query = "?lieu=" + world.place.slug if name == "referrals:sheet" else ""
        opened.setdefault(person, []).append(reverse(name, args=world.arguments(name)) + query)
    # The figures of a third party are another page than an organisation's own.
    for person in ("colin", "anne", "magali"):
        opened.setdefault(person, []).append(reverse("statistics:dashboard"))
    opened["anne"].append(reverse("statistics:overview"))
    return opened


def read_all(context, pages, world, sign_in, check) -> list[str]:
    """Open every page as its reader, and gather what `check` says of each."""
    faults = []
    for person, addresses in pages.items():
        context.clear_cookies()
        page: Page = context.new_page()
        if world.people[person]:
            sign_in(page, world.people[person])
        for address in addresses:
            page.goto(address)
            faults += [f"{address} {fault}" for fault in check(page)]
        page.close()
    return faults


def too_wide(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"is {width} px too wide"] if width > 1 else []


def read_sideways(page: Page) -> list[str]:
    """What a list hides beside the screen; figures keep a region of their own, that scrolls."""
    is_figures = page.url.endswith((reverse("statistics:overview"), reverse("api:docs")))
    return [] if is_figures else [f"hides {part[:80]}" for part in cut_at_the_edge(page)]


def test_by_day_and_by_night_and_on_the_narrowest_phone(open_context, pages, world, sign_in, axe):
    def check(page: Page) -> list[str]:
        faults = axe(page)
        # By night only the colours change.
        page.emulate_media(color_scheme="dark")
        faults += [f"(dark) {fault}" for fault in axe(page, "color-contrast")]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 320, "height": 640})
        faults += [f"(320 px) {fault}" for fault in axe(page, "target-size") + too_wide(page)]
        faults += [f"(320 px) {fault}" for fault in read_sideways(page)]
        page.set_viewport_size(DESKTOP)
        return faults

    # Without motion, colours change at once.
    context = open_context(reduced_motion="reduce")
    assert read_all(context, pages, world, sign_in, check) == []


def test_at_200_percent_without_script(open_context, pages, world, sign_in, axe):
    # Zooming a 1280 px window twice leaves the page 640 px, as the browser computes it. Scripts
    # are kept from arriving rather than switched off, since axe is one.
    context = open_context(viewport={"width": 640, "height": 450})
    context.route("**/*.js", lambda route: route.abort())

    def check(page: Page) -> list[str]:
        return axe(page) + too_wide(page)

    assert read_all(context, pages, world, sign_in, check) == []
