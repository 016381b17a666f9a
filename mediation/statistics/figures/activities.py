"""An organisation's own activities, exactly: how many, how long, about what, where, when."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncMonth

from mediation.crm.models import Activity
from mediation.statistics.filters import OwnFilter
from mediation.statistics.words import NOT_GIVEN, month_label
from places.models import Term


@dataclass(frozen=True)
class Line:
    """One category: reports, accompagnements, minutes."""

    label: str
    activities: int
    attendances: int
    minutes: int


def totals(asked: OwnFilter) -> Line:
    """All the activities of the period, counted in one query."""
    row = _rows(asked).aggregate(
        activities=Count("pk"), attendances=Sum("attendance_count"), minutes=Sum("duration")
    )
    return Line("Ensemble", row["activities"], row["attendances"] or 0, row["minutes"] or 0)


def by_kind(asked: OwnFilter) -> list[Line]:
    return _by_choice(asked, "kind", Activity.Kind)


def by_location(asked: OwnFilter) -> list[Line]:
    return _by_choice(asked, "location", Activity.Location)


def by_outcome(asked: OwnFilter) -> list[Line]:
    """What followed an individual support."""
    return _by_choice(asked, "outcome", Activity.Outcome, kind=Activity.Kind.INDIVIDUAL)


def by_autonomy(asked: OwnFilter) -> list[Line]:
    """How autonomous the person was in an individual support."""
    return _by_choice(asked, "autonomy", Activity.Autonomy, kind=Activity.Kind.INDIVIDUAL)


def by_topic(asked: OwnFilter) -> list[Line]:
    """An activity with several topics is counted in each of them."""
    return _by_term(asked, "topics", topics__vocabulary=Term.Vocabulary.TOPIC)


def by_procedure(asked: OwnFilter) -> list[Line]:
    return _by_term(asked, "topics", topics__vocabulary=Term.Vocabulary.PROCEDURE)


def by_equipment(asked: OwnFilter) -> list[Line]:
    return _by_term(asked, "equipment", equipment__isnull=False)


def by_place(asked: OwnFilter) -> list[Line]:
    return _by_label(asked, "place__name", absent="Hors d’un lieu")


def by_commune(asked: OwnFilter) -> list[Line]:
    """Where it took place; for a remote one, the commune of the organisation."""
    return _by_label(asked, "commune__name", "commune__insee_code")


def by_epci(asked: OwnFilter) -> list[Line]:
    return _by_label(asked, "commune__epci__name", absent="Hors intercommunalité")


def by_month(asked: OwnFilter) -> list[Line]:
    """In the order of time; a month without activity is not listed."""
    rows = _grouped(_rows(asked).annotate(month=TruncMonth("done_on")), "month")
    return [_line(month_label(row["month"]), row) for row in sorted(rows, key=lambda r: r["month"])]


def _rows(asked: OwnFilter) -> Any:
    return Activity.objects.filter(asked.activities()).with_attendance_count().order_by()


def _grouped(rows: Any, *columns: str) -> Any:
    return rows.values(*columns).annotate(
        activities=Count("pk", distinct=True),
        attendances=Sum("attendance_count"),
        minutes=Sum("duration"),
    )


def _line(label: str, row: dict[str, Any]) -> Line:
    return Line(label, row["activities"], row["attendances"] or 0, row["minutes"] or 0)


def _by_choice(asked: OwnFilter, column: str, choices: Any, **condition: Any) -> list[Line]:
    """In the order of the choices; those nobody took are not listed."""
    found = {row[column]: row for row in _grouped(_rows(asked).filter(**condition), column)}
    known = [_line(label, found[code]) for code, label in choices.choices if code in found]
    return known + ([_line(NOT_GIVEN, found[""])] if "" in found else [])


def _by_term(asked: OwnFilter, relation: str, **condition: Any) -> list[Line]:
    rows = _rows(asked).filter(**condition).annotate(label=F(f"{relation}__plain_label"))
    return _most_first([_line(row["label"], row) for row in _grouped(rows, "label")])


def _by_label(asked: OwnFilter, *columns: str, absent: str = NOT_GIVEN) -> list[Line]:
    """The first column names a row; the others tell apart two of the same name."""
    rows = _grouped(_rows(asked), *columns)
    return _most_first([_line(row[columns[0]] or absent, row) for row in rows])


def _most_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.activities, line.label))
