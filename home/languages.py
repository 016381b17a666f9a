"""The site in several languages: one address each, a page of the CMS falls back to French."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, to_locale
from wagtail.models import Page

FRENCH = settings.LANGUAGE_CODE
RIGHT_TO_LEFT = {"ar"}
# Addresses that carry a language; the professional space and the files are in French alone.
TRANSLATED_NAMESPACES = {"places", "tickets", "upkeep", "public"}
CMS_PAGE = "wagtail_serve"


@dataclass(frozen=True)
class Version:
    """A page in a language: how the language calls itself, and the page's address in it."""

    code: str
    name: str
    path: str
    is_current: bool

    @property
    def direction(self) -> str:
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"

    @property
    def locale(self) -> str:
        return to_locale(self.code)


def prefixed(path: str, code: str) -> str:
    """A French path in a language: « /lieux/ » → « /en/lieux/ »."""
    return path if code == FRENCH else f"/{code}{path}"


def bare(path: str) -> str:
    """A path without its language: « /en/lieux/ » → « /lieux/ »."""
    code = get_language()
    start = f"/{code}/"
    return path.removeprefix(f"/{code}") if code != FRENCH and path.startswith(start) else path


def versions(request: HttpRequest, page: Page | None = None) -> list[Version]:
    """The same page in each language; a page that has none leads to the home page."""
    path = bare(request.path) if is_translated(request) else "/"
    translated = translations(page) if page is not None and page.pk else {}
    return [
        Version(
            code,
            str(name),
            translated.get(code) or prefixed(path, code),
            is_current=code == get_language(),
        )
        for code, name in settings.LANGUAGES
    ]


def is_translated(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None:
        return False
    return match.url_name == CMS_PAGE or match.namespace in TRANSLATED_NAMESPACES


def translations(page: Page) -> dict[str, str]:
    """The addresses of a page's live translations, whose last part may differ."""
    others = page.get_translations().live().public().select_related("locale")
    return {other.locale.language_code: other.url for other in others}
