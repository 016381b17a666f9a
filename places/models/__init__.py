"""The ground: territories, vocabularies, organisations and places."""

from places.models.closings import Closing
from places.models.doubles import Double, MergeEvent
from places.models.editions import Edition, Published
from places.models.imports import ImportBatch, ImportRun
from places.models.mappings import ProducerMapping
from places.models.organisations import Organisation
from places.models.places import Place
from places.models.proposals import Proposal
from places.models.records import Source, SourceRecord
from places.models.terms import Term
from places.models.territories import (
    Commune,
    CommuneName,
    Departement,
    Epci,
    FormerCommune,
    PostalCode,
    Region,
    Territory,
)

__all__ = [
    "Closing",
    "Commune",
    "CommuneName",
    "Departement",
    "Double",
    "Edition",
    "Epci",
    "FormerCommune",
    "ImportBatch",
    "ImportRun",
    "MergeEvent",
    "Organisation",
    "Place",
    "PostalCode",
    "ProducerMapping",
    "Proposal",
    "Published",
    "Region",
    "Source",
    "SourceRecord",
    "Term",
    "Territory",
]
