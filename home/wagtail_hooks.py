"""Fit the CMS to its editors: what they do not need is not in the menu."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.content_checks import with_our_rules

# Reports name who did what, people are managed elsewhere.
UNUSED = {"reports", "help", "users", "groups", "wagtailforms"}


def without_unused(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in UNUSED]


@hooks.register("construct_main_menu")
def trim_main_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    without_unused(request, items)


@hooks.register("construct_settings_menu")
def trim_settings_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    without_unused(request, items)


@hooks.register("register_admin_menu_item")
def register_site_link() -> MenuItem:
    return MenuItem(
        "Voir le site", f"{settings.BASE_URL}/", name="site", icon_name="view", order=10_000
    )


@hooks.register("construct_page_chooser_queryset")
def choose_live_pages(pages: Any, request: HttpRequest) -> Any:
    """A link to an unpublished page would be a dead end."""
    return pages.live()


@hooks.register("construct_wagtail_userbar")
def check_in_french(request: HttpRequest, items: list[Any], page: Any) -> None:
    with_our_rules(request, items, page)


@hooks.register("insert_editor_js")
def report_beside_the_editor() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("js/gestion.js"))


@hooks.register("insert_global_admin_css")
def colour_the_admin() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/gestion.css"))
