"""What figures may be asked for, as frozen, checked values: one's own, or a territory's."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from mediation.crm.calendar import local_day
from mediation.statistics.periods import (
    ClosedPeriod,
    Days,
    closed_periods,
    last_closed_quarter,
    read_closed_period,
)
from places.models import Commune, Departement, Epci, Organisation, Place, Territory
from places.opening_hours.local_time import timezone_of

# The communes of a département that belong to no intercommunality, counted as one part.
OUTSIDE = "hors"


class UnknownCombinationError(ValueError):
    """A third party asked for something outside the catalogue; its text is a sentence."""


class NotYoursError(Exception):
    """A third party asked for a territory that is not the account's."""


@dataclass(frozen=True)
class OwnFilter:
    """An organisation's own figures: free days, and perhaps one place or one mediator."""

    organisation: Organisation
    days: Days
    departement: str | None = None
    place: Place | None = None
    mediator: Any = None

    @property
    def zone(self) -> ZoneInfo:
        return timezone_of(self.departement)

    def activities(self, prefix: str = "") -> Q:
        """What an activity must satisfy; `prefix` leads to it, as in « activity__ »."""
        asked = {"organisation": self.organisation, "done_on__range": self.days.bounds}
        if self.place:
            asked["place"] = self.place
        if self.mediator:
            asked["mediator"] = self.mediator
        return Q(**{f"{prefix}{column}": value for column, value in asked.items()})

    @property
    def territory_label(self) -> str:
        details = [str(row) for row in (self.place, self.mediator) if row]
        return " · ".join([self.organisation.name, *details])

    @property
    def file_slug(self) -> str:
        names = [str(row) for row in (self.organisation, self.place, self.mediator) if row]
        return f"{slugify('-'.join(names))[:60].strip('-')}-{self.days.slug}"


@dataclass(frozen=True)
class Node:
    """A territory of the catalogue: a département, or the part of an EPCI that lies in it."""

    departement: str
    # The EPCI's SIREN, OUTSIDE for the communes of none, empty for the whole département.
    part: str = ""

    @property
    def code(self) -> str:
        return f"{self.departement}-{self.part}" if self.part else self.departement


@dataclass(frozen=True)
class TerritoryFilter:
    """What a third party asks for: a territory of the catalogue, and a closed period."""

    node: Node
    period: ClosedPeriod
    territory_label: str

    @property
    def file_slug(self) -> str:
        return f"{slugify(self.territory_label)[:60].strip('-')}-{self.period.code}"


@dataclass(frozen=True)
class Catalogue:
    """The territories and periods an account may ask for, with their labels."""

    nodes: dict[Node, str]
    periods: tuple[ClosedPeriod, ...]
    today: date

    @classmethod
    def of(cls, user: Any) -> "Catalogue":
        """The catalogue of an analyst or a coordinator, by the territory of the account."""
        nodes = nodes_of(user.territory)
        departement = next((node.departement for node in nodes), None)
        today = local_day(timezone.now(), departement)
        return cls(nodes, closed_periods(today), today)

    def read(self, territory: str, period: str) -> TerritoryFilter:
        """Read two parameters of an address; empty ones mean the first territory, the last quarter.

        Raises UnknownCombinationError outside the catalogue, NotYoursError outside the account's.
        """
        codes = {node.code: node for node in self.nodes}
        if not codes:
            raise UnknownCombinationError(
                "Les chiffres d’une commune seule ne sont pas publiés : demandez un compte pour "
                "son intercommunalité ou son département."
            )
        node = codes.get(territory) if territory else next(iter(self.nodes))
        if node is None:
            if not is_node_code(territory):
                raise UnknownCombinationError("Ce territoire n’existe pas dans le catalogue.")
            raise NotYoursError
        try:
            asked = (
                read_closed_period(period, self.today)
                if period
                else last_closed_quarter(self.today)
            )
        except ValueError as error:
            raise UnknownCombinationError(str(error)) from error
        return TerritoryFilter(node, asked, self.nodes[node])


def is_node_code(code: str) -> bool:
    """Say whether a code has the form of a territory of the catalogue, whoever it belongs to."""
    departement, _, part = code.partition("-")
    if not Departement.objects.filter(pk=departement).exists():
        return False
    return part in {"", OUTSIDE} or Epci.objects.filter(pk=part).exists()


def nodes_of(territory: Territory) -> dict[Node, str]:
    """The catalogue's territories in an account's one, the widest first, with their labels.

    A région gives its départements and their parts; an EPCI its part in each département it
    touches; a commune nothing: the catalogue stops above it.
    """
    kinds: Any = Territory.Kind
    if not territory or territory.kind == kinds.COMMUNE:
        return {}
    rows = (
        Commune.objects.within(territory)
        .order_by("departement__name", "epci__name")
        .values_list("departement_id", "departement__name", "epci_id", "epci__name")
        .distinct()
    )
    is_epci = territory.kind == kinds.EPCI
    nodes: dict[Node, str] = {}
    for departement, name, siren, epci in rows:
        if not is_epci:
            nodes.setdefault(Node(departement), name)
        nodes[Node(departement, siren or OUTSIDE)] = f"{epci or 'Hors intercommunalité'} ({name})"
    return dict(sorted(nodes.items(), key=lambda item: bool(item[0].part)))


def today_of(organisation: Organisation) -> date:
    """The day it is where the organisation works."""
    return local_day(timezone.now(), departement_of(organisation))


def departement_of(organisation: Organisation) -> str | None:
    return organisation.commune.departement_id if organisation.commune else None
