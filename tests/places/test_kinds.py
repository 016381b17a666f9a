"""Every kind of repair has its words on the screen, and its line in the documentation."""

import re

from django.conf import settings

from places.imports.kinds import KINDS
from places.standard.issues import DOUBTS, LEFT_OUT

FOLDERS = ("standard", "mapping", "imports", "files")
# « kind="grouped" », « Read(number, "…", "phone_chosen" ».
WRITTEN = re.compile(r'kind="([a-z0-9_]+)"|Read\([^\n]*, "([a-z]+_[a-z_]+)"')


def test_every_kind_that_the_code_writes_has_its_french_words():
    written = {
        found[1] or found[2]
        for folder in FOLDERS
        for path in (settings.BASE_DIR / "places" / folder).glob("*.py")
        for found in WRITTEN.finditer(path.read_text())
    }
    assert len(written) > 15
    assert written - KINDS.keys() == set()
    assert DOUBTS | {LEFT_OUT} <= KINDS.keys()


def test_every_kind_is_told_in_the_documentation():
    text = (settings.BASE_DIR / "docs/reparations.md").read_text()
    assert KINDS.keys() - set(re.findall(r"`([a-z0-9_]+)`", text)) == set()
