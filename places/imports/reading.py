"""Turn the rows of a file into what they say of places: identity, commune and point decided."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from places.files import SourceRow
from places.geocoding import Gazetteer, Town, distance_km
from places.imports.first_lines import FirstLines
from places.imports.sayings import Saying, said_by
from places.imports.whereabouts import Whereabouts
from places.models.places import FROM_COMMUNE, POINT
from places.standard import Issue, PlaceRecord, read_row

# A point further than this from its commune is doubtful (kilometres).
FAR_KM = 30
LONGEST_SOURCE = 100
FOREIGN = "ce lieu appartient maintenant à une autre structure"


@dataclass(slots=True)
class Lot:
    """Some rows, read: what each says of a place, with its line, and what was found on the way.

    `named` holds the identifiers that no former row had, each with its line.
    """

    said: list[tuple[int, Saying]] = field(default_factory=list)
    named: list[tuple[str, int]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    rejected: int = 0
    rows: int = 0


@dataclass
class Reading:
    """The reading of a file, lot after lot: an identity counts once, whichever lot had it.

    A place belongs to the source that was asked for, else to the one its row names, else to the
    file's name. `foreign` are identifiers that this file may not speak of.
    """

    gazetteer: Gazetteer
    source: str = ""
    file_name: str = ""
    foreign: frozenset[str] = frozenset()
    seen: FirstLines = field(default_factory=FirstLines)
    lot: Lot = field(default_factory=Lot)

    @cached_property
    def whereabouts(self) -> Whereabouts:
        return Whereabouts(self.gazetteer)

    def read(self, rows: Iterable[SourceRow]) -> Lot:
        """What the next rows say."""
        self.lot = Lot()
        for row in rows:
            self.lot.rows += 1
            record = self.record(row)
            if record is not None:
                self.take(record, row.line)
        return self.lot

    def take(self, record: PlaceRecord, line: int) -> None:
        source = (self.source or record.origin or self.file_name)[:LONGEST_SOURCE]
        name = named(source, record.source_id)
        first = self.seen.first(name, line)
        if first != line:
            return self.reject(line, record, f"identifiant déjà vu ligne {first}")
        self.lot.named.append((name, line))
        if record.source_id in self.foreign:
            return self.reject(line, record, FOREIGN)
        self.lot.said.append((line, self.located(source, record, line)))

    def reject(self, line: int, record: PlaceRecord, reason: str) -> None:
        issue = Issue(line, "id", reason, record.source_id, is_fatal=True)
        self.lot.issues.append(issue)
        self.lot.rejected += 1

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


def named(source: str, identifier: str) -> str:
    """What tells a place from another in a file, which may have several sources."""
    return f"{source}\n{identifier}"


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
