"""A real browser, desktop and phone, with and without script, and axe beside it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from mediation.accounts.middleware import SIGNED_IN_AT

# Playwright's synchronous API runs an event loop in the test's thread, beside Django's queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
# Only what is wrong is described, and nothing is fetched again: what is right is not looked at.
AXE_RUN = """([part, runOnly]) =>
  axe.run(part, {runOnly, resultTypes: ['violations'], preload: false})"""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Where a page glides to a button, a click falls beside it on a busy machine: it jumps there.
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"),
    "--disable-smooth-scrolling",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
# Milliseconds; a busy machine is no fault of a page.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
# What Chromium's debugger says when it loses a page; an expectation that is not met never says it.
BROWSER_LOST = ("Protocol error", "Target crashed", "has been closed")
CUT = """() => [...document.querySelectorAll('main tbody :is(th, td, th *, td *)')]
  .filter(part => part.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(part => part.outerHTML)"""


def cut_at_the_edge(page: Page) -> list[str]:
    """What one must scroll a table sideways to read, even where it scrolls alone."""
    cut: list[str] = page.evaluate(CUT)
    return cut


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Play a journey again when the browser failed, and never when the page did."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=2, only_rerun=list(BROWSER_LOST)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium when there is one, else the browser Playwright brings."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_context(
    browser: Browser, live_server: Any, site: Any, transactional_db: None
) -> Iterator[Callable[..., BrowserContext]]:
    """Open contexts on the live server; a request to any other host fails the test (P10)."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    own_host = urlsplit(live_server.url).netloc
    site.hostname = "localhost"
    site.save()

    def note(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != own_host:
            strangers.append(request.url)

    def open_(**options: Any) -> BrowserContext:
        options = {"base_url": live_server.url, "locale": "fr-FR", "viewport": DESKTOP} | options
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.on("request", note)
        contexts.append(context)
        return context

    yield open_
    for context in contexts:
        context.close()
    assert strangers == []


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A desktop page; a script error or a refused inline fails the test that asks `faults`."""
    return open_context().new_page()


@pytest.fixture
def page_without_script(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(java_script_enabled=False).new_page()


@pytest.fixture
def phone(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """Run axe-core on a page: each violation as « rule: the first element at fault ».

    `axe(page)` tries every rule of WCAG 2.2 AA, `axe(page, "color-contrast")` only those named;
    `within` leaves out what is around our part of a page of Wagtail.
    """

    def run(page: Page, *rules: str, within: str = "html") -> list[str]:
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AXE_TAGS}
        # Evaluated by the debugger, so that the page's own CSP stays strict.
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text())
        result = page.evaluate(AXE_RUN, [within, only])
        return [f"{v['id']}: {v['nodes'][0]['html']}" for v in result["violations"]]

    return run


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """Give the page's context a session of the user, as a sign-in would have."""

    def give(page: Page, user: Any) -> None:
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session[SIGNED_IN_AT] = None
        session.save()
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session.session_key,
                    "url": live_server.url,
                }
            ]
        )

    return give
