"""What search engines may read: the pages, and the sheet of every published place."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from places.models import Place


class PlaceSitemap(Sitemap):
    limit = 50_000

    def items(self) -> QuerySet[Place]:
        return Place.objects.published().only("slug", "changed_at").order_by("pk")

    def lastmod(self, place: Place) -> datetime:
        return place.changed_at


SITEMAPS = {"pages": PageSitemap, "lieux": PlaceSitemap}
