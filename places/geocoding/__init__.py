"""From words to a point on the map: the embedded gazetteer first, the address base if asked."""

from places.geocoding.addresses import refine
from places.geocoding.distance import FAR_KM, distance_km
from places.geocoding.gazetteer import (
    Gazetteer,
    clean_code,
    is_postal_code,
    point_of,
    resolve_commune,
)
from places.geocoding.locations import Ambiguity, Blank, Location, locate, nearest_commune
from places.geocoding.names import normalise
from places.geocoding.search import Match, match_of, search
from places.geocoding.towns import Town

__all__ = [
    "FAR_KM",
    "Ambiguity",
    "Blank",
    "Gazetteer",
    "Location",
    "Match",
    "Town",
    "clean_code",
    "distance_km",
    "is_postal_code",
    "locate",
    "match_of",
    "nearest_commune",
    "normalise",
    "point_of",
    "refine",
    "resolve_commune",
    "search",
]
