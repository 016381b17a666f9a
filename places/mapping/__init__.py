"""Any producer's file in: propose a mapping to the standard, show it, save it, apply it."""

from places.mapping.applying import apply, mapped
from places.mapping.mappings import Mapping
from places.mapping.notation import InvalidMappingError
from places.mapping.previews import Preview, describe
from places.mapping.proposals import Choice, Proposal, propose

__all__ = [
    "Choice",
    "InvalidMappingError",
    "Mapping",
    "Preview",
    "Proposal",
    "apply",
    "describe",
    "mapped",
    "propose",
]
