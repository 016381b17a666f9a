"""Gather the words of the public pages for the translators, in every language of the site."""

import re
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.commands import makemessages
from django.utils.translation import to_locale

# Written in our sources as escapes, which xgettext leaves as they are.
ESCAPED = re.compile(r"\\\\u(00a0|202f)")
IGNORED = [
    ".venv/*",
    ".demo/*",
    "tests/*",
    "staticfiles/*",
    "api/*",
    "templates/api/*",
    "templates/allauth/*",
]


class Command(makemessages.Command):
    help = "Rassemble les textes à traduire dans locale/*/LC_MESSAGES/django.po (demande gettext)."

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        locales = [to_locale(code) for code, _ in settings.LANGUAGES[1:]]
        parser.set_defaults(
            locale=locales,
            ignore_patterns=IGNORED,
            no_location=True,
            no_wrap=True,
            no_obsolete=True,
        )

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Put the real spaces in, join what is then the same, and merge as Django does."""
        path = Path(potfile)
        text = path.read_text()
        path.write_text(ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
        subprocess.run(  # noqa: S603 -- gettext's own tool, on our own file
            ["msguniq", "--to-code=utf-8", "--no-wrap", "-o", potfile, potfile],  # noqa: S607
            check=True,
        )
        super().write_po_file(potfile, locale)
