"""Turn the rows of a file into places to write: identity, commune and point decided."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from places.files import SourceRow
from places.geocoding import Gazetteer, Town, distance_km
from places.imports.first_lines import FirstLines
from places.imports.reports import Report
from places.imports.whereabouts import Whereabouts
from places.models.places import FROM_COMMUNE, POINT
from places.standard import Issue, PlaceRecord, read_row

# A point further than this from its commune is doubtful (kilometres).
FAR_KM = 30
LONGEST_SOURCE = 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place as its file wants it, and what names it from one import to the next."""

    source: str
    record: PlaceRecord
    commune_id: str | None


@dataclass
class Reading:
    """A file being turned into candidates; what is found on the way goes to the report.

    A place belongs to the source that was asked for, else to the one its row names, else to the
    file's name.
    """

    gazetteer: Gazetteer
    report: Report
    source: str = ""
    file_name: str = ""

    @cached_property
    def whereabouts(self) -> Whereabouts:
        return Whereabouts(self.gazetteer)

    def candidates(self, rows: Iterable[SourceRow]) -> Iterator[Candidate]:
        """The rows that can be written, each identity once."""
        seen = FirstLines()
        for row in rows:
            record = self.record(row)
            if record is None:
                continue
            source = (self.source or record.origin or self.file_name)[:LONGEST_SOURCE]
            first = seen.first(f"{source}\n{record.source_id}", row.line)
            if first != row.line:
                reason = f"identifiant déjà vu ligne {first}"
                issue = Issue(row.line, "id", reason, record.source_id, is_fatal=True)
                self.report.reject(issue)
            else:
                yield self.located(source, record, row.line)

    def record(self, row: SourceRow) -> PlaceRecord | None:
        """The record of a row, or None when the row is rejected."""
        self.report.issues += row.issues
        if row.is_left_out:
            return None
        if any(issue.is_fatal for issue in row.issues):
            self.report.rejected += 1
            return None
        record, issues = read_row(row.cells, row.line, self.whereabouts)
        self.report.issues += issues
        self.report.rejected += record is None
        return record

    def located(self, source: str, record: PlaceRecord, line: int) -> Candidate:
        commune = self.gazetteer.resolve(record.insee_code, record.postal_code, record.commune_name)
        if commune is None:
            if self.gazetteer.by_code:
                written = f"{record.postal_code} {record.commune_name}".strip()
                self.warn(line, "commune", "commune introuvable", written)
            if record.latitude is None:
                self.warn(line, "latitude", "coordonnées absentes", "", "point_absent")
            return Candidate(source, record, None)
        return Candidate(source, self.with_point(record, commune, line), commune.pk)

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
        self.report.issues.append(Issue(line, column, reason, value, kind=kind))


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
