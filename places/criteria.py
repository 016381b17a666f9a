"""What a page shows of the criteria of a list: which fields, in which order, with what kept."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.forms import BoundField, Form
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from places.models import Term
from places.scope import territory_of
from places.vocabulary import TERMS

# Criteria of one value each, `service` and the place of the search apart.
ONE_VALUE = (
    *("public", "accueil", "prix", "maintenant", "soir", "samedi"),
    *("rdv", "adistance", "accessible", "dispositif"),
)
# The networks that people hear of most: they come first.
KNOWN_NETWORKS = ("france-services", "conseillers-numeriques", "aidants-connect", "croix-rouge")
FREE = "gratuit"
Choices = list[tuple[str, str]]


def terms_of(vocabulary: str) -> Choices:
    """The choices of a vocabulary, in the reader's language."""
    return [(code, gettext(plain)) for code, _label, plain, _hint in TERMS[vocabulary]]


class ShownCriteria:
    """The criteria of a filter as a page lays them out."""

    form: Form
    data: QueryDict
    search: Any
    queryset: Any
    request: HttpRequest | None
    _asked: dict[str, Any]

    @property
    def selects(self) -> list[BoundField]:
        """The criteria of which one picks one value."""
        names = []
        if self.search.is_located:
            names = ["tri"] if self.search.zone else ["distance", "tri"]
        return self.narrowing + [self.form[name] for name in names]

    @property
    def narrowing(self) -> list[BoundField]:
        """Those of them that do not depend on a place."""
        return [self.form[name] for name in ("public", "accueil", "rdv")]

    @property
    def moments(self) -> list[BoundField]:
        """The boxes about when."""
        return [self.form[name] for name in ("maintenant", "soir", "samedi")]

    @property
    def ways(self) -> list[BoundField]:
        """The boxes about how."""
        return [self.form[name] for name in ("adistance", "accessible")]

    @property
    def kept_values(self) -> list[tuple[str, str]]:
        """Where one searches, when no field of the page shows it, as (name, value)."""
        names = ("departement", "epci", "region", "zone")
        return [(name, self.data[name]) for name in names if self._asked.get(name)]

    @property
    def without_criteria(self) -> str:
        """The query that asks the same place and nothing else."""
        query = self.data.copy()
        for name in (*ONE_VALUE, "service", "distance", "tri", "page"):
            query.pop(name, None)
        return f"?{query.urlencode()}"

    @property
    def price(self) -> tuple[str, str]:
        """The price that the page offers to ask for, as (code, words): free, or the one asked."""
        code = self._asked.get("prix") or FREE
        return next((known, words) for known, words in terms_of("fee") if known == code)

    @property
    def networks(self) -> Choices:
        """The networks of the site's places, the best known first, and the one asked."""
        here = self.queryset.within(territory_of(self.request)).filter(terms=OuterRef("pk"))
        present = Term.objects.filter(Exists(here), vocabulary=Term.Vocabulary.PROGRAMME)
        shown = {*present.values_list("code", flat=True), self._asked.get("dispositif")}
        found = [(code, words) for code, words in terms_of("programme") if code in shown]
        return sorted(found, key=lambda network: rank_of(network[0]))


def rank_of(network: str) -> int:
    """Where a network stands among those people hear of; the others follow, as they were."""
    is_known = network in KNOWN_NETWORKS
    return KNOWN_NETWORKS.index(network) if is_known else len(KNOWN_NETWORKS)
