"""Our screens of the CMS, and the pages made of its blocks: no fault, by keyboard, on a phone."""

import json
import os
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.models import Locale

from home.bootstrap import prepare_site
from home.editors import MODERATORS, set_editor
from home.models import (
    ContentIndexPage,
    ContentPage,
    HomePage,
    ResourceIndexPage,
    ResourcePage,
)
from mediation.stewardship.models import NewPlace
from places.corrections import create_record
from places.doubles.finding import find_doubles
from places.doubles.merging import merge
from places.models import Double, Place, PostalCode
from tests import factories
from tests.browser.conftest import DESKTOP, PHONE, cut_at_the_edge

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS", "")
# Wagtail's own header, menu and side panels are its makers' work.
OURS = "main .nice-padding"


@pytest.fixture
def home(site):
    prepare_site("Département de la Creuse")
    PostalCode.objects.create(code="23000", commune=factories.CommuneFactory())
    return HomePage.objects.get()


@pytest.fixture
def moderator(home):
    user = factories.UserFactory(first_name="Moussa", role="", organisation=None)
    set_editor(user, MODERATORS)
    return user


@pytest.fixture
def doubles(home):
    """Two sheets of one place, from two sources."""
    common = {"address": "8 avenue Fayolle", "opening_hours": "Mo-Fr 09:00-12:00"}
    common["organisation"] = None
    factories.PlaceFactory(name="Médiathèque de Guéret", source="hub", **common)
    factories.PlaceFactory(
        name="Mediatheque Gueret", source="carto", phone="+33555000001", **common
    )
    find_doubles()
    return Double.objects.get()


@pytest.fixture
def waiting(home):
    """One of each thing that waits for a moderator."""
    lanternes = factories.OrganisationFactory(name="Les Lanternes", siret="13002526500013")
    factories.ClaimFactory(organisation=lanternes, status="submitted")
    draft = factories.PlaceFactory(
        name="Le Fournil numérique", status=Place.Status.DRAFT, organisation=None
    )
    NewPlace.objects.create(place=draft, organisation=lanternes)
    factories.PlaceFactory(name="Fournil numérique", organisation=None)
    factories.PlaceFactory(name="Un brouillon", status=Place.Status.DRAFT)
    changed = factories.PlaceFactory(name="Tiers-lieu", organisation=None)
    changed.proposals.create(fields={"name": "Le Tiers-lieu"}, terms={"fee": ["gratuit"]})
    factories.ErrorReportFactory(place__organisation=None, text="Le portail est fermé le lundi.")
    gone = factories.PlaceFactory(name="Ancienne mairie")
    for number in range(3):
        factories.ErrorReportFactory(place=gone, reason="closed", reporter=str(number))


@pytest.fixture
def decided(moderator):
    """Two sheets already joined, and a place that its source no longer lists."""
    one, other = factories.PlaceFactory.create_batch(2, organisation=None)
    merge(one, other, moderator, score=0.9)
    gone = factories.PlaceFactory(name="Cyber-base", source="Hub")
    create_record(gone)
    gone.records.update(missing_since=timezone.now())


def look(page: Page, name: str, size: dict[str, int]) -> None:
    """Keep a picture, when a folder is given to look at them."""
    if SHOTS:
        # Wagtail scrolls inside the window.
        page.set_viewport_size(size | {"height": 2600})
        page.screenshot(path=f"{SHOTS}/{name}-{size['width']}.png", full_page=True)
        page.set_viewport_size(size)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_doubles_are_compared_without_fault(page: Page, sign_in, moderator, doubles, axe, size):
    page.set_viewport_size(size)
    sign_in(page, moderator)
    screens = {
        "doublons": reverse("places_doubles"),
        "comparaison": reverse("places_double", args=[doubles.pk]),
    }
    for name, address in screens.items():
        page.goto(address)
        look(page, name, size)
        assert axe(page, within=OURS) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name


def test_two_sheets_are_joined_by_keyboard(page: Page, sign_in, moderator, doubles):
    sign_in(page, moderator)
    page.goto(reverse("places_doubles"))
    page.get_by_role("link", name="Comparer").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Fiche 1").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Fiche 2")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="C’est le même lieu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("ne font plus qu’une fiche")).to_be_visible()
    assert Place.objects.standing().count() == 1


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_moderation_has_no_fault(page: Page, sign_in, moderator, waiting, axe, size):
    page.set_viewport_size(size)
    sign_in(page, moderator)
    page.goto(reverse("stewardship_moderation"))
    for summary in page.locator("details > summary").all():
        if summary.locator("xpath=ancestor::main").count():
            summary.click()
    expect(page.get_by_role("button", name="Refuser : c’est ce lieu")).to_be_visible()
    look(page, "moderation", size)
    assert axe(page, within=OURS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_new_place_is_sent_back_by_keyboard(page: Page, sign_in, moderator, waiting):
    sign_in(page, moderator)
    page.goto(reverse("stewardship_moderation"))
    page.get_by_text("Demander des modifications").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Précisez l’étage")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("La structure est prévenue")).to_be_visible()
    assert NewPlace.objects.get().reason == "Précisez l’étage"


def test_no_table_is_read_sideways_on_a_phone(
    phone: Page, sign_in, moderator, doubles, waiting, decided, axe
):
    Place.objects.update(websites=f"https://{'tres-long-' * 8}.exemple.fr/{'x' * 60}")
    sign_in(phone, moderator)
    names = ("places_doubles", "places_merges", "places_maybe_closed", "stewardship_moderation")
    addresses = [*map(reverse, names), reverse("places_double", args=[doubles.pk])]
    for address in addresses:
        phone.goto(address)
        expect(phone.get_by_role("rowheader").first).to_be_visible()
        assert cut_at_the_edge(phone) == [], address
        assert axe(phone, within=OURS) == [], address


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_place_has_its_closings_on_one_screen(page: Page, sign_in, moderator, home, axe, size):
    place = factories.PlaceFactory(name="Médiathèque")
    place.closings.create(
        starts_on=date(2030, 12, 24), ends_on=date(2030, 12, 24), reason="holidays"
    )
    page.set_viewport_size(size)
    sign_in(page, moderator)
    page.goto(reverse("wagtailsnippets_places_place:edit", args=[place.pk]))
    page.get_by_role("textbox", name="Courriels").fill("julie.dupont@exemple.fr")
    page.get_by_label("Premier jour fermé").nth(1).fill("2030-08-01")
    page.get_by_label("Raison").nth(1).select_option("works")
    # By keyboard: the calendar opens late enough to lie under a click.
    page.get_by_role("button", name="Enregistrer").press("Enter")
    box = page.get_by_role("checkbox", name="Je confirme que cette adresse")
    box.wait_for()
    look(page, "lieu", size)
    assert axe(page, within=".closing-row") == []
    box.check()
    page.get_by_role("button", name="Enregistrer").press("Enter")
    page.wait_for_url("**/gestion/snippets/places/place/")
    assert place.closings.count() == 2


@pytest.fixture
def written(home):
    """A section, resources, and a page with the places of a département on a map."""
    factories.PlaceFactory.create_batch(3, phone="0555000001")
    section = home.add_child(instance=ContentIndexPage(title="Nos aides", lead="Ce qu’on propose."))
    block = {
        "type": "places",
        "value": {"title": "Près de chez vous", "kind": "departement", "code": "23"}
        | {"has_map": True},
    }
    section.add_child(instance=ContentPage(title="Où venir", body=json.dumps([block])))
    resources = home.add_child(instance=ResourceIndexPage(title="Ressources", slug="ressources"))
    resources.add_child(
        instance=ResourcePage(
            title="Créer un mot de passe",
            lead="Une fiche à imprimer.",
            audience=ResourcePage.Audience.values[0],
            theme="demarches",
            body=json.dumps([{"type": "text", "value": "<p>Trois mots suffisent.</p>"}]),
        )
    )
    return [section, *section.get_children(), resources, *resources.get_children()]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_of_blocks_have_no_fault(page: Page, written: Any, axe, size):
    page.set_viewport_size(size)
    for number, shown in enumerate(written):
        page.goto(shown.url)
        assert axe(page) == [], shown.title
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], shown.title
        look(page, f"page-{number}", size)


def test_the_map_of_a_block_opens_by_keyboard(page: Page, written: Any, axe):
    page.goto(written[1].url)
    page.get_by_text("Voir la carte").focus()
    page.keyboard.press("Enter")
    page.locator("#carte .leaflet-marker-icon").first.wait_for()
    look(page, "bloc-carte", DESKTOP)
    assert axe(page) == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_page_is_translated_from_a_screen_without_fault(
    page: Page, sign_in, moderator, written: Any, axe, size
):
    page.set_viewport_size(size)
    sign_in(page, moderator)
    page.goto(reverse("simple_translation:submit_page_translation", args=[written[0].pk]))
    look(page, "traduire-plus-tard", size)
    assert axe(page, within=OURS) == []
    # The page above comes first.
    page.get_by_role("link", name="Traduire « Accueil »").click()
    expect(page.get_by_role("button", name="Soumettre")).to_be_visible()
    look(page, "traduire", size)
    assert axe(page, within=OURS) == []
    page.get_by_role("checkbox", name="English").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Soumettre").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")
    assert HomePage.objects.filter(locale=Locale.objects.get(language_code="en")).exists()
