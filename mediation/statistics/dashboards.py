"""What each role finds on arriving: what waits, who is late, where there is room."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from mediation.crm.models import Activity
from mediation.statistics.filters import Catalogue, departement_of, today_of
from mediation.statistics.networks import Coverage, Flow, coverage_of, flows_of, late_count
from mediation.statistics.periods import Days
from mediation.statistics.tables import Report
from mediation.statistics.territory_report import territory_report
from mediation.stewardship.lines import PlaceLine, lines_of
from places.models import Place, Territory
from places.opening_hours.local_time import timezone_of
from referrals.journey import Status
from referrals.models import Referral
from referrals.pages import Row, appointment_on_the_spot, rows_of

MOST_ROWS = 10
RECENTLY = timedelta(days=30)
_HELPED = Q(status=Status.HELPED)
RELATED = ("place__commune", "place__organisation", "referrer_organisation", "commune")


@dataclass(frozen=True)
class VisitorBoard:
    """Somebody without a role in the professional space: an editor of the site."""

    template: str = "statistics/dashboard_visitor.html"


@dataclass(frozen=True)
class ReferrerBoard:
    """What waits for an answer, and what was answered lately."""

    waiting: list[Row]
    answered: list[Row]
    waiting_count: int
    late_count: int
    answered_count: int
    helped_count: int
    template: str = "statistics/dashboard_referrer.html"


@dataclass(frozen=True)
class Appointment:
    """An appointment, on the clock of its place."""

    referral: Referral
    at: datetime


@dataclass(frozen=True)
class MediatorBoard:
    """The morning of a mediator."""

    rows: list[Row]
    waiting_count: int
    late_count: int
    ongoing_count: int
    appointments: list[Appointment]
    attendances_this_week: int
    template: str = "statistics/dashboard_mediator.html"


@dataclass(frozen=True)
class ManagerBoard:
    """A mediator's morning, and the organisation's open places, those to check first."""

    morning: MediatorBoard
    places: list[PlaceLine]
    place_count: int
    template: str = "statistics/dashboard_manager.html"


@dataclass(frozen=True)
class CoordinatorBoard:
    """The network of a territory."""

    territory: Territory
    flows: list[Flow]
    template: str = "statistics/dashboard_coordinator.html"

    @property
    def waiting_count(self) -> int:
        return sum(flow.waiting for flow in self.flows)

    @property
    def late_count(self) -> int:
        return sum(flow.late for flow in self.flows)

    @property
    def received_count(self) -> int:
        return sum(flow.received for flow in self.flows)

    @property
    def room_count(self) -> int:
        return sum(flow.has_room for flow in self.flows)


@dataclass(frozen=True)
class AnalystBoard:
    """The last closed quarter, and the places of each intercommunality."""

    territory: Territory
    report: Report | None
    coverage: list[Coverage]
    template: str = "statistics/dashboard_analyst.html"


def dashboard_of(user: Any) -> Any:
    """The dashboard of a person's role, by what the role may do."""
    if user.has_perm("places.change_place") and user.organisation_id:
        return _manager_board(user)
    if user.has_perm("referrals.answer_referral") and user.organisation_id:
        return _mediator_board(user)
    if user.has_perm("referrals.send_referral") and user.organisation_id:
        return _referrer_board(user)
    if user.has_perm("referrals.view_flows") and user.territory:
        return CoordinatorBoard(user.territory, flows_of(user.territory))
    if user.has_perm("statistics.view_territory_figures") and user.territory:
        return _analyst_board(user)
    return VisitorBoard()


def _rows(referrals: Any, user: Any) -> list[Row]:
    shown = referrals.select_related(*RELATED).prefetch_related("needs")
    return rows_of(shown[:MOST_ROWS], user)


def _manager_board(user: Any) -> ManagerBoard:
    lines = lines_of(user.organisation, today_of(user.organisation))
    still_open = [line for line in lines if line.place.status != Place.Status.CLOSED]
    return ManagerBoard(_mediator_board(user), still_open[:MOST_ROWS], len(still_open))


def _referrer_board(user: Any) -> ReferrerBoard:
    sent = Referral.objects.sent_by(user)
    waiting = sent.waiting().order_by("sent_at", "pk")
    recent = sent.filter(answered_at__gte=timezone.now() - RECENTLY)
    counts = recent.aggregate(answered=Count("pk"), helped=Count("pk", filter=_HELPED))
    waits = list(waiting.values_list("sent_at", "place__commune__departement"))
    return ReferrerBoard(
        waiting=_rows(waiting, user),
        answered=_rows(recent.order_by("-answered_at", "pk"), user),
        waiting_count=len(waits),
        late_count=late_count(waits),
        answered_count=counts["answered"],
        helped_count=counts["helped"],
    )


def _mediator_board(user: Any) -> MediatorBoard:
    received = Referral.objects.received_by(user)
    waiting = received.waiting().order_by("sent_at", "pk")
    waits = list(waiting.values_list("sent_at", "place__commune__departement"))
    today = today_of(user.organisation)
    instants = Days(today, today).instants(timezone_of(departement_of(user.organisation)))
    appointments = received.filter(
        status=Status.APPOINTMENT, appointment_at__gte=instants[0], appointment_at__lt=instants[1]
    )
    return MediatorBoard(
        rows=_rows(waiting, user),
        waiting_count=len(waits),
        late_count=late_count(waits),
        ongoing_count=received.ongoing().count(),
        appointments=[
            Appointment(referral, appointment_on_the_spot(referral))
            for referral in appointments.select_related("place__commune").order_by("appointment_at")
        ],
        attendances_this_week=Activity.objects.editable_by(user)
        .done_in_week_of(today)
        .attendance_count(),
    )


def _analyst_board(user: Any) -> AnalystBoard:
    catalogue = Catalogue.of(user)
    report = None
    if catalogue.nodes:
        report = territory_report(catalogue.read("", ""), catalogue.today)
    return AnalystBoard(user.territory, report, coverage_of(user.territory))
