"""Which activities a list shows: a month, a kind, a mediator."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.formats import date_format

from mediation.crm.calendar import month_of, previous_month
from mediation.crm.models import Activity

MONTHS_SHOWN = 18
MINE = "moi"


def month_choices(today: date) -> list[tuple[str, str]]:
    """The latest months, as « 2026-01 » and « janvier 2026 »."""
    months = [month_of(today)]
    while len(months) < MONTHS_SHOWN:
        months.append(previous_month(months[-1]))
    return [(f"{month:%Y-%m}", date_format(month, "F Y")) for month in months]


class ActivityFilter(django_filters.FilterSet):
    mois = django_filters.ChoiceFilter(
        label="Mois", method="filter_month", empty_label="Tous les mois"
    )
    type = django_filters.ChoiceFilter(
        label="Type", field_name="kind", choices=Activity.Kind, empty_label="Tous les types"
    )
    par = django_filters.ChoiceFilter(
        label="Médiateur", method="filter_mediator", empty_label="Toute l’équipe"
    )

    class Meta:
        model = Activity
        fields = ["mois", "type", "par"]

    def __init__(self, *args: Any, user: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        columns = ("mediator_id", "mediator__first_name", "mediator__last_name")
        names = Activity.objects.visible_to(user).order_by(*columns[1:]).values_list(*columns)
        self.filters["mois"].extra["choices"] = month_choices(today)
        self.filters["par"].extra["choices"] = [
            (MINE, "Moi"),
            *(
                (str(key), f"{first} {last}".strip())
                for key, first, last in names.distinct()
                if key != user.pk
            ),
        ]

    def filter_month(self, activities: QuerySet, name: str, value: str) -> QuerySet:
        year, month = map(int, value.split("-"))
        return activities.filter(done_on__year=year, done_on__month=month)

    def filter_mediator(self, activities: QuerySet, name: str, value: str) -> QuerySet:
        return activities.filter(mediator=self.user.pk if value == MINE else value)
