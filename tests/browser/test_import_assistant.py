"""Magali imports a messy file, from the upload to the report, with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from places.models import ImportRun, Place, PostalCode
from tests.browser.conftest import PHONE, cut_at_the_edge
from tests.places.producers import csv_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROWS = [
    {
        "Réf": str(number),
        "Nom de la structure": f"Cyberbase {number}",
        "Rue": "1 place Bonnyaud",
        "CP": "23000",
        "Ville": "Guéret",
        "Tél": "05.55.51.00.00",
        "Ouverture": "du lundi au vendredi 9h-12h et 14h-17h30",
        "Ateliers": "Initiation tablette",
        "Couleur du dossier": "bleu",
        "Actif": "Oui",
    }
    for number in range(1, 5)
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "lieux.csv"
    closed = ROWS[0] | {"Nom de la structure": "Cyberbase fermée", "Actif": "Non"}
    path.write_bytes(csv_of(*ROWS, ROWS[0] | {"Nom de la structure": ""}, closed))
    return path


@pytest.fixture
def check(axe):
    """No fault for axe, on a desk and on the narrowest phone, where nothing overflows."""

    def look(page: Page) -> None:
        desk = page.viewport_size
        assert axe(page) == []
        page.set_viewport_size(PHONE)
        assert axe(page) == []
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 1
        assert cut_at_the_edge(page) == []
        page.set_viewport_size(desk)

    return look


def choose(page: Page, label: str, start: str) -> None:
    """Go to a select by its label and type the start of an option, as one does without a mouse."""
    select = page.get_by_label(label, exact=True)
    select.focus()
    page.keyboard.type(start)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


@pytest.fixture
def gueret(site, magali):
    PostalCode.objects.create(code="23000", commune=magali.organisation.commune)


def test_magali_imports_a_messy_file_by_keyboard(page, magali, gueret, sign_in, file, check):
    sign_in(page, magali)
    page.goto("/pro/lieux/importer/")
    page.get_by_role("link", name="Lieux", exact=True).click()
    page.get_by_role("link", name="Importer un fichier").click()
    check(page)
    page.get_by_label("Fichier des lieux").set_input_files(file)
    press(page, "Continuer")
    expect(page.get_by_role("heading", name="D’où vient chaque information")).to_be_visible()
    expect(page.get_by_text("Couleur du dossier", exact=True).first).to_be_attached()
    expect(page.get_by_label("La colonne qui le dit")).to_have_value("colonne 9")
    expect(page.get_by_text("1 des 6 premières lignes est écartée")).to_be_visible()
    check(page)

    choose(page, "Téléphone", "Tél")
    choose(page, "Horaires d’ouverture", "Ouv")
    choose(page, "Services", "Ate")
    press(page, "Revoir l’aperçu")
    page.wait_for_url("**/colonnes/#apercu")
    word = page.get_by_label("« Initiation tablette »")
    word.focus()
    page.keyboard.type("Maîtrise")
    press(page, "Lire tout le fichier")

    expect(page.get_by_role("heading", name="Ce que l’import va faire")).to_be_visible()
    expect(page.get_by_text("écartées par la règle").first).to_be_visible()
    check(page)
    press(page, "Importer 4 lieux")
    expect(page.get_by_role("heading", name="L’import est fait")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Voir toutes les remarques").click()
    check(page)
    page.goto("/pro/lieux/importer/")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    check(page)
    assert Place.objects.filter(source=magali.organisation.name).count() == 4


@pytest.mark.parametrize("status", [ImportRun.Status.STAGING, ImportRun.Status.SWAPPING])
def test_the_progress_goes_on_by_itself_to_what_comes_next(page, magali, sign_in, check, status):
    run = ImportRun.objects.create(
        source="X", user=magali, organisation=magali.organisation, status=status, rows_total=10
    )
    sign_in(page, magali)
    page.goto(run.get_absolute_url())
    check(page)
    ImportRun.objects.update(rows_read=5)
    if status == ImportRun.Status.STAGING:
        expect(page.get_by_text("5 lignes lues sur 10")).to_be_visible()
    ImportRun.objects.update(status=ImportRun.Status.DONE)
    expect(page.get_by_role("heading", name="L’import est fait")).to_be_visible()


def test_without_script_the_page_of_progress_refreshes_itself(page_without_script, magali, sign_in):
    page = page_without_script
    run = ImportRun.objects.create(
        source="X", user=magali, organisation=magali.organisation, status="staging", rows_total=10
    )
    sign_in(page, magali)
    page.goto(run.get_absolute_url())
    ImportRun.objects.update(status=ImportRun.Status.DONE)
    expect(page.get_by_role("heading", name="L’import est fait")).to_be_visible(timeout=15_000)
