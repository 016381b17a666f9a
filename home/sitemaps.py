"""What search engines may read: the pages, the territories, and the sheet of every place."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.db.models import Max, QuerySet
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from places.models import Place, Territory
from places.models.places import PlaceQuerySet
from places.scope import territory_of

# Search engines take 50,000 addresses a file; a smaller one is made and read in a moment.
MOST = 10_000
PUBLIC_NAMES = (
    *("places:list", "places:guide", "places:territories"),
    *("places:open_data", "places:embed_builder", "api:docs"),
)
COLUMNS = {
    Territory.Kind.REGION: "commune__departement__region",
    Territory.Kind.DEPARTEMENT: "commune__departement",
    Territory.Kind.EPCI: "commune__epci",
    Territory.Kind.COMMUNE: "commune",
}


class SiteSitemap(PageSitemap):
    """Rows of the site's own territory; Wagtail's class brings the request."""

    limit = MOST

    def places(self) -> PlaceQuerySet:
        return Place.objects.published().within(territory_of(self.request))

    def lastmod(self, item: Any) -> datetime | None:
        return None

    def get_latest_lastmod(self) -> datetime | None:
        """The newest change of a place, which the index tells: without reading every row."""
        newest: datetime | None = self.places().aggregate(newest=Max("changed_at"))["newest"]
        return newest

    def _urls(self, page: Any, protocol: str, domain: str) -> list[dict[str, Any]]:
        # Not Wagtail's own, which asks each row for the addresses of a page.
        return DjangoSitemap._urls(self, page, protocol, domain)


class PlaceSitemap(SiteSitemap):
    def items(self) -> QuerySet[Place]:
        return self.places().only("slug", "changed_at").order_by("pk")

    def lastmod(self, item: Place) -> datetime:
        return item.changed_at

    def location(self, item: Place) -> str:
        return item.get_absolute_url()


class TerritorySitemap(SiteSitemap):
    """The territories where there is a place, the widest first."""

    def items(self) -> list[Territory]:
        return [
            Territory(kind, code)
            for kind, column in COLUMNS.items()
            for code in self.places()
            .exclude(**{column: None})
            .order_by(column)
            .values_list(column, flat=True)
            .distinct()
        ]

    def location(self, item: Territory) -> str:
        return item.get_absolute_url()


class DoorSitemap(SiteSitemap):
    """The pages that are no pages of the CMS."""

    def items(self) -> tuple[str, ...]:
        return PUBLIC_NAMES

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {
    "pages": PageSitemap,
    "entrees": DoorSitemap,
    "territoires": TerritorySitemap,
    "lieux": PlaceSitemap,
}
