"""Alice sends somebody, Bachir accepts, Alice sees it: as they do it, in a browser."""

import pytest
from playwright.sync_api import expect

from mediation.accounts.models import User
from places.models import CommuneName, Term
from referrals.models import Referral
from tests import factories
from tests.browser.conftest import cut_at_the_edge

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FORM_NODES = 350


@pytest.fixture
def place(terms):
    """Bachir's place, in a commune that the search knows."""
    place = factories.PlaceFactory(name="Médiathèque des Lanternes", accepts_referrals=True)
    place.terms.set(Term.objects.filter(vocabulary="service", code="demarches"))
    CommuneName.objects.create(
        text="gueret", rank=0, population=place.commune.population, commune=place.commune
    )
    return place


@pytest.fixture
def alice(terms):
    return factories.UserFactory(
        first_name="Alice",
        role=User.Role.REFERRER,
        organisation=factories.OrganisationFactory(name="Mairie de Guéret"),
    )


@pytest.fixture
def bachir(place):
    return factories.UserFactory(first_name="Bachir", organisation=place.organisation)


@pytest.fixture
def people(alice, bachir, place):
    return alice, bachir, place


def fill_in(page):
    page.get_by_label("Prénom", exact=True).fill("Huguette")
    page.get_by_label("Nom, ou son initiale").fill("Lamoureux")
    page.get_by_label("Par téléphone").check()
    page.get_by_label("Téléphone", exact=True).fill("05 55 41 22 33")
    page.get_by_label("La personne est d’accord").check()
    page.get_by_label("À l’oral").check()


def test_a_referrer_sends_and_sees_the_answer(people, open_context, sign_in, axe):
    alice, bachir, _ = people
    desk, village_hall = open_context().new_page(), open_context().new_page()
    sign_in(desk, alice)
    sign_in(village_hall, bachir)

    desk.goto("/pro/orientations/nouvelle/")
    assert axe(desk) == []
    desk.get_by_label("Démarches en ligne").check()
    desk.get_by_role("button", name="Chercher les lieux les plus proches").click()
    desk.get_by_label("Médiathèque des Lanternes").check()
    assert desk.evaluate("document.querySelectorAll('*').length") <= FORM_NODES
    fill_in(desk)
    desk.get_by_role("button", name="Envoyer l’orientation").click()
    expect(desk.get_by_text("Orientation envoyée à Médiathèque des Lanternes")).to_be_visible()
    assert axe(desk) == []

    village_hall.goto("/pro/orientations/")
    assert axe(village_hall) == []
    village_hall.get_by_role("link", name="Huguette").click()
    # The page says by itself that it was read.
    expect(village_hall.get_by_text("sait maintenant que vous avez lu")).to_be_visible()
    expect(village_hall.get_by_text("Lamoureux")).to_have_count(0)
    assert axe(village_hall) == []
    village_hall.get_by_role("button", name="Accepter").click()
    expect(village_hall.get_by_role("heading", name="Huguette Lamoureux")).to_be_visible()
    assert axe(village_hall) == []

    desk.reload()
    timeline = desk.locator(".timeline li")
    expect(timeline).to_have_count(3)
    expect(timeline.last).to_contain_text("Acceptée")
    expect(timeline.last).to_contain_text("Bachir")
    desk.goto("/pro/orientations/")
    expect(desk.get_by_role("row", name="Huguette Lamoureux")).to_contain_text("Acceptée")


def test_without_script_a_referral_is_sent_read_and_answered(
    people, page_without_script, open_context, sign_in
):
    alice, bachir, place = people
    desk = page_without_script
    sign_in(desk, alice)
    desk.goto(f"/pro/orientations/nouvelle/?lieu={place.slug}")
    desk.get_by_label("Démarches en ligne").check()
    fill_in(desk)
    desk.get_by_role("button", name="Envoyer l’orientation").click()
    expect(desk.get_by_text("Orientation envoyée")).to_be_visible()
    hall = open_context(java_script_enabled=False).new_page()
    sign_in(hall, bachir)
    hall.goto(Referral.objects.get().get_absolute_url())
    hall.get_by_role("button", name="Prendre connaissance").click()
    expect(hall.get_by_text("Vue", exact=True).first).to_be_visible()


def test_without_agreement_the_form_says_what_to_do_instead(people, phone, sign_in, axe):
    alice, _, place = people
    sign_in(phone, alice)
    phone.goto(f"/pro/orientations/nouvelle/?lieu={place.slug}")
    phone.get_by_label("Démarches en ligne").check()
    fill_in(phone)
    phone.get_by_label("La personne est d’accord").uncheck()
    phone.get_by_role("button", name="Envoyer l’orientation").click()
    expect(phone.locator(".error-summary")).to_contain_text("ne peut pas partir")
    expect(phone.get_by_label("Prénom", exact=True)).to_have_value("Huguette")
    assert axe(phone) == []
    phone.get_by_role("link", name="Imprimer la fiche du lieu").click()
    expect(phone.get_by_role("heading", name="Médiathèque des Lanternes")).to_be_visible()
    assert "Huguette" not in phone.content() + phone.url
    assert axe(phone) == []


def test_the_person_takes_the_request_back_with_the_ticket(people, page, phone, sign_in, axe):
    alice, _, place = people
    referral = factories.ReferralFactory(referrer=alice, place=place)
    sign_in(page, alice)
    page.goto(referral.get_absolute_url())
    page.get_by_role("button", name="Imprimer le ticket").click()
    assert axe(page) == []
    link = page.locator("code").inner_text()
    phone.goto(link[link.index("/suivi/") :])
    assert axe(phone) == []
    phone.get_by_text("Retirer ma demande").click()
    phone.get_by_role("button", name="Retirer et effacer").click()
    expect(phone.get_by_text("Votre demande est retirée")).to_be_visible()
    referral.refresh_from_db()
    assert (referral.status, referral.first_name) == ("withdrawn", "")


def test_on_a_phone_a_whole_card_leads_to_its_referral(people, phone, sign_in, axe):
    alice, _, place = people
    referral = factories.ReferralFactory(referrer=alice, place=place)
    sign_in(phone, alice)
    phone.goto("/pro/orientations/")
    row = phone.get_by_role("row").filter(has_text=str(referral))
    # Still a table for who listens to it.
    expect(row.get_by_role("rowheader")).to_have_count(1)
    expect(phone.get_by_role("columnheader", name="Besoin")).to_have_count(1)
    assert cut_at_the_edge(phone) == []
    assert axe(phone) == []
    # Its middle, far from the name.
    row.tap()
    phone.wait_for_url(f"**{referral.get_absolute_url()}")
