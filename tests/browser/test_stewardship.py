"""Sheets stay right: a manager confirms from an e-mail, a citizen reports an error."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from mediation.stewardship.forms import reports
from mediation.stewardship.models import ErrorReport, NewPlace
from places.models import PostalCode
from tests.browser.test_every_page import too_wide
from tests.factories import CheckReminderFactory, PlaceFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place(site):
    return PlaceFactory(
        name="La Lanterne", phone="+33536490101", opening_hours="Mo-Fr 09:00-12:00,14:00-17:30"
    )


def test_a_manager_confirms_from_the_link_of_an_e_mail(phone: Page, place, axe):
    token = CheckReminderFactory(place=place).issue_link()
    phone.goto(reverse("upkeep:confirm", args=[token]))
    expect(phone.get_by_text("Lundi au vendredi")).to_be_visible()
    assert axe(phone) + too_wide(phone) == []
    phone.get_by_role("button", name="Tout est à jour").tap()
    expect(phone.get_by_text("la fiche est à jour")).to_be_visible()
    assert axe(phone) + too_wide(phone) == []
    place.refresh_from_db()
    assert place.checked_on == timezone.localdate()


def test_a_citizen_reports_an_error_by_keyboard_without_script(
    page_without_script: Page, place, monkeypatch
):
    monkeypatch.setattr(reports, "QUICKEST_SECONDS", -1)
    cache.clear()
    page = page_without_script
    page.goto(place.get_absolute_url())
    page.get_by_role("link", name="Signaler une erreur").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Signaler une erreur")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Le numéro dans la rue est le 3.")
    page.keyboard.press("Tab")
    # The trap is not on the way: after the e-mail comes the button.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Votre signalement est parti")).to_be_visible()
    report = ErrorReport.objects.get()
    assert (report.reason, report.text) == ("address", "Le numéro dans la rue est le 3.")


def test_a_manager_claims_a_place_on_a_phone(phone: Page, magali, site, sign_in, axe):
    place = PlaceFactory(organisation=None, name="Fournil", emails="accueil@lefournil.fr")
    sign_in(phone, magali)
    phone.goto(f"{reverse('stewardship:find')}?q=fournil")
    # Its name has a line of its own, above the address.
    name = phone.get_by_role("link", name="Fournil", exact=True)
    address = phone.get_by_text(place.address)
    assert address.bounding_box()["y"] >= name.bounding_box()["y"] + name.bounding_box()["height"]
    name.tap()
    phone.wait_for_url(f"**{reverse('stewardship:claim', args=[place.slug])}")
    assert axe(phone) + too_wide(phone) == []
    phone.get_by_label("Par un lien envoyé à accueil@lefournil.fr").check()
    phone.get_by_role("button", name="Soumettre").tap()
    expect(phone.get_by_text("Un lien est parti").first).to_be_visible()
    assert axe(phone) + too_wide(phone) == []


def test_a_manager_proposes_a_place_and_is_shown_the_one_that_is_there(
    phone: Page, magali, site, sign_in, axe
):
    there = PlaceFactory(name="Le Fournil", address="12 rue du Prat", organisation=None)
    PostalCode.objects.create(code="23000", commune=there.commune)
    sign_in(phone, magali)
    phone.goto(reverse("stewardship:propose"))
    assert axe(phone) + too_wide(phone) == []
    phone.get_by_label("Nom du lieu").fill("Le Fournil numérique")
    phone.get_by_label("Numéro et rue").fill("12 rue du Prat")
    phone.get_by_label("Code postal").fill("23000")
    phone.get_by_label("Commune", exact=True).fill("Guéret")
    phone.get_by_role("textbox", name="E-mail").fill("julie.dupont@exemple.fr")
    phone.get_by_role("button", name="Soumettre").tap()
    phone.get_by_label("Je confirme que cette adresse").check()
    assert axe(phone) + too_wide(phone) == []
    phone.get_by_role("button", name="Soumettre").tap()
    expect(phone.get_by_role("link", name="C’est notre lieu")).to_be_visible()
    assert axe(phone) + too_wide(phone) == []
    phone.get_by_label("Mon lieu n’est aucun de ceux-là").check()
    phone.get_by_role("button", name="Soumettre").tap()
    expect(phone.get_by_text("est soumis à l’équipe du site")).to_be_visible()
    assert NewPlace.objects.get().place.emails == "julie.dupont@exemple.fr"


def test_the_report_of_an_error_is_clean_on_a_phone(phone: Page, place, axe):
    phone.goto(reverse("upkeep:report", args=[place.slug]))
    assert axe(phone) + too_wide(phone) == []
    phone.get_by_role("button", name="Envoyer").tap()
    expect(phone.get_by_text("Il y a une erreur, rien n’est perdu")).to_be_visible()
    assert axe(phone) + too_wide(phone) == []
