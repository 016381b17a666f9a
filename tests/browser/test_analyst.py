"""Anne opens the statistics and takes the workbook; each role's first page, on two screens."""

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from mediation.statistics.periods import last_closed_quarter
from mediation.statistics.workbooks import HEADER_ROW
from tests import factories
from tests.statistics.counting import PARTS, Report, make

pytestmark = pytest.mark.browser

OVERVIEW = reverse("statistics:overview")
DASHBOARD = reverse("statistics:dashboard")


@pytest.fixture
def quarter(terms):
    """A lively quarter in two intercommunalities; one topic too rare to be told in one of them."""
    quarter = last_closed_quarter(timezone.localdate())
    day = quarter.days.first
    first, second = list(PARTS)[:2]
    make(
        [
            *[Report(first, day, topics=("sante",)) for _ in range(20)],
            *[Report(first, day, topics=("email", "ia"), duration=45) for _ in range(9)],
            *[Report(second, day, kind="workshop", people=[], crowd=8) for _ in range(3)],
        ]
    )
    return quarter


def shown_rows(table):
    return [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]


def as_shown(value):
    if isinstance(value, str):
        return value
    decimals = 0 if float(value).is_integer() else 1
    return f"{value:,.{decimals}f}".replace(",", "\u202f").replace(".", ",")


def test_anne_takes_a_workbook_that_says_what_the_screen_says(
    page, sign_in, anne, quarter, tmp_path
):
    sign_in(page, anne)
    page.goto(DASHBOARD)
    page.get_by_role("link", name="Voir les statistiques").click()
    page.get_by_label("Période").select_option(quarter.code)
    page.get_by_role("button", name="Afficher").click()
    assert page.get_by_role("heading", name=f"Creuse, {quarter}").is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le classeur Excel").click()
    assert download.value.suggested_filename == f"fanal-statistiques-creuse-{quarter.code}.xlsx"
    download.value.save_as(tmp_path / "classeur.xlsx")
    book = load_workbook(tmp_path / "classeur.xlsx")
    tables = page.locator("table").all()
    assert len(tables) >= 3
    for table in tables:
        title = table.locator("caption").text_content().strip()
        lines = list(book[title[:31].strip()].iter_rows(min_row=HEADER_ROW + 1, values_only=True))
        for on_screen, in_file in zip(shown_rows(table), lines, strict=True):
            # Hours keep a decimal on the screen, even when they are whole.
            assert [text.removesuffix(",0") for text in on_screen] == [
                as_shown(value) for value in in_file if value is not None
            ]


def test_anne_chooses_a_part_by_keyboard_alone(page, sign_in, anne, quarter):
    sign_in(page, anne)
    page.goto(OVERVIEW)
    page.get_by_label("Territoire").focus()
    page.keyboard.type("CC 1")
    page.get_by_role("button", name="Afficher").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**territoire=23-200000001**")
    assert page.get_by_role("heading", name=f"CC 1 (Creuse), {quarter}").is_visible()


def test_the_choice_works_without_script_on_a_phone(page_without_script, sign_in, anne, quarter):
    page = page_without_script
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, anne)
    page.goto(OVERVIEW)
    assert not page.get_by_label("Territoire").is_visible()
    page.get_by_role("link", name="Choisir").click()
    page.get_by_label("Territoire").select_option("23-200000002")
    page.get_by_role("button", name="Afficher").click()
    assert page.get_by_role("heading", name="CC 2 (Creuse)").is_visible()


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("person", ["alice", "bachir", "magali", "colin", "anne"])
def test_each_dashboard_is_accessible_on_two_screens(
    page, phone, sign_in, axe, request, person, quarter, bachir
):
    user = request.getfixturevalue(person)
    referrer = user if person == "alice" else factories.UserFactory(role="referrer")
    place = bachir.organisation.places.get()
    factories.ReferralFactory(place=place, referrer=referrer)
    factories.ReferralFactory(
        place=place, referrer=referrer, status="helped", answered_at=timezone.now()
    )
    for screen in (page, phone):
        sign_in(screen, user)
        screen.goto(DASHBOARD)
        assert axe(screen) == []
        assert fits(screen)


@pytest.mark.parametrize("person", ["bachir", "anne"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_statistics_are_accessible_on_two_screens(
    page, phone, sign_in, axe, request, person, scheme, quarter
):
    user = request.getfixturevalue(person)
    if person == "bachir":
        for _ in range(2):
            factories.AttendanceFactory(activity=factories.ActivityFactory(mediator=user))
    for screen in (page, phone):
        screen.emulate_media(color_scheme=scheme)
        sign_in(screen, user)
        for url in (OVERVIEW, reverse("statistics:definitions")):
            screen.goto(url)
            assert axe(screen) == []
            assert fits(screen)


def test_a_refusal_is_accessible_too(page, sign_in, axe, anne, quarter):
    sign_in(page, anne)
    page.goto(f"{OVERVIEW}?periode=2031")
    assert page.get_by_role("alert").is_visible()
    assert axe(page) == []
