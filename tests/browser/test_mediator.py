"""A mediator's morning: take a referral, help the person, run a workshop, keep the files."""

import re

import pytest
from playwright.sync_api import expect

from mediation.crm.models import Activity, Beneficiary
from tests.factories import (
    ActivityFactory,
    AttendanceFactory,
    BeneficiaryFactory,
    ReferralFactory,
)

pytestmark = pytest.mark.browser
MOST_NODES = 350
MOST_GESTURES = 8


@pytest.fixture
def referral(bachir):
    return ReferralFactory(place=bachir.organisation.places.get())


def test_a_mediator_accepts_a_referral_and_logs_the_activity(page, sign_in, bachir, referral):
    sign_in(page, bachir)
    page.goto(referral.get_absolute_url())
    page.get_by_role("button", name="Accepter").click()
    page.get_by_role("button", name="Commencer l’accompagnement").click()
    expect(page.get_by_role("heading", name="Huguette Lamoureux")).to_be_visible()
    page.get_by_role("link", name="Noter une activité").click()
    expect(page.get_by_role("radio", name=re.compile("Huguette L."))).to_be_checked()
    page.get_by_role("checkbox", name=re.compile("^E-mail")).check()
    page.get_by_role("radio", name="45 min").check()
    page.get_by_role("radio", name="Terminé").check()
    page.get_by_role("button", name="Enregistrer l’activité").click()
    expect(page.get_by_text("L’activité est enregistrée.")).to_be_visible()
    referral.refresh_from_db()
    assert referral.status == "helped"
    assert Beneficiary.objects.get().attendances.count() == 1


def test_a_mediator_logs_an_anonymous_activity_in_eight_gestures(phone, sign_in, bachir):
    """At least: who, gender, age, what, outcome, save; the rest is filled in from habits."""
    for _ in range(6):
        AttendanceFactory(
            activity__mediator=bachir, activity__place=bachir.organisation.places.get()
        )
    sign_in(phone, bachir)
    phone.goto("/pro/activites/nouvelle/")
    gestures = [
        phone.get_by_role("radio", name="Quelqu’un sans dossier").tap,
        lambda: phone.get_by_label("Genre").select_option("female"),
        lambda: phone.get_by_label("Tranche d’âge").select_option("60_69"),
        phone.get_by_role("checkbox", name=re.compile("^E-mail")).tap,
        phone.get_by_role("radio", name="Terminé").tap,
        phone.get_by_role("button", name="Enregistrer l’activité").tap,
    ]
    for gesture in gestures:
        gesture()
    assert len(gestures) <= MOST_GESTURES
    expect(phone.get_by_text("L’activité est enregistrée.")).to_be_visible()
    latest = Activity.objects.order_by("-created_at").first()
    assert (latest.duration, latest.attendances.get().age_band) == (60, "60_69")


def test_a_mediator_logs_an_anonymous_workshop(phone, sign_in, bachir):
    sign_in(phone, bachir)
    phone.goto("/pro/activites/")
    phone.get_by_role("link", name="Nouvel atelier").tap()
    phone.get_by_label("Titre de l’atelier").fill("Sécuriser son téléphone")
    phone.get_by_role("checkbox", name=re.compile("^Prévention en sécurité")).tap()
    phone.get_by_role("radio", name="1 h 30").tap()
    phone.get_by_label("Nombre de participants sans dossier").fill("10")
    phone.get_by_text("Préciser leur genre").tap()
    phone.get_by_label("Féminin").fill("11")
    phone.get_by_role("button", name="Enregistrer l’atelier").tap()
    expect(phone.get_by_role("alert")).to_contain_text("vous comptez 11 personnes")
    phone.get_by_label("Féminin").fill("7")
    phone.get_by_role("button", name="Enregistrer l’atelier").tap()
    expect(phone.get_by_text("10 accompagnements")).to_be_visible()
    assert Activity.objects.get().anonymous_counts.get().count == 7


def test_the_form_shows_only_what_concerns_what_was_chosen(page, sign_in, bachir):
    sign_in(page, bachir)
    page.goto("/pro/activites/nouvelle/")
    procedures = page.get_by_text("Quelles démarches administratives")
    expect(procedures).to_be_hidden()
    expect(page.get_by_label("Autre durée")).to_be_hidden()
    page.get_by_role("checkbox", name=re.compile("^Aide aux démarches")).check()
    expect(procedures).to_be_visible()
    housing = page.get_by_role("checkbox", name=re.compile("^Logement"), include_hidden=True)
    housing.check()
    page.get_by_role("checkbox", name=re.compile("^Aide aux démarches")).uncheck()
    expect(procedures).to_be_hidden()
    assert not housing.is_checked()
    page.get_by_text("Autre", exact=True).first.click()
    page.get_by_label("Autre durée").fill("1 h 15")


def test_enter_saves_the_report_and_looks_for_a_person_only_in_the_search(page, sign_in, bachir):
    person = BeneficiaryFactory(
        organisation=bachir.organisation, last_name="Zola", last_contact_on="2026-01-01"
    )
    BeneficiaryFactory.create_batch(5, organisation=bachir.organisation)
    sign_in(page, bachir)
    page.goto("/pro/activites/nouvelle/")
    page.get_by_role("checkbox", name=re.compile("^E-mail")).check()
    page.get_by_role("searchbox").fill("zol")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_text("1 personne trouvée")).to_be_visible()
    assert "zol" not in page.url
    page.get_by_role("radio", name=re.compile("Ginette Z.")).check()
    page.get_by_text("Autre", exact=True).first.click()
    page.get_by_label("Autre durée").fill("50")
    page.get_by_label("Autre durée").press("Enter")
    expect(page.get_by_text("L’activité est enregistrée.")).to_be_visible()
    assert person.attendances.get().activity.duration == 50


def test_a_mediator_without_script_logs_an_activity(page_without_script, sign_in, bachir):
    page = page_without_script
    sign_in(page, bachir)
    page.goto("/pro/activites/nouvelle/")
    page.get_by_role("radio", name="Quelqu’un sans dossier").check()
    page.get_by_text("Quelles démarches administratives").click()
    page.get_by_role("checkbox", name=re.compile("^Logement")).check()
    page.get_by_role("radio", name="30 min").check()
    page.get_by_role("button", name="Enregistrer l’activité").click()
    expect(page.get_by_text("Aide aux démarches administratives")).to_be_visible()


@pytest.fixture
def paths(bachir):
    """Every page of this part of the house."""
    person = BeneficiaryFactory(organisation=bachir.organisation)
    activity = ActivityFactory(mediator=bachir)
    AttendanceFactory(activity=activity, beneficiary=person)
    file, report = person.get_absolute_url(), activity.get_absolute_url()
    return [
        "/pro/beneficiaires/",
        "/pro/beneficiaires/nouveau/",
        "/pro/activites/",
        "/pro/activites/nouvelle/",
        "/pro/ateliers/nouveau/",
        file,
        f"{file}modifier/",
        f"{file}effacer/",
        f"{file}copie/",
        report,
        f"{report}modifier/",
        f"{report}supprimer/",
    ]


def test_every_page_is_accessible_and_light(page, sign_in, axe, bachir, paths):
    sign_in(page, bachir)
    for path in paths:
        page.goto(path)
        assert axe(page) == [], path
        assert page.evaluate("document.querySelectorAll('*').length") <= MOST_NODES, path


def test_every_page_fits_a_phone(phone, sign_in, axe, bachir, paths):
    sign_in(phone, bachir)
    for path in paths:
        phone.goto(path)
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        if path in {"/pro/activites/", "/pro/activites/nouvelle/"}:
            assert axe(phone) == [], path


def test_a_refused_form_is_accessible_and_its_summary_leads_to_the_fields(
    page, sign_in, axe, bachir
):
    sign_in(page, bachir)
    page.goto("/pro/activites/nouvelle/")
    page.get_by_role("radio", name="Réorienté").check()
    page.get_by_role("button", name="Enregistrer l’activité").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Cochez au moins une thématique.")
    assert axe(page) == []
    for link in summary.get_by_role("link").all():
        target = link.get_attribute("href")
        expect(page.locator(target)).to_be_visible()
