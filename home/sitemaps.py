"""What search engines may read: the pages, and the sheet of every published place."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from places.models import Place
from places.scope import territory_of


class PlaceSitemap(PageSitemap):
    """The places of the site's own territory; Wagtail's class brings the request."""

    limit = 50_000

    def items(self) -> QuerySet[Place]:
        return (
            Place.objects.published()
            .within(territory_of(self.request))
            .only("slug", "changed_at")
            .order_by("pk")
        )

    def lastmod(self, place: Place) -> datetime:
        return place.changed_at

    def location(self, place: Place) -> str:
        return place.get_absolute_url()

    def _urls(self, page: Any, protocol: str, domain: str) -> list[dict[str, Any]]:
        # Not Wagtail's own, which asks each row for the addresses of a page.
        return DjangoSitemap._urls(self, page, protocol, domain)


SITEMAPS = {"pages": PageSitemap, "lieux": PlaceSitemap}
