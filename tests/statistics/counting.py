"""Make many activities quickly, in three intercommunalities of an invented Creuse."""

import random
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from mediation.crm.models import Activity, Attendance
from places.models import Commune, Term
from tests import factories

PARTS = {"200000001": "23001", "200000002": "23002", "200000003": "23003"}


def make_parts() -> dict[str, Commune]:
    """One commune in each of three intercommunalities, by SIREN."""
    return {
        siren: factories.CommuneFactory(
            insee_code=insee,
            name=f"Commune {insee}",
            search_name=f"commune {insee}",
            epci=factories.EpciFactory(siren=siren, name=f"CC {siren[-1]}"),
        )
        for siren, insee in PARTS.items()
    }


@dataclass
class Report:
    """One activity about to be made: where, when, what, about what, with whom (None: anonymous)."""

    part: str
    day: date
    kind: str = "individual"
    topics: tuple[str, ...] = ("email",)
    people: list[UUID | None] = field(default_factory=lambda: [uuid4()])
    crowd: int = 0
    age_band: str = "40_59"
    gender: str = "female"
    duration: int = 60

    @property
    def persons(self) -> frozenset[object]:
        """Everybody behind it; whoever has no key is somebody else each time."""
        alone = (object() for person in [*self.people, *[None] * self.crowd] if person is None)
        return frozenset([*(person for person in self.people if person), *alone])


def make(reports: list[Report], mediator=None) -> None:
    """Write the activities, their topics and attendances, in a few queries."""
    communes = make_parts()
    mediator = mediator or factories.UserFactory()
    terms = {term.code: term for term in Term.objects.filter(vocabulary="topic")}
    rows = [
        Activity(
            kind=report.kind,
            mediator=mediator,
            organisation=mediator.organisation,
            done_on=report.day,
            figure_month=report.day.replace(day=1),
            duration=report.duration,
            location="other",
            commune=communes[report.part],
            anonymous_total=report.crowd,
        )
        for report in reports
    ]
    Activity.objects.bulk_create(rows)
    link = Activity.topics.through
    pairs = list(zip(rows, reports, strict=True))
    link.objects.bulk_create(
        link(activity=row, term=terms[code]) for row, report in pairs for code in report.topics
    )
    Attendance.objects.bulk_create(
        Attendance(
            activity=row,
            person_key=person,
            age_band=report.age_band,
            gender=report.gender,
            commune=communes[report.part],
        )
        for row, report in pairs
        for person in report.people
    )


def at_random(seed: int, number: int, year: int = 2025) -> list[Report]:
    """Activities of a small network: some cells are rare, some people come back, or elsewhere."""
    dice = random.Random(seed)
    regulars = [uuid4() for _ in range(number // 3)]
    weights = [dice.choice([0.05, 0.3, 1]) for _ in PARTS]
    topics = ["email", "sante", "ia"][: dice.choice([2, 3])]
    rare = dice.choice([0, 0.05, 0.3])
    seasons = [dice.choice([0.1, 1]) for _ in range(4)]
    reports = []
    for _ in range(number):
        quarter = dice.choices(range(4), seasons)[0]
        is_workshop = dice.random() < rare
        chosen = dice.sample(topics, k=2 if dice.random() < dice.choice([0, 0.1, 0.6]) else 1)
        size = dice.randint(1, 6) if is_workshop else 1
        people: list[UUID | None] = [
            dice.choice([None, uuid4(), dice.choice(regulars)]) for _ in range(size)
        ]
        reports.append(
            Report(
                part=dice.choices(list(PARTS), weights)[0],
                day=date(year, quarter * 3 + dice.randint(1, 3), dice.randint(1, 28)),
                kind="workshop" if is_workshop else "individual",
                topics=tuple(chosen),
                people=list(dict.fromkeys(people)) if is_workshop else people,
                crowd=dice.choice([0, 0, 5, 12]) if is_workshop else 0,
                age_band=dice.choice(["18_24", "40_59", "70_over", "not_given"]),
                gender=dice.choice(["female", "male", "not_given"]),
                duration=dice.choice([30, 45, 60, 90]),
            )
        )
    return reports
