"""Turn the rows of a file into what they say of places: identity, commune and point decided."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from places.files import Finish, SourceRow
from places.geocoding import FAR_KM, Gazetteer, Town, distance_km
from places.imports.sayings import Saying, said_by
from places.imports.whereabouts import Whereabouts
from places.models.places import FROM_COMMUNE, POINT
from places.standard import Issue, PlaceRecord, read_row

LONGEST_SOURCE = 100


class Said(NamedTuple):
    """What a row says, and which remarks of its lot (from, to) only count if it is kept."""

    line: int
    saying: Saying
    start: int
    end: int


@dataclass(slots=True)
class Lot:
    """Some rows, read: what each says of a place, and what was found on the way."""

    said: list[Said] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    rejected: int = 0
    rows: int = 0

    @property
    def sayings(self) -> list[Saying]:
        return [said.saying for said in self.said]


@dataclass
class Reading:
    """The reading of a file, lot by lot, each without regard to the others.

    A place belongs to the source that was asked for, else to the one its row names, else to the
    file's name. Rows are finished here first.
    """

    gazetteer: Gazetteer
    finish: Finish
    source: str = ""
    file_name: str = ""
    lot: Lot = field(default_factory=Lot)

    @cached_property
    def whereabouts(self) -> Whereabouts:
        return Whereabouts(self.gazetteer)

    def read(self, rows: Iterable[SourceRow]) -> Lot:
        """What these rows say."""
        self.lot = Lot()
        for row in map(self.finish, rows):
            self.lot.rows += 1
            record = self.record(row)
            if record is not None:
                source = (self.source or record.origin or self.file_name)[:LONGEST_SOURCE]
                start = len(self.lot.issues)
                saying = self.located(source, record, row.line)
                self.lot.said.append(Said(row.line, saying, start, len(self.lot.issues)))
        return self.lot

    def record(self, row: SourceRow) -> PlaceRecord | None:
        """The record of a row, or None when the row is rejected."""
        self.lot.issues += row.issues
        if row.is_left_out:
            return None
        if any(issue.is_fatal for issue in row.issues):
            self.lot.rejected += 1
            return None
        record, issues = read_row(row.cells, row.line, self.whereabouts)
        self.lot.issues += issues
        self.lot.rejected += record is None
        return record

    def located(self, source: str, record: PlaceRecord, line: int) -> Saying:
        commune = self.gazetteer.resolve(record.insee_code, record.postal_code, record.commune_name)
        if commune is None:
            if self.gazetteer.by_code:
                written = f"{record.postal_code} {record.commune_name}".strip()
                self.warn(line, "commune", "commune introuvable", written)
            if record.latitude is None:
                self.warn(line, "latitude", "coordonnées absentes", "", "point_absent")
            return said_by(source, record, None)
        return said_by(source, self.with_point(record, commune, line), commune.pk)

    def with_point(self, record: PlaceRecord, commune: Town, line: int) -> PlaceRecord:
        """The record with a point: its own, put right when swapped, else its commune's.

        A missing point becomes the commune's, so that the place is found near there; `raw` says
        so and the national file is written without it. A doubtful point is kept.
        """
        latitude, longitude = record.latitude, record.longitude
        if latitude is None or longitude is None:
            reason = "coordonnées absentes\u202f: le point de la commune est pris"
            self.warn(line, "latitude", reason, commune.name, "geocoded_commune")
            point: dict[str, Any] = {"latitude": commune.latitude, "longitude": commune.longitude}
            return replace(record, **point, raw={**record.raw, POINT: FROM_COMMUNE})
        distance = distance_km(latitude, longitude, commune.latitude, commune.longitude)
        if distance <= FAR_KM:
            return record
        written = f"{latitude} {longitude}"
        for meant, reason, kind in _slips(latitude, longitude):
            if _is_near(commune, *meant):
                self.warn(line, "latitude", reason, written, kind)
                return replace(record, latitude=meant[0], longitude=meant[1])
        reason = f"point à {distance:.0f}\u00a0km de la commune, gardé tel quel"
        self.warn(line, "latitude", reason, written, "far_point")
        return record

    def warn(self, line: int, column: str, reason: str, value: str, kind: str = "") -> None:
        self.lot.issues.append(Issue(line, column, reason, value, kind=kind))


def _slips(latitude: float, longitude: float) -> Iterator[tuple[tuple[float, float], str, str]]:
    """What a point far from its commune may have meant: point, reason, kind of repair."""
    swapped = "coordonnées échangées, remises en ordre"
    yield (longitude, latitude), swapped, "swapped_point"
    signed = "signe perdu d’une coordonnée, rétabli"
    yield (latitude, -longitude), signed, "sign_restored"
    yield (-latitude, longitude), signed, "sign_restored"


def _is_near(commune: Town, latitude: float, longitude: float) -> bool:
    is_on_earth = abs(latitude) <= 90 and abs(longitude) <= 180  # noqa: PLR2004
    return is_on_earth and (
        distance_km(latitude, longitude, commune.latitude, commune.longitude) <= FAR_KM
    )
