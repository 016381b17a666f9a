"""On a phone a row becomes a card: written roles keep the table, its labels are its columns."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parent.parent / "templates"
INCLUDED = re.compile(r'{% include "([^"]+_row\.html)" %}')
TABLE = re.compile(r'<table class="[^"]*\bstacked\b[^"]*".*?</table>', re.DOTALL)
OPENED = re.compile(r"<(thead|tbody|tr|th|td)\b([^>]*)>")
HEAD = re.compile(r'<th role="columnheader"[^>]*>(.*?)(?:<br>.*?)?</th>')
LABEL = re.compile(r'data-label="([^"]*)"')
ROLES = {
    "thead": {"rowgroup"},
    "tbody": {"rowgroup"},
    "tr": {"row"},
    "th": {"columnheader", "rowheader"},
    "td": {"cell"},
}
# Figures are compared along a line and down a column: their region scrolls, named and focusable.
# The rest: two columns, a foreign page's own, the documents of developers.
SIDEWAYS = {
    "statistics/_table.html",
    "places/_practical.html",
    "stewardship/_new_places.html",
    "allauth/elements/table.html",
    "api/docs.html",
}


def text_of(template: Path) -> str:
    """A template with its rows, when they have a file of their own."""
    return INCLUDED.sub(lambda found: (TEMPLATES / found[1]).read_text(), template.read_text())


def tables() -> list[tuple[str, str]]:
    found = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = str(path.relative_to(TEMPLATES))
        found += [(name, table) for table in TABLE.findall(text_of(path))]
    return found


@pytest.mark.parametrize(("name", "table"), tables(), ids=lambda part: part.split("<")[0])
def test_a_stacked_table_keeps_its_roles_and_names_its_cells(name, table):
    assert 'role="table"' in table
    for tag, attributes in OPENED.findall(table):
        assert set(re.findall(r'role="(\w+)"', attributes)) & ROLES[tag], (tag, attributes)
    heads = {head.replace('"', "'") for head in HEAD.findall(table)}
    assert set(LABEL.findall(table)) <= heads


def test_every_list_becomes_cards_on_a_phone():
    with_tables = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if "<table" in TABLE.sub("", path.read_text())
    }
    assert with_tables == SIDEWAYS
