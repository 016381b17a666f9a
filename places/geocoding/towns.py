"""Communes and their postal codes as they leave the database: a whole country of them is light."""

from typing import NamedTuple

from django.db.models import QuerySet

from places.geocoding.names import without_article
from places.models.territories import CommuneQuerySet, PostalCode


class Town(NamedTuple):
    """What is asked of a `Commune`, under the same names: a whole country of them is light."""

    pk: str
    name: str
    search_name: str
    departement_id: str
    parent_id: str | None
    population: int
    latitude: float
    longitude: float

    @property
    def key(self) -> str:
        """As `name_key` would give it: a search name is already normalised."""
        return without_article(self.search_name)


def towns_of(communes: CommuneQuerySet) -> list[Town]:
    """All that is asked of some communes, in one query."""
    return list(map(Town._make, communes.order_by().values_list(*Town._fields)))


def postal_codes_of(codes: QuerySet[PostalCode]) -> list[tuple[str, str]]:
    """(postal code, INSEE code) of each, in the order of the first."""
    # By the column of the commune, not by the commune, which would be joined for its own order.
    return list(codes.order_by("code", "commune_id").values_list("code", "commune_id"))
