"""Every public word is translated, and what is compiled is what was written."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext as translated
from django.utils.translation import override, to_locale

from places.vocabulary import TERMS

LOCALES = [to_locale(code) for code, _ in settings.LANGUAGES[1:]]
PLACEHOLDER = re.compile(r"%\(\w+\)s")
FOLDER = Path(settings.LOCALE_PATHS[0])
# French that is already easy to read stays as it is; a sentence of more characters is not.
LONG = 60
COMPLETE = [name for name in LOCALES if name != "fr_Simple"]


def messages(name):
    """The entries of a .po file as (msgid, plural or None, [translations])."""
    text = (FOLDER / name / "LC_MESSAGES" / "django.po").read_text()
    for block in text.split("\n\n")[1:]:
        found = {}
        for key, words in re.findall(r'^(msg\w+(?:\[\d\])?) ((?:".*"\n?)+)', block, re.MULTILINE):
            found[key] = "".join(ast.literal_eval(line) for line in words.strip().splitlines())
        forms = [words for key, words in found.items() if key.startswith("msgstr")]
        context = f"{found['msgctxt']}\x04" if "msgctxt" in found else ""
        yield context + found["msgid"], found.get("msgid_plural"), forms


def compiled(name):
    with (FOLDER / name / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


@pytest.mark.parametrize("name", LOCALES)
def test_what_is_compiled_is_what_is_written(name):
    catalogue = compiled(name)
    written = {}
    for msgid, plural, forms in messages(name):
        if all(forms):
            keys = [(msgid, n) for n in range(len(forms))] if plural else [msgid]
            written |= dict(zip(keys, forms, strict=True))
    assert {key: words for key, words in catalogue.items() if key} == written


@pytest.mark.parametrize("name", COMPLETE)
def test_no_public_word_is_left_in_french(name):
    assert [msgid for msgid, _, forms in messages(name) if not all(forms)] == []


def test_a_long_sentence_has_an_easy_version():
    long = [row for row in messages("fr_Simple") if len(row[0]) > LONG]
    assert long
    assert [msgid for msgid, _, forms in long if not all(forms)] == []


@pytest.mark.parametrize("name", LOCALES)
def test_a_translation_fills_no_blank_that_the_sentence_does_not_have(name):
    for msgid, plural, forms in messages(name):
        allowed = set(PLACEHOLDER.findall(msgid + (plural or "")))
        for words in forms:
            assert set(PLACEHOLDER.findall(words)) <= allowed, (msgid, words)
            assert plural or not words or set(PLACEHOLDER.findall(words)) == allowed, msgid


@pytest.mark.parametrize("code", ["en", "uk", "ar"])
def test_the_vocabularies_of_places_are_translated(code):
    with override(code):
        for name in ("service", "audience", "accommodation", "fee"):
            for _, _, words, _ in TERMS[name]:
                assert translated(words) != words, words
