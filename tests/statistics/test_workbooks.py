"""The workbook: real numbers, inert texts, nothing hidden, and the page's own figures."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from mediation.statistics.tables import Column, Figure, Kind, Report, Row, Unit
from mediation.statistics.workbooks import HEADER_ROW, write_workbook

PAYLOADS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://exemple.fr","cliquez")',
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "=WEBSERVICE(A1)",
    "#REF!",
    "{=1+1}",
    "=\x00\x0b1",
    "２＝１",
]
PLACES = Kind("lieu", "Par lieu", "Lieu", (Column("Activités"), Column("Heures", Unit.HOURS)))
TIME = Kind("mois", "Par mois", "Mois", (Column("Activités"),), is_timeline=True)


def report(labels=("Médiathèque",), is_exact=True, withheld=""):
    rows = [Row(label, (number, number / 4)) for number, label in enumerate(labels, 3)]
    return Report(
        territory=labels[0],
        period="3e trimestre 2026",
        made_on=date(2026, 11, 22),
        is_exact=is_exact,
        figures=(
            Figure("activities", 1234),
            Figure("hours", 12.5, Unit.HOURS),
            Figure("success_rate", 0.51, Unit.PERCENT),
            Figure("persons", None, absent="retenu"),
        ),
        tables=(
            PLACES.table(rows),
            TIME.table(withheld=withheld) if withheld else TIME.table([Row("mai 2026", (7,))]),
        ),
        file_slug="creuse-2026-t3",
    )


def written(asked):
    return write_workbook(asked, datetime(2026, 11, 22, 9))  # noqa: DTZ001 -- as openpyxl wants


def reopened(asked):
    return load_workbook(BytesIO(written(asked)))


def texts(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_formula(payload):
    book = reopened(report((payload,)))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}, cell.coordinate
    with ZipFile(BytesIO(written(report((payload,))))) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in archive.read(name) for name in sheets)


@pytest.mark.parametrize("payload", ["=1+1", "+1", "-1", "@A1"])
def test_a_risky_text_stays_a_text_when_somebody_edits_it(payload):
    sheet = reopened(report((payload,)))["Par lieu"]
    cell = sheet.cell(HEADER_ROW + 1, 1)
    assert (cell.value, cell.quotePrefix) == (payload, True)


def test_the_first_sheet_explains_the_file():
    sheet = reopened(report(is_exact=False)).worksheets[0]
    assert sheet.title == "Lisez-moi"
    found = texts(sheet)
    for expected in ("Médiathèque", "3e trimestre 2026", "22/11/2026", "Secret statistique"):
        assert expected in found
    assert any("0 personne ou au moins 5" in text for text in found)
    assert any(text.startswith("Un compte rendu") for text in found)


def test_an_organisation_s_file_says_its_figures_are_exact():
    found = texts(reopened(report()).worksheets[0])
    assert "Exacts, réservés à la structure" in found
    assert "Secret statistique" not in found


def test_numbers_are_numbers_with_a_format():
    book = reopened(report(("A", "B")))
    rows = list(book["Par lieu"].iter_rows(min_row=HEADER_ROW, values_only=True))
    assert rows[:3] == [("Lieu", "Activités", "Heures"), ("A", 3, 0.75), ("B", 4, 1)]
    assert book["Par lieu"].cell(HEADER_ROW + 1, 2).number_format == "#,##0"
    values = {row[0]: row[1] for row in book.worksheets[0].iter_rows(values_only=True)}
    assert values["Activités"] == 1234
    assert values["Taux d’aboutissement"] == 0.51
    assert values["Personnes accompagnées"] == "retenu"


def test_each_table_has_a_sheet_with_widths_a_frozen_header_and_a_chart():
    book = reopened(report())
    assert book.sheetnames == ["Lisez-moi", "Par lieu", "Par mois"]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == f"B{HEADER_ROW + 1}"
        assert sheet.column_dimensions["A"].width > 30
        assert len(sheet._charts) == 1
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_withheld_table_says_so_and_why_without_any_number():
    book = reopened(report(withheld="une de ses cases compte de 1 à 4 personnes."))
    found = texts(book["Par mois"])
    assert found == [
        "Par mois",
        "Tableau retenu\xa0: une de ses cases compte de 1 à 4 personnes.",
    ]
    assert "Tableau retenu\xa0: Par mois" in texts(book.worksheets[0])


def test_nothing_is_hidden_named_or_commented():
    content = written(report(PAYLOADS))
    book = load_workbook(BytesIO(content))
    assert not book.defined_names
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert not sheet.defined_names
        assert not any(d.hidden for d in sheet.column_dimensions.values())
        assert not any(d.hidden for d in sheet.row_dimensions.values())
        assert not any(cell.comment for row in sheet.iter_rows() for cell in row)
    with ZipFile(BytesIO(content)) as archive:
        names = " ".join(archive.namelist()).lower()
    for refused in ("vba", "pivot", "comment", "externallink", "macro"):
        assert refused not in names


def test_the_file_says_in_french_what_it_is():
    properties = reopened(report()).properties
    assert properties.title == "Statistiques, Médiathèque"
    assert properties.language == "fr-FR"
    assert properties.creator == "Fanal"
    assert report().filename == "fanal-statistiques-creuse-2026-t3.xlsx"


def test_two_tables_whose_names_begin_alike_have_each_a_sheet():
    title = "Orientations reçues par intercommunalité"
    kinds = [Kind(code, f"{title} {code}", "X", (Column("N"),)) for code in "ab"]
    asked = report()
    tables = tuple(kind.table([Row("x", (1,))]) for kind in kinds)
    twice = Report(**{**asked.__dict__, "tables": tables})
    names = reopened(twice).sheetnames
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)
