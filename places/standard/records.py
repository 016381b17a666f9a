"""A place as a row of the national file tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from places.standard.values import Key


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place as a row of the national file tells it; the fields are named as `Place`'s.

    E-mails, web sites and other labels are kept one a line; coordinates are degrees (WGS 84);
    `terms` holds (vocabulary, code) pairs; `raw` what no field could hold, by its own column.
    """

    source_id: str
    name: str
    origin: str = ""
    pivot: str = ""
    commune_name: str = ""
    postal_code: str = ""
    insee_code: str = ""
    address: str = ""
    address_extra: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    emails: str = ""
    websites: str = ""
    opening_hours: str = ""
    summary: str = ""
    description: str = ""
    parent_organisation: str = ""
    other_labels: str = ""
    accessibility_url: str = ""
    booking_url: str = ""
    updated_on: date | None = None
    terms: frozenset[Key] = frozenset()
    raw: dict[str, object] = field(default_factory=dict, hash=False)


class Found(NamedTuple):
    """The commune of a row that does not write it whole, and how it was found, in French."""

    commune_name: str
    postal_code: str
    insee_code: str
    reason: str
    kind: str
    written: str = ""


class Places(Protocol):
    """Whoever knows where communes are; a row is read without, and then it must say it all."""

    def is_near(self, told: Mapping[str, object], latitude: float, longitude: float) -> bool:
        """Whether a point in degrees is near the commune that a row writes."""

    def find(self, told: Mapping[str, object], raw: Mapping[str, object]) -> Found | None:
        """What a row leaves out of its commune."""

    def of_cedex(self, told: Mapping[str, object]) -> Found | None:
        """The postal code of the commune, where a row writes that of a CEDEX, which is no place."""
