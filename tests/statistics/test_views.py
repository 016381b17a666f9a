"""The statistics pages: who sees which figures, what is refused, and page and file alike."""

from datetime import date
from html.parser import HTMLParser
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from mediation.crm.calendar import previous_month
from mediation.statistics.periods import last_closed_quarter
from mediation.statistics.workbooks import HEADER_ROW
from tests import factories
from tests.statistics.counting import PARTS, Report, make, make_parts

pytestmark = pytest.mark.django_db

OVERVIEW = reverse("statistics:overview")
WORKBOOK = reverse("statistics:workbook")
A = next(iter(PARTS))


class Tables(HTMLParser):
    """The tables of a page: caption, then rows of texts."""

    def __init__(self, page):
        super().__init__()
        self.found, self.cell = {}, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.rows, self.caption = [], ""
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th", "caption"}:
            self.cell = ""

    def handle_endtag(self, tag):
        if tag == "caption":
            self.found[self.cell.strip()] = self.rows
        elif tag in {"td", "th"}:
            self.rows[-1].append(self.cell.strip())

    def handle_data(self, data):
        self.cell = None if self.cell is None else self.cell + data


def number(text):
    return float(text.replace("\u202f", "").replace(",", "."))


@pytest.fixture
def last_quarter(db):
    """Thirty-one activities in two parts, in the last closed quarter."""
    quarter = last_closed_quarter(timezone.localdate())
    reports = [Report(A, quarter.days.first, topics=("sante",)) for _ in range(20)]
    make([*reports, *[Report(list(PARTS)[1], quarter.days.last) for _ in range(11)]])
    return quarter


def test_bachir_reads_his_organisation_s_figures_and_not_chloe_s(client, bachir, chloe):
    mine = factories.ActivityFactory(mediator=bachir, duration=45)
    factories.AttendanceFactory(activity=mine)
    for _ in range(3):
        factories.AttendanceFactory(activity=factories.ActivityFactory(mediator=chloe))
    client.force_login(bachir)
    report = client.get(OVERVIEW).context["answer"].report
    assert {figure.code: figure.value for figure in report.figures}["attendances"] == 1
    assert report.is_exact


def test_magali_reads_the_figures_of_her_whole_team(client, magali, bachir):
    factories.AttendanceFactory(activity=factories.ActivityFactory(mediator=bachir))
    client.force_login(magali)
    report = client.get(OVERVIEW, {"mediateur": bachir.pk}).context["answer"].report
    assert report.territory == f"{bachir.organisation.name} · {bachir.get_full_name()}"
    assert report.figures[0].value == 1


def test_a_stranger_s_place_and_mediator_are_not_choices(client, bachir, chloe):
    elsewhere = factories.PlaceFactory(organisation=chloe.organisation)
    client.force_login(bachir)
    for asked in ({"lieu": elsewhere.pk}, {"mediateur": chloe.pk}):
        page = client.get(OVERVIEW, asked)
        assert page.status_code == 422
        assert page.context["answer"].report is None


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"du": "32/13/2026"}, "Écrivez une date comme 24/12/2026."),
        ({"du": "2026-05-01", "au": "2026-04-01"}, "La date de fin est avant la date de début."),
        ({"au": "2026-04-01"}, "Donnez le premier jour de la période."),
        ({"du": "2012-04-01"}, "Les activités sont comptées depuis 2020."),
        ({"periode": "toujours"}, "Cette période n’existe pas."),
    ],
)
def test_a_wrong_period_gets_a_sentence_and_keeps_what_was_typed(client, bachir, asked, sentence):
    client.force_login(bachir)
    for url in (OVERVIEW, WORKBOOK):
        page = client.get(url, asked)
        assert page.status_code == 422
        assert sentence in page.content.decode()
        for typed in asked.values():
            assert typed in page.content.decode() or typed == "toujours"


def test_days_are_understood_as_people_write_them(client, bachir):
    client.force_login(bachir)
    page = client.get(OVERVIEW, {"du": "1er mars 2026", "au": "24/12/2026"})
    assert page.context["answer"].report.period == "du 01/03/2026 au 24/12/2026"


def test_a_period_without_anything_says_what_to_do(client, bachir):
    client.force_login(bachir)
    page = client.get(OVERVIEW, {"periode": "annee-derniere"}).content.decode()
    assert "Rien n’a été compté dans cette période" in page
    assert reverse("crm:add_activity") in page


@pytest.mark.parametrize("person", ["anne", "colin"])
def test_third_parties_read_the_territory_of_their_account(client, request, person, last_quarter):
    client.force_login(request.getfixturevalue(person))
    report = client.get(OVERVIEW).context["answer"].report
    assert (report.territory, report.period) == ("Creuse", str(last_quarter))
    assert {figure.code: figure.value for figure in report.figures}["activities"] == 31
    assert not report.is_exact


@pytest.mark.parametrize(
    "asked",
    [
        {"periode": "2031"},
        {"periode": f"{timezone.localdate().year}"},
        {"du": "2026-01-01", "periode": "2026-01"},
        {"territoire": "commune-23096"},
        {"territoire": "'; drop"},
    ],
)
def test_what_is_outside_the_catalogue_is_a_400_with_a_sentence(client, anne, asked):
    make_parts()
    client.force_login(anne)
    for url in (OVERVIEW, WORKBOOK):
        page = client.get(url, asked)
        assert page.status_code == 400
        assert "Ces chiffres ne peuvent pas être affichés" in page.content.decode()
        assert page.context["answer"].refusal.endswith(".")


@pytest.mark.parametrize("url", [OVERVIEW, WORKBOOK])
def test_another_territory_is_a_404(client, anne, url):
    make_parts()
    factories.DepartementFactory(code="87", name="Haute-Vienne")
    client.force_login(anne)
    assert client.get(url, {"territoire": "87"}).status_code == 404


def test_free_dates_are_ignored_for_third_parties(client, anne, last_quarter):
    client.force_login(anne)
    asked = {"du": "2026-01-01", "au": "2026-01-02", "mediateur": "1", "lieu": "1"}
    assert client.get(OVERVIEW, asked).context["answer"].report.period == str(last_quarter)


@pytest.mark.parametrize("url", [OVERVIEW, WORKBOOK, reverse("statistics:definitions")])
def test_alice_has_no_figures(client, alice, url):
    client.force_login(alice)
    assert client.get(url).status_code == 403


def test_a_technical_administrator_has_no_figures(client, django_user_model):
    root = django_user_model.objects.create_superuser("racine@exemple.fr", "x" * 20)
    client.force_login(root)
    assert client.get(OVERVIEW).status_code == 403


def test_nobody_is_sent_to_sign_in(client):
    assert client.get(OVERVIEW).status_code == 302


@pytest.mark.parametrize("person", ["bachir", "anne"])
def test_page_and_file_give_the_same_numbers(client, request, person, last_quarter):
    user = request.getfixturevalue(person)
    for topic in range(7):
        activity = (
            factories.ActivityFactory(mediator=user, duration=20 + topic)
            if (person == "bachir")
            else None
        )
        if activity:
            factories.AttendanceFactory.create_batch(topic, activity=activity)
    client.force_login(user)
    page = client.get(OVERVIEW)
    file = client.get(WORKBOOK)
    book = load_workbook(BytesIO(file.content))
    assert file["Content-Disposition"] == (
        f'attachment; filename="{page.context["answer"].report.filename}"'
    )
    shown = Tables(page.content.decode()).found
    assert len(shown) >= 3
    for title, rows in shown.items():
        sheet = list(book[title[:31].strip()].iter_rows(min_row=HEADER_ROW, values_only=True))
        assert [[row[0], *map(number, row[1:])] for row in rows[1:]] == [
            list(row) for row in sheet[1:]
        ]
    withheld = [table.title for table in page.context["answer"].report.withheld]
    for title in withheld:
        assert title in page.content.decode()
        assert "retenu" in str(book[title[:31].strip()].cell(HEADER_ROW - 1, 1).value)


def test_the_file_s_name_says_where_and_when(client, anne, last_quarter):
    client.force_login(anne)
    disposition = client.get(WORKBOOK)["Content-Disposition"]
    assert f"fanal-statistiques-creuse-{last_quarter.code}.xlsx" in disposition


def test_every_figure_comes_with_its_definition(client, bachir):
    factories.AttendanceFactory(activity=factories.ActivityFactory(mediator=bachir))
    client.force_login(bachir)
    page = client.get(OVERVIEW).content.decode()
    assert page.count("<summary>Définition</summary>") == 10
    method = client.get(reverse("statistics:definitions")).content.decode()
    assert "Un atelier de dix personnes fait dix accompagnements et une activité." in method


def test_own_figures_take_the_same_queries_for_one_and_three(client, bachir, count_queries):
    def note():
        today = timezone.localdate()
        for day in (today, max(previous_month(today), date(today.year, 1, 1))):
            person = factories.BeneficiaryFactory(organisation=bachir.organisation)
            activity = factories.ActivityFactory(mediator=bachir, done_on=day)
            factories.AttendanceFactory(activity=activity, beneficiary=person)
        factories.ReferralFactory(place=bachir.organisation.places.first())

    client.force_login(bachir)
    note()
    client.get(OVERVIEW)
    one = count_queries(lambda: client.get(OVERVIEW))
    file = count_queries(lambda: client.get(WORKBOOK))
    note()
    note()
    assert count_queries(lambda: client.get(OVERVIEW)) == one
    assert count_queries(lambda: client.get(WORKBOOK)) == file


def test_a_territory_takes_the_same_queries_for_one_and_three(client, anne, count_queries):
    quarter = last_closed_quarter(timezone.localdate())
    make([Report(A, quarter.days.first)])
    client.force_login(anne)
    client.get(OVERVIEW)
    one = count_queries(lambda: client.get(OVERVIEW))
    make([Report(part, quarter.days.first) for part in PARTS for _ in range(9)])
    assert count_queries(lambda: client.get(OVERVIEW)) == one


def test_a_hostile_name_is_inert_on_the_page(client, bachir):
    bachir.organisation.name = "<img src=x onerror=alert(1)>"
    bachir.organisation.save()
    place = factories.PlaceFactory(organisation=bachir.organisation, name="<img onerror=1>")
    factories.ActivityFactory(mediator=bachir, place=place)
    client.force_login(bachir)
    assert "<img" not in client.get(OVERVIEW).content.decode()
