"""The Excel workbook of a report: what it says first, then one sheet a table, nothing hidden."""

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mediation.statistics.definitions import (
    CLOSED_METHOD,
    DISCLOSURE_METHOD,
    OWN_METHOD,
    TERRITORY_METHOD,
)
from mediation.statistics.tables import Figure, Report, Table, Unit
from mediation.statistics.words import NBSP

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
README = "Lisez-moi"
FORMATS = {
    Unit.COUNT: "#,##0",
    Unit.HOURS: "#,##0.0",
    Unit.PERCENT: "0 %",
    Unit.BUSINESS_DAYS: "0.0",
}
# A text that begins so would be read as a formula by somebody who edits the cell.
RISKY = ("=", "+", "-", "@", "\t", "\r")
LONGEST_TEXT = 32_767
SHEET_NAME_LENGTH = 31
SHEET_NAME_REFUSED = str.maketrans("[]:*?/\\", "       ")
HEADER_ROW = 4
LABEL_WIDTH = 44
NUMBER_WIDTH = 18
CHART_WIDTH = 18  # centimetres
BAR_HEIGHT = 0.8
SMALLEST_CHART = 7

TITLE = Font(size=15, bold=True, color="0B5C6B")
BOLD = Font(bold=True)
HEADER_FILL = PatternFill("solid", fgColor="E3F0F1")
UNDERLINED = Border(bottom=Side(style="thin", color="8C8676"))
WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_workbook(report: Report, made_at: datetime) -> bytes:
    """The file's bytes; the numbers are those of the report, the texts are never formulas."""
    book = Workbook()
    _write_readme(book.active, report)
    for table in report.tables:
        if table.rows or table.withheld:
            sheet = book.create_sheet(_sheet_name(book, table.title))
            _write_table(sheet, table)
    for sheet in book.worksheets:
        _set_up_print(sheet)
    _describe(book, report, made_at)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def write_text(cell: Cell, text: str) -> None:
    """Write a text as a text, whatever it begins with."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]
    cell.value = clean
    cell.data_type = "s"
    cell.quotePrefix = clean.startswith(RISKY)


def _write_readme(sheet: Worksheet, report: Report) -> None:
    sheet.title = README
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 22
    sheet.column_dimensions["C"].width = 90
    _titled(sheet, 1, "Statistiques de médiation numérique")
    facts = (
        ("Territoire" if not report.is_exact else "Structure", report.territory),
        ("Période", report.period),
        ("Fait le", f"{report.made_on:%d/%m/%Y}"),
        ("Chiffres", "Exacts, réservés à la structure" if report.is_exact else "Protégés"),
    )
    for row, (name, value) in enumerate(facts, 3):
        _labelled(sheet, row, name, value)
    row = _write_figures(sheet, 8, report.figures)
    for name, text in _method(report):
        row += 1
        _labelled(sheet, row, name, text)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
        sheet.cell(row, 2).alignment = WRAPPED
        sheet.row_dimensions[row].height = 15 * (1 + len(text) // 95)


def _write_figures(sheet: Worksheet, row: int, figures: tuple[Figure, ...]) -> int:
    """The key figures with their definitions; gives the row after them."""
    _headed(sheet, row, ["Chiffre", "Valeur", "Définition"])
    for figure in figures:
        row += 1
        _labelled(sheet, row, figure.label, "")
        value = sheet.cell(row, 2)
        if figure.value is None:
            write_text(value, figure.absent or "—")
            value.alignment = Alignment(horizontal="right")
        else:
            value.value, value.number_format = figure.value, FORMATS[figure.unit]
        write_text(sheet.cell(row, 3), figure.definition)
        sheet.cell(row, 3).alignment = WRAPPED
        sheet.row_dimensions[row].height = 15 * (1 + len(figure.definition) // 90)
    return row + 1


def _method(report: Report) -> list[tuple[str, str]]:
    if report.is_exact:
        lines = [("Nature des chiffres", OWN_METHOD)]
    else:
        lines = [("Mois arrêtés", CLOSED_METHOD), ("Secret statistique", DISCLOSURE_METHOD)]
    lines.append(("Territoire d’une activité", TERRITORY_METHOD))
    lines += [(f"Tableau retenu{NBSP}: {t.title}", t.withheld) for t in report.withheld]
    if report.without_data:
        lines.append(("Sans aucune donnée", ", ".join(t.title for t in report.without_data)))
    return lines


def _write_table(sheet: Worksheet, table: Table) -> None:
    _titled(sheet, 1, table.title)
    if table.withheld:
        write_text(sheet.cell(HEADER_ROW - 1, 1), f"Tableau retenu{NBSP}: {table.withheld}")
        sheet.column_dimensions["A"].width = 100
        return
    if table.note:
        write_text(sheet.cell(2, 1), table.note)
    sheet.column_dimensions["A"].width = LABEL_WIDTH
    _headed(sheet, HEADER_ROW, [table.heading, *(column.label for column in table.columns)])
    for row, line in enumerate(table.rows, HEADER_ROW + 1):
        write_text(sheet.cell(row, 1), line.label)
        for number, (column, value) in enumerate(zip(table.columns, line.numbers, strict=True), 2):
            cell = sheet.cell(row, number, value)
            cell.number_format = FORMATS[column.unit]
    for number in range(2, len(table.columns) + 2):
        sheet.column_dimensions[get_column_letter(number)].width = NUMBER_WIDTH
        sheet.cell(HEADER_ROW, number).alignment = Alignment(horizontal="right")
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 2)
    _draw(sheet, table)


def _draw(sheet: Worksheet, table: Table) -> None:
    """A native bar chart of the first column, beside the table."""
    last = HEADER_ROW + len(table.rows)
    chart = BarChart()
    chart.type = "col" if table.is_timeline else "bar"
    chart.title = None
    chart.legend = None
    chart.y_axis.title = table.columns[0].label
    chart.y_axis.numFmt = FORMATS[table.columns[0].unit]
    chart.x_axis.delete = chart.y_axis.delete = False
    if not table.is_timeline:
        # The first row on top, as in the table.
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.crosses = "max"
    chart.gapWidth = 50
    chart.add_data(Reference(sheet, min_col=2, min_row=HEADER_ROW, max_row=last), True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=HEADER_ROW + 1, max_row=last))
    chart.series[0].graphicalProperties.solidFill = "0B5C6B"
    chart.width = CHART_WIDTH
    chart.height = max(SMALLEST_CHART, BAR_HEIGHT * len(table.rows) + 3)
    sheet.add_chart(chart, f"{get_column_letter(len(table.columns) + 3)}{HEADER_ROW}")


def _titled(sheet: Worksheet, row: int, text: str) -> None:
    write_text(sheet.cell(row, 1), text)
    sheet.cell(row, 1).font = TITLE


def _labelled(sheet: Worksheet, row: int, name: str, value: str) -> None:
    write_text(sheet.cell(row, 1), name)
    sheet.cell(row, 1).font = BOLD
    sheet.cell(row, 1).alignment = WRAPPED
    write_text(sheet.cell(row, 2), value)


def _headed(sheet: Worksheet, row: int, names: list[str]) -> None:
    for column, name in enumerate(names, 1):
        cell = sheet.cell(row, column)
        write_text(cell, name)
        cell.font, cell.fill, cell.border = BOLD, HEADER_FILL, UNDERLINED


def _sheet_name(book: Workbook, title: str) -> str:
    """A name Excel accepts, found in no other sheet."""
    name = title.translate(SHEET_NAME_REFUSED)[:SHEET_NAME_LENGTH].strip(" '")
    number = 1
    while name in book.sheetnames:
        number += 1
        name = f"{name[: SHEET_NAME_LENGTH - 4].rstrip()} ({number})"
    return name


def _set_up_print(sheet: Worksheet) -> None:
    """One page wide, on paper of the office; no repeated title, which would be a defined name."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = "Fanal"
    sheet.oddFooter.right.text = "Page &P sur &N"


def _describe(book: Workbook, report: Report, made_at: datetime) -> None:
    properties = book.properties
    properties.title = ILLEGAL_CHARACTERS_RE.sub("", f"Statistiques, {report.territory}")
    properties.subject = f"Médiation numérique, {report.period}"
    properties.creator = properties.lastModifiedBy = "Fanal"
    properties.language = "fr-FR"
    properties.created = properties.modified = made_at
