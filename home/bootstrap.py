"""Lay down a site that can open today: its pages, real texts, settings, editors' groups."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_noop
from wagtail.models import Locale, Page, Site

from home.editors import prepare_groups, prepare_workflow
from home.models import ArticleIndexPage, ArticlePage, HomePage, LegalPage, SiteSettings
from places.models import Territory

# What a new site says on its home page is translated like the frame of the pages, until an editor
# writes something else.
FIRST_WORDS = (
    gettext_noop("Besoin d’aide avec le numérique ?"),
    gettext_noop("Faire une démarche en ligne"),
    gettext_noop("Utiliser mon téléphone, mon ordinateur"),
    gettext_noop("Trouver un ordinateur, internet"),
    gettext_noop("Me protéger des arnaques"),
    gettext_noop("Chercher un emploi"),
    gettext_noop("Aider mon enfant à l’école"),
)
CONTENT = Path(__file__).parent / "content"
ARTICLES_SLUG = "articles"


@transaction.atomic
def prepare_site(name: str = "", territory: Territory | None = None, host: str = "") -> Site:
    """Create what is missing and leave the rest as the editors made it: twice is once.

    Args:
        name: who publishes the site, shown under « Fanal » (« Département de la Creuse »).
        territory: the territory the site is about; none is the whole country.
        host: the domain of a further site, with its port if need be; empty is the main site.

    Raises:
        ValidationError: the territory is unknown.
    """
    root = prepare_root()
    site = prepare_further_site(root, host) if host else prepare_default_site(root)
    home = site.root_page.specific
    prepare_articles(home)
    prepare_legal_pages(home)
    prepare_settings(site, name, territory)
    prepare_workflow(site, prepare_groups(site))
    return site


def read_content(name: str) -> Any:
    return json.loads((CONTENT / f"{name}.json").read_text())


def prepare_root() -> Page:
    for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    root = Page.objects.filter(depth=1).first()
    return root or Page.add_root(instance=Page(title="Root", slug="root"))


def publish_under(parent: Page, page: Page) -> Page:
    """Add a page that visitors read at once; its first revision is the first edit."""
    page.first_published_at = page.last_published_at = timezone.now()
    page.latest_revision_created_at = page.last_published_at
    return parent.add_child(instance=page)


def prepare_home(root: Page, slug: str) -> HomePage:
    home = HomePage.objects.child_of(root).filter(slug=slug).first()
    if home is None:
        content = read_content("home")
        cards = json.dumps(content["cards"])
        home = publish_under(root, HomePage(title=content["title"], slug=slug, cards=cards))
    return home


def default_port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def prepare_default_site(root: Page) -> Site:
    """Point the default site at its home page, and remove the page Wagtail greets with."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or default_port(address.scheme)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        site = Site(is_default_site=True, hostname=address.hostname, port=port)
    elif site.root_page.specific_class is not HomePage:
        site.hostname, site.port = address.hostname, port
    if not site.root_page_id or site.root_page.specific_class is not HomePage:
        site.root_page = prepare_home(root, "accueil")
    site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    site.save()
    for greeting in Page.objects.filter(depth=2, slug="home", numchild=0):
        if greeting.specific_class is Page:
            greeting.delete()
    return site


def prepare_further_site(root: Page, host: str) -> Site:
    """A site on another domain, with its own home page beside the main one."""
    address = urlsplit(f"//{host}")
    port = address.port or default_port(urlsplit(settings.BASE_URL).scheme)
    site = Site.objects.filter(hostname=address.hostname, port=port).first()
    if site is None:
        home = prepare_home(root, slugify(host.replace(".", "-").replace(":", "-")))
        site = Site.objects.create(hostname=address.hostname, port=port, root_page=home)
    return site


def prepare_articles(home: HomePage) -> None:
    """The list and three articles; once the list exists, its articles are the editors' alone."""
    if ArticleIndexPage.objects.child_of(home).exists():
        return
    intro = read_content("home")["articles"]
    index = publish_under(home, ArticleIndexPage(slug=ARTICLES_SLUG, **intro))
    for article in reversed(read_content("articles")):
        body = json.dumps(article.pop("body"))
        publish_under(index, ArticlePage(**article, body=body))


def prepare_legal_pages(home: HomePage) -> None:
    existing = set(LegalPage.objects.child_of(home).values_list("kind", flat=True))
    for text in read_content("legal"):
        if text["kind"] not in existing:
            page = LegalPage(
                title=text["title"],
                slug=text["kind"],
                kind=text["kind"],
                search_description=text["description"],
                body=json.dumps(text["body"]),
            )
            publish_under(home, page)


def prepare_settings(site: Site, name: str, territory: Territory | None) -> None:
    """Write what is given and still empty; what an editor set stays."""
    row = SiteSettings.objects.filter(site=site).first() or SiteSettings(site=site)
    row.subtitle = row.subtitle or name
    row.publisher = row.publisher or name
    if territory and not row.territory:
        row.territory_kind, row.territory_code = territory.kind, territory.code
    row.full_clean()
    row.save()
