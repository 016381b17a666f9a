"""The people an organisation helped, exactly: named ones each once, anonymous ones by count."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, Sum, Window
from django.db.models.functions import RowNumber

from mediation.crm.models import Activity, AnonymousCount, Attendance
from mediation.statistics.filters import OwnFilter
from mediation.statistics.words import NOT_GIVEN
from referrals.people import AgeBand, Gender, Occupation

_NAMED = Q(person_key__isnull=False)
CHOICES: dict[str, Any] = {"age_band": AgeBand, "gender": Gender, "occupation": Occupation}


@dataclass(frozen=True)
class Persons:
    """How many people were followed, how many of them for the first time ever, and the others."""

    followed: int
    new: int
    anonymous: int


@dataclass(frozen=True)
class Line:
    """One category: people followed, and anonymous accompagnements."""

    label: str
    followed: int
    anonymous: int


def totals(asked: OwnFilter) -> Persons:
    """Count the people of the period, in three queries."""
    met = _attendances(asked)
    row = met.aggregate(
        followed=Count("person_key", distinct=True),
        alone=Count("pk", filter=Q(person_key=None)),
    )
    new = (
        Attendance.objects.filter(person_key__in=met.filter(_NAMED).values("person_key"))
        .order_by()
        .values("person_key")
        .annotate(first_on=Min("activity__done_on"))
        .filter(first_on__gte=asked.days.first)
    )
    return Persons(row["followed"], new.count(), row["alone"] + _crowd(asked))


def by_band(asked: OwnFilter, dimension: str) -> list[Line]:
    """By « age_band », « gender » or « occupation », in three queries.

    Somebody followed is counted once, as on the first day of the period. Of a workshop's anonymous
    participants only counts are known: whoever is in none of them is « non renseigné ».
    """
    choices = CHOICES[dimension]
    followed = _followed_by(asked, dimension)
    anonymous = _alone_by(asked, dimension)
    told = 0
    for value, number in _marginals(asked, dimension).items():
        anonymous[value] = anonymous.get(value, 0) + number
        told += number
    unknown = choices.NOT_GIVEN.value
    anonymous[unknown] = anonymous.get(unknown, 0) + max(0, _crowd(asked) - told)
    return [
        Line(label, followed.get(code, 0), anonymous.get(code, 0))
        for code, label in choices.choices
    ]


def by_residence(asked: OwnFilter) -> list[Line]:
    """By the commune where people live; of a workshop's anonymous participants it is not known."""
    column = "commune__name"
    followed, anonymous = _followed_by(asked, column), _alone_by(asked, column)
    anonymous[None] = anonymous.get(None, 0) + _crowd(asked)
    lines = [
        Line(name or NOT_GIVEN, followed.get(name, 0), anonymous.get(name, 0))
        for name in followed.keys() | anonymous.keys()
    ]
    found = [line for line in lines if line.followed or line.anonymous]
    return sorted(found, key=lambda line: (-line.followed - line.anonymous, line.label))


def _attendances(asked: OwnFilter) -> Any:
    return Attendance.objects.filter(asked.activities("activity__")).order_by()


def _followed_by(asked: OwnFilter, column: str) -> dict[Any, int]:
    """People with a key, each in the category of the first accompagnement of the period."""
    first = first_of_each(_attendances(asked))
    # No other condition: SQLite would try every first row for every activity.
    return _counted(Attendance.objects.filter(pk__in=first).order_by(), column)


def first_of_each(attendances: Any) -> Any:
    """The keys of the first row of each person who has one, as a subquery without correlation."""
    rank = Window(RowNumber(), partition_by=["person_key"], order_by=["activity__done_on", "pk"])
    return attendances.filter(_NAMED).annotate(rank=rank).filter(rank=1).values("pk")


def _alone_by(asked: OwnFilter, column: str) -> dict[Any, int]:
    return _counted(_attendances(asked).filter(person_key=None), column)


def _counted(rows: Any, column: str) -> dict[Any, int]:
    return dict(rows.values_list(column).annotate(n=Count("pk")))


def _crowd(asked: OwnFilter) -> int:
    crowd = Activity.objects.filter(asked.activities()).aggregate(n=Sum("anonymous_total"))["n"]
    return crowd or 0


def _marginals(asked: OwnFilter, dimension: str) -> dict[str, int]:
    rows = AnonymousCount.objects.filter(asked.activities("activity__"), dimension=dimension)
    return dict(rows.order_by().values_list("value").annotate(n=Sum("count")))
