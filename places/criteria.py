"""What a page shows of the criteria of a list: which fields, in which order, with what kept."""

from typing import Any

from django.forms import BoundField, Form
from django.http import QueryDict
from django.utils.translation import gettext

from places.vocabulary import TERMS

# Criteria of one value each, `service` and the place of the search apart.
ONE_VALUE = (
    *("public", "accueil", "prix", "maintenant", "soir", "samedi"),
    *("rdv", "adistance", "accessible", "dispositif"),
)
# The networks that the page offers, those people hear of; any other can be asked all the same.
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
        """The networks that the page offers, and the one asked."""
        shown = {*KNOWN_NETWORKS, self._asked.get("dispositif")}
        return [(code, words) for code, words in terms_of("programme") if code in shown]
