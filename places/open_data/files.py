"""The files given to everybody, each written piece by piece: nothing is held in memory."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from places.exports import BATCH, lines_of, record_of, shared_ids
from places.models import Place
from places.models.places import PlaceQuerySet
from places.open_data.data_inclusion import Row, services_of, structure_of
from places.standard import row_of
from places.standard.cells import unguarded

Address = Callable[[Place], str]


class Written(NamedTuple):
    """A piece of text, and how many rows it adds to the file."""

    text: str
    rows: int


Writer = Callable[[PlaceQuerySet, Address, date], Iterator[Written]]


class Kind(NamedTuple):
    """A kind of file: its name without the date, its type, what it is in plain words."""

    stem: str
    suffix: str
    media_type: str
    title: str
    conforms_to: str
    write: Writer

    @property
    def latest(self) -> str:
        """The name under which the newest edition is always found."""
        return f"{self.stem}.{self.suffix}"

    def dated(self, day: str) -> str:
        return f"{self.stem}-{day}.{self.suffix}"


def national_csv(places: PlaceQuerySet, _address: Address, _today: date) -> Iterator[Written]:
    """The national file, version 1: its header, then each place."""
    pieces = lines_of(places)
    yield Written(next(pieces), 0)
    for piece in pieces:
        yield Written(piece, 1)


def geojson(places: PlaceQuerySet, address: Address, _today: date) -> Iterator[Written]:
    """A collection of points (RFC 7946) whose properties are the national file's columns."""
    shared = shared_ids()
    yield Written('{"type":"FeatureCollection","features":[', 0)
    separator = ""
    for place in places.prefetch_related("terms").iterator(chunk_size=BATCH):
        cells = row_of(record_of(place, shared))
        row: Row = {column: unguarded(text) for column, text in cells.items()}
        latitude, longitude = str(row.pop("latitude")), str(row.pop("longitude"))
        point = [float(longitude), float(latitude)] if latitude and longitude else None
        feature = {
            "type": "Feature",
            "id": place.slug,
            "geometry": {"type": "Point", "coordinates": point} if point else None,
            "properties": {**row, "fiche": address(place)},
        }
        yield Written(separator + _dumped(feature), 1)
        separator = ",\n"
    yield Written("]}\n", 0)


def structures(places: PlaceQuerySet, address: Address, today: date) -> Iterator[Written]:
    return _array(structure_of(place, address(place), today) for place in _whole(places))


def services(places: PlaceQuerySet, address: Address, today: date) -> Iterator[Written]:
    return _array(
        row for place in _whole(places) for row in services_of(place, address(place), today)
    )


def _whole(places: PlaceQuerySet) -> Iterator[Place]:
    related = places.select_related("commune").prefetch_related("terms")
    return related.iterator(chunk_size=BATCH)


def _array(rows: Iterator[Row]) -> Iterator[Written]:
    yield Written("[", 0)
    separator = ""
    for row in rows:
        yield Written(separator + _dumped(row), 1)
        separator = ",\n"
    yield Written("]\n", 0)


def _dumped(data: Row) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


NATIONAL_STANDARD = "https://schema.data.gouv.fr/LaMednum/standard-mediation-num/"
DATA_INCLUSION = "https://www.data.inclusion.beta.gouv.fr/schemas-de-donnees-de-loffre"
RFC_7946 = "https://datatracker.ietf.org/doc/html/rfc7946"
KINDS = (
    Kind(
        "lieux",
        "csv",
        "text/csv",
        _("Les lieux, au standard national «\u202fLieux de médiation numérique\u202f» (CSV)"),
        NATIONAL_STANDARD,
        national_csv,
    ),
    Kind(
        "lieux",
        "geojson",
        "application/geo+json",
        _("Les lieux, pour une carte (GeoJSON)"),
        RFC_7946,
        geojson,
    ),
    Kind(
        "structures-data-inclusion",
        "json",
        "application/json",
        _("Les lieux comme structures, au schéma data·inclusion (JSON)"),
        DATA_INCLUSION,
        structures,
    ),
    Kind(
        "services-data-inclusion",
        "json",
        "application/json",
        _("Leurs services, au schéma data·inclusion (JSON)"),
        DATA_INCLUSION,
        services,
    ),
)
