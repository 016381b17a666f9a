"""Only a few modules read the work of mediators: no page, file or address counts it by itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ROWS = {
    "mediation.crm.models.Activity",
    "mediation.crm.models.Attendance",
    "mediation.crm.models.AnonymousCount",
}
# What makes figures; the dashboard counts a mediator's own week; the report names kinds.
READERS = {
    "mediation/statistics/figures/activities.py",
    "mediation/statistics/figures/persons.py",
    "mediation/statistics/figures/released_activities.py",
    "mediation/statistics/figures/released_persons.py",
    "mediation/statistics/dashboards.py",
    "mediation/statistics/territory_report.py",
}
MODULES = sorted(
    path
    for app in ("mediation/statistics", "home", "api")
    for path in (ROOT / app).rglob("*.py")
    # The demonstration writes fictitious activities, and shows none.
    if "demo" not in path.parts and "migrations" not in path.parts
)


def name_of(path):
    return str(path.relative_to(ROOT))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(path):
    """What is written after a dot: « objects », « filter »…"""
    tree = ast.parse(path.read_text())
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_figures_read_activities(path):
    read = ROWS & set(imported(path))
    assert not read or name_of(path) in READERS


def test_the_report_of_a_territory_reads_no_row_of_activity():
    """It uses the names of the kinds; the rows come released, or not at all."""
    text = (ROOT / "mediation/statistics/territory_report.py").read_text()
    assert "Activity.objects" not in text
    assert text.count("Activity.") == text.count("Activity.Kind.")
    released = set(imported(ROOT / "mediation/statistics/territory_report.py"))
    assert not {name for name in released if name.endswith((".activities", ".persons"))}


def test_the_dashboard_reads_activities_only_through_what_a_person_may_edit():
    text = (ROOT / "mediation/statistics/dashboards.py").read_text()
    assert text.count("Activity.objects") == text.count("Activity.objects.editable_by(user)") == 1


def test_the_workbook_and_the_charts_touch_no_database():
    for name in ("workbooks.py", "charts.py", "tables.py", "disclosure.py"):
        assert "objects" not in calls(ROOT / "mediation/statistics" / name)


def test_disclosure_is_pure():
    names = set(imported(ROOT / "mediation/statistics/disclosure.py"))
    assert {name.split(".")[0] for name in names} == {"collections", "dataclasses", "enum"}
