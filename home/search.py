"""One box for the whole site: communes, services, places and pages that answer to a few words."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.models import Page, Site
from wagtail.search.query import And, Or, PlainText, SearchQuery

from places.conditions import has_term
from places.geocoding.search import Match, find
from places.models import Place, Term, Territory
from places.models.places import PlaceQuerySet
from places.name_matching import WORD, fold, named, ways_to_write, words_of

LONGEST, MOST_WORDS = 100, 6
# Enough to choose from; the full lists are one link away.
SHOWN_COMMUNES, SHOWN_SERVICES, SHOWN_PLACES, SHOWN_PAGES = 3, 3, 8, 8
# A shorter word (« le », « un ») says nothing of a service.
SHORTEST_TERM = 4


@dataclass(frozen=True)
class Findings:
    """What answers, by kind, each in the order it is shown."""

    communes: list[Match]
    services: list[Term]
    places: list[Place]
    pages: list[Page]

    def __bool__(self) -> bool:
        return bool(self.communes or self.services or self.places or self.pages)


def read_query(text: str) -> str:
    """What was typed, without what no database takes, cut where nobody would go on."""
    return " ".join(text.replace("\x00", "").split())[:LONGEST]


def search_everything(text: str, site: Site | None, territory: Territory) -> Findings:
    """Search a site and the places of its territory; nothing is kept of what was asked."""
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return Findings([], [], [], [])
    services = services_named(words)
    places = Place.objects.published().within(territory)
    return Findings(
        communes=communes_named(text, territory),
        services=services,
        places=list(places_named(places, words, services)[:SHOWN_PLACES]),
        pages=pages_about(text, site),
    )


def communes_named(text: str, territory: Territory) -> list[Match]:
    """The communes that the words are the very name or code of, the territory's own first.

    Not those they only resemble.
    """
    found = find(text, SHOWN_COMMUNES, territory)
    count = len(found.matches) if found.is_by_code else found.exact
    return list(found.matches[:count])


def services_named(words: list[str]) -> list[Term]:
    """The services whose plain words hold all the long words asked."""
    asked = [word.rstrip("s") for word in words if len(word) >= SHORTEST_TERM]
    if not asked:
        return []
    return [
        term
        for term in Term.objects.filter(vocabulary=Term.Vocabulary.SERVICE)
        if all(word in fold(f"{term.plain_label} {term.hint} {term.label}") for word in asked)
    ][:SHOWN_SERVICES]


def places_named(places: PlaceQuerySet, words: list[str], services: list[Term]) -> PlaceQuerySet:
    """The places whose name or commune hold every word, then those that give the service."""
    every = Q()
    for word in words:
        every &= named(word)
    offering = Q()
    for term in services:
        offering |= Q(has_term("service", term.code))
    found = places.filter(every)
    if services and not found.exists():
        found = places.filter(offering)
    return found.only("name", "slug", "commune_name", "postal_code").order_by("name", "pk")


def pages_about(text: str, site: Site | None) -> list[Any]:
    """The published pages of the site, best first."""
    if site is None:
        return []
    pages = Page.objects.live().public().descendant_of(site.root_page, inclusive=True)
    return list(pages.select_related("locale").search(_asked_of_pages(text))[:SHOWN_PAGES])


def _asked_of_pages(text: str) -> SearchQuery:
    """Every word, with or without its ligatures: the index keeps them as they are written."""
    # Signs alone are no word to an index.
    words = [[PlainText(way) for way in ways_to_write(word)] for word in WORD.findall(text)]
    return And([Or(ways) if len(ways) > 1 else ways[0] for ways in words])
