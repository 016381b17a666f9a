"""The ground: territories, vocabularies, organisations and places."""

from places.models.organisations import Organisation
from places.models.places import Place
from places.models.terms import Term
from places.models.territories import Commune, Departement, Epci, PostalCode, Region, Territory

__all__ = [
    "Commune",
    "Departement",
    "Epci",
    "Organisation",
    "Place",
    "PostalCode",
    "Region",
    "Term",
    "Territory",
]
