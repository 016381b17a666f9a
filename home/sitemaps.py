"""What search engines may read: the pages, the territories, and the sheet of every place."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any

from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as PageSitemap
from wagtail.contrib.sitemaps import views

from places.caching import revalidated
from places.map_groups import ONE_DAY
from places.models import Commune, Edition, Place, Territory
from places.models.places import PlaceQuerySet
from places.scope import territory_of

# Search engines take 50,000 addresses a file; a smaller one is made in a moment, and kept with the
# other public pages.
MOST = 1_500
SAMPLE = "une-fiche"
PUBLIC_NAMES = (
    *("places:list", "places:guide", "places:territories"),
    *("places:open_data", "places:embed_builder", "api:docs"),
)
# In the order of the file: the widest first.
KINDS = (
    (Territory.Kind.REGION, "departement__region_id"),
    (Territory.Kind.DEPARTEMENT, "departement_id"),
    (Territory.Kind.EPCI, "epci_id"),
    (Territory.Kind.COMMUNE, "pk"),
)


class SiteSitemap(PageSitemap):
    """Rows of the site's own territory; Wagtail's class brings the request."""

    limit = MOST

    def places(self) -> PlaceQuerySet:
        return Place.objects.published().within(territory_of(self.request))

    def lastmod(self, item: Any) -> datetime | None:
        return None

    def get_latest_lastmod(self) -> datetime | None:
        return None

    def _urls(self, page: Any, protocol: str, domain: str) -> list[dict[str, Any]]:
        # Not Wagtail's own, which asks each row for the addresses of a page.
        return DjangoSitemap._urls(self, page, protocol, domain)


class KeyRanges(Paginator):
    """Pages that each begin at a known key: the last one costs no more than the first."""

    def __init__(self, places: PlaceQuerySet, starts: Sequence[int], per_page: int) -> None:
        super().__init__(places, per_page)
        self.starts = starts

    @property
    def num_pages(self) -> int:
        return max(1, len(self.starts))

    def page(self, number: int | str) -> Page:
        rank = self.validate_number(number)
        bounds = dict(zip(("pk__gte", "pk__lt"), self.starts[rank - 1 : rank + 1], strict=False))
        return Page(self.object_list.filter(**bounds), rank, self)


class PlaceSitemap(SiteSitemap):
    def items(self) -> QuerySet[Place]:
        return self.places().only("slug", "changed_at").order_by("pk")

    @property
    def paginator(self) -> KeyRanges:
        return KeyRanges(self.items(), self.starts(), self.limit)

    def starts(self) -> list[int]:
        """The key of the first place of each file: one reading of the keys for each edition."""
        edition, territory = Edition.objects.current(), territory_of(self.request)
        name = f"sitemap:{edition}:{territory.kind}{territory.code}:{self.limit}"
        starts: list[int] | None = cache.get(name) if edition else None
        if starts is None:
            keys = self.places().order_by("pk").values_list("pk", flat=True)
            starts = list(islice(keys.iterator(), 0, None, self.limit))
            if edition:
                cache.set(name, starts, ONE_DAY)
        return starts

    def get_latest_lastmod(self) -> datetime | None:
        """The newest change of a place, which the index tells: without reading every row."""
        newest: datetime | None = self.places().aggregate(newest=Max("changed_at"))["newest"]
        return newest

    def lastmod(self, item: Place) -> datetime:
        return item.changed_at

    def location(self, item: Place) -> str:
        return item.slug.join(self.around)

    @cached_property
    def around(self) -> list[str]:
        """What stands before and after the slug: looked up once for all the places."""
        return reverse("places:detail", args=[SAMPLE]).split(SAMPLE)


class TerritorySitemap(SiteSitemap):
    """The territories where there is a place, the widest first."""

    def items(self) -> list[Territory]:
        here = self.places().order_by().filter(commune=OuterRef("pk"))
        # By the communes, which are as many however many the places.
        columns = [column for _kind, column in KINDS]
        rows = list(Commune.objects.filter(Exists(here)).order_by().values_list(*columns))
        return [
            Territory(kind, code)
            for (kind, _column), codes in zip(KINDS, zip(*rows, strict=True), strict=False)
            for code in sorted(set(codes) - {None})
        ]

    def location(self, item: Territory) -> str:
        before, between, after = self.around
        return f"{before}{item.kind}{between}{item.code}{after}"

    @cached_property
    def around(self) -> list[str]:
        path = reverse("places:territory", args=[SAMPLE, SAMPLE])
        return path.split(SAMPLE)


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


def index(request: HttpRequest, **options: Any) -> HttpResponse:
    """The list of the files, kept like any public page until the next edition."""
    return revalidated(request, views.index(request, **options).render())


def sitemap(request: HttpRequest, **options: Any) -> HttpResponse:
    """One of the files, kept the same way."""
    return revalidated(request, views.sitemap(request, **options).render())
