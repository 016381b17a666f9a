"""The house: imports go down, stand at the top of modules, and nothing grows into an attic."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# From the ground up; the two doors share the last floor and never import each other.
FLOORS = {
    "places": 0,
    "referrals": 1,
    "mediation.accounts": 2,
    "mediation.stewardship": 3,
    "mediation.crm": 4,
    "mediation.statistics": 5,
    "home": 6,
    "api": 6,
}
# The wiring names apps as strings; only the settings' own constants are imported by nobody.
WIRING = {"mediation"}
ATTICS = {"services", "utils", "helpers", "common", "core"}
MODULES = sorted(
    path
    for app in FLOORS
    for path in (ROOT / app.replace(".", "/")).rglob("*.py")
    if "migrations" not in path.parts
)
WIRING_MODULES = sorted((ROOT / "mediation").glob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))


def app_of(dotted: str) -> str | None:
    """The app of our house that a dotted name belongs to, or None for another's."""
    matches = [app for app in (*FLOORS, *WIRING) if f"{dotted}.".startswith(f"{app}.")]
    return max(matches, key=len, default=None)


def imports_of(tree: ast.AST) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down(path):
    own = app_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for name in imports_of(ast.parse(path.read_text())):
        app = app_of(name)
        if app is None or app == own:
            continue
        assert app not in WIRING, f"{name}: settings are read through django.conf"
        assert FLOORS[app] < FLOORS[own], f"{own} must not import {name}"


@pytest.mark.parametrize("path", WIRING_MODULES, ids=name_of)
def test_the_wiring_names_apps_as_strings(path):
    assert [n for n in imports_of(ast.parse(path.read_text())) if app_of(n) in FLOORS] == []


@pytest.mark.parametrize("path", [*MODULES, *WIRING_MODULES], ids=name_of)
def test_imports_stand_at_the_top(path):
    tree = ast.parse(path.read_text())
    hidden = [
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


@pytest.mark.parametrize("path", [*MODULES, *WIRING_MODULES], ids=name_of)
def test_a_module_is_short_and_says_what_it_is(path):
    text = path.read_text()
    tree = ast.parse(text)
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(tree) or not text.strip(), "a module has its sentence"
    long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1})"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 30
    ]
    assert long == []


@pytest.mark.parametrize("path", [*MODULES, *WIRING_MODULES], ids=name_of)
def test_nothing_is_an_attic_nor_a_signal(path):
    assert not ATTICS & set(path.relative_to(ROOT).with_suffix("").parts)
    assert not re.search(r"@receiver|\.dispatch import|models\.signals", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_is_short_and_obeys_the_strict_policy(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 100
    if path.suffix == ".html":
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)
        scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text)
        assert [s for s in scripts if "application/ld+json" not in s] == []


def test_no_address_of_a_registry_stands_in_the_project():
    locks = [*ROOT.glob("*.txt"), ROOT / "pyproject.toml", ROOT / "Makefile", ROOT / ".ci/run"]
    for path in locks:
        assert not re.search(
            r"https?://(?!exemple\.fr)|(?<!no-emit-)(index-url|find-links)|file://",
            path.read_text(),
        ), path
