"""What a person reads of a place stays whole on a small phone, true on paper, right in Arabic."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from places.models import Place, Term
from tests.factories import CommuneFactory, PlaceFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOTS = os.environ.get("SCREENSHOTS", "")
# Tags whose words are wider than they are, or that leave the screen.
CUT = """() => [...document.querySelectorAll('.tag')].filter(tag =>
  tag.scrollWidth > tag.clientWidth || tag.scrollHeight > tag.clientHeight + 1 ||
  tag.getBoundingClientRect().right > document.documentElement.clientWidth ||
  tag.getBoundingClientRect().left < 0).map(tag => tag.textContent)"""
# From left to right, where each of the words begins in an element.
WHERE = """(element, words) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return words.map(word => {
    const node = nodes.find(one => one.data.includes(word));
    const range = document.createRange();
    range.setStart(node, node.data.indexOf(word));
    range.setEnd(node, node.data.indexOf(word) + word.length);
    return range.getBoundingClientRect().left;
  });
}"""
LANGUAGES = ["", "/en", "/uk", "/ar", "/fr-simple"]


def shot(page: Page, name: str) -> None:
    """Keep a picture, when a folder is given to look at them."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture
def bus(site) -> Place:
    """A bus whose next stop is far enough to be said with its date."""
    CommuneFactory()
    day = timezone.localdate() + timedelta(days=20)
    place = PlaceFactory(
        name="Bus numérique (arrêt de Genouillac)",
        address="12 rue du Docteur Jean Pasteur",
        opening_hours=f"{day:%b} {day.day:02} 09:30-16:30",
        crisis_information="Apportez vos papiers, même mouillés.",
        phone="+33555000001",
    )
    place.terms.add(*Term.objects.filter(vocabulary="fee", code="gratuit"))
    place.terms.add(*Term.objects.filter(vocabulary="service")[:5])
    return place


def assert_left_to_right(element: Locator, words: list[str]) -> None:
    where = element.evaluate(WHERE, words)
    assert where == sorted(where), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_state_of_a_place_is_read_whole_on_a_phone(phone: Page, bus, language):
    for path in ("/lieux/?ou=gueret", "/embed/lieux/?ou=gueret", f"/lieux/{bus.slug}/"):
        phone.goto(language + path)
        shot(phone, f"phone{(language + path).split('?')[0].replace('/', '-')}")
        assert phone.locator(".tag").count()
        assert phone.evaluate(CUT) == []


def test_paper_does_not_say_what_is_true_for_an_hour(page: Page, bus):
    PlaceFactory(name="Fermé", status=Place.Status.TEMPORARILY_CLOSED)
    page.goto(f"/lieux/{bus.slug}/")
    expect(page.locator(".tag-closed")).to_be_visible()
    page.emulate_media(media="print")
    shot(page, "print-sheet")
    expect(page.locator(".tag-closed")).to_be_hidden()
    expect(page.locator(".tag-info")).to_be_visible()
    expect(page.locator(".languages")).to_be_hidden()
    page.goto("/lieux/?ou=gueret")
    shot(page, "print-list")
    expect(page.get_by_text("Fermé, ouvre")).to_be_hidden()
    expect(page.get_by_text("Fermé temporairement")).to_be_visible()


def test_addresses_are_read_from_left_to_right_in_arabic(phone: Page, bus):
    phone.goto("/ar/lieux/?ou=gueret")
    assert_left_to_right(phone.locator(".place-text"), ["12", "rue", "Docteur"])
    assert_left_to_right(phone.locator(".place-text"), ["+ 2", "مجاني"])
    assert_left_to_right(phone.locator(".place h2"), ["(", "arrêt"])
    phone.goto(f"/ar/lieux/{bus.slug}/")
    assert_left_to_right(phone.locator(".address"), ["12", "rue", "Docteur"])
    assert_left_to_right(phone.locator(".address a"), [")", "OpenStreetMap"])
    assert_left_to_right(phone.locator(".alert-warning p"), ["mouillés", "."])
    assert_left_to_right(phone.locator("h1"), ["Genouillac", ")"])
