"""The language menu, the links between versions of a page, and the language of its content."""

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from home.languages import CMS_PAGE, Version, is_translated, versions

register = template.Library()


@register.simple_tag(takes_context=True)
def language_versions(context: Context) -> list[Version]:
    """The versions of the page shown, found once a request."""
    request = context.get("request")
    if request is None:
        return []
    if not hasattr(request, "_versions"):
        page = context.get("page")
        own = page if isinstance(page, Page) and get_language() else None
        request._versions = versions(request, own)
    return request._versions


@register.simple_tag(takes_context=True)
def alternate_links(context: Context) -> SafeString | str:
    """Tell search engines where the page stands in each language; an answer is not a page."""
    request = context.get("request")
    if request is None or request.GET or getattr(request, "is_preview", False):
        return ""
    if not is_translated(request):
        return ""
    links = [
        (version.code, request.build_absolute_uri(version.path))
        for version in language_versions(context)
    ]
    links.append(("x-default", links[0][1]))
    return format_html_join("", '<link rel="alternate" hreflang="{}" href="{}">', links)


@register.simple_tag
def page_path(path: str = "") -> str:
    """The address of a page of the CMS that never moves, in the reader's language."""
    return reverse(CMS_PAGE, args=[path])


@register.simple_tag(takes_context=True)
def content_language(context: Context) -> SafeString | str:
    """Mark the content of a page that is not written in the reader's language."""
    page = context.get("page")
    code = foreign_language(page) if isinstance(page, Page) else ""
    return format_html(' lang="{}" dir="ltr"', code) if code else ""


@register.simple_tag(takes_context=True)
def is_untranslated(context: Context) -> bool:
    page = context.get("page")
    return isinstance(page, Page) and bool(foreign_language(page))


def foreign_language(page: Page) -> str:
    """The language of a page when it is another than the reader's; French readers ask nothing."""
    current = get_language()
    if current == settings.LANGUAGE_CODE:
        return ""
    code = page.locale.language_code
    return code if code != current else ""
