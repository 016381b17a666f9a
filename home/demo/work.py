"""The demonstration's activities: two years of a small team's work."""

import random
from datetime import date, timedelta

from mediation.accounts.models import User
from mediation.crm.calendar import month_of
from mediation.crm.models import Activity, AnonymousCount, Attendance, Beneficiary
from places.models import Place, Term
from referrals.people import AgeBand, Gender, Occupation

DAYS = 730
# Topic codes and how often, after the national totals of activities.
TOPICS = {
    "demarches": 30, "prise-en-main": 16, "email": 12, "internet": 10, "contenus": 8,
    "insertion": 7, "bureautique": 6, "sante": 6, "securite": 5, "reseaux-sociaux": 4,
    "banque-achats": 3, "parentalite": 2, "ia": 1,
}  # fmt: skip
PROCEDURES = {
    "social-sante": 8,
    "argent": 6,
    "travail": 5,
    "papiers": 5,
    "logement": 2,
    "transports": 1,
}
EQUIPMENT = {"ordinateur": 6, "telephone": 5, "tablette": 1}
DURATIONS = {30: 5, 45: 4, 60: 8, 90: 2}
WORKSHOPS = (
    "Prendre en main son téléphone",
    "Déjouer les arnaques",
    "Café numérique",
    "Classer ses photos",
)
WORKSHOP_SHARE = 0.12
WEEKDAYS = 5


def _pick(weights: dict, draw: random.Random):
    return draw.choices(list(weights), list(weights.values()))[0]


class Work:
    """Collects rows, then writes them in bulk: two years in a few seconds."""

    def __init__(self, terms: dict[tuple[str, str], Term], draw: random.Random) -> None:
        self.terms, self.draw = terms, draw
        self.activities: list[Activity] = []
        self.attendances: list[Attendance] = []
        self.counts: list[AnonymousCount] = []
        self.topics: list[Activity.topics.through] = []
        self.equipment: list[Activity.equipment.through] = []

    def add(
        self, mediator: User, day: date, places: list[Place], people: list[Beneficiary]
    ) -> None:
        is_workshop = self.draw.random() < WORKSHOP_SHARE
        place = self.draw.choice(places)
        activity = Activity(
            kind=Activity.Kind.WORKSHOP if is_workshop else Activity.Kind.INDIVIDUAL,
            mediator=mediator,
            organisation_id=mediator.organisation_id,
            done_on=day,
            figure_month=month_of(day),
            duration=90 if is_workshop else _pick(DURATIONS, self.draw),
            location=Activity.Location.PLACE,
            place=place,
            commune_id=place.commune_id,
        )
        self.activities.append(activity)
        self._describe(activity)
        if is_workshop:
            self._gather(activity)
        else:
            self._receive(activity, people)

    def _describe(self, activity: Activity) -> None:
        topic = _pick(TOPICS, self.draw)
        chosen = [("topic", topic)]
        if topic == "demarches":
            chosen.append(("procedure", _pick(PROCEDURES, self.draw)))
        through = Activity.topics.through
        self.topics += [through(activity=activity, term=self.terms[key]) for key in chosen]
        tool = self.terms["equipment", _pick(EQUIPMENT, self.draw)]
        self.equipment.append(Activity.equipment.through(activity=activity, term=tool))

    def _receive(self, activity: Activity, people: list[Beneficiary]) -> None:
        activity.autonomy = self.draw.choice(Activity.Autonomy.values)
        activity.outcome = self.draw.choices(["done", "continued", "workshop"], [6, 3, 1])[0]
        person = self.draw.choice(people)
        if self.draw.random() < 0.7:  # noqa: PLR2004 -- seven in ten give their name
            self.attendances.append(_snapshot(activity, person))
        else:
            self.attendances.append(
                Attendance(
                    activity=activity,
                    commune_id=person.commune_id,
                    gender=person.gender,
                    age_band=person.age_band_on(activity.done_on),
                    occupation=person.occupation,
                )
            )

    def _gather(self, activity: Activity) -> None:
        activity.title = self.draw.choice(WORKSHOPS)
        activity.level = Activity.Level.BEGINNER
        total = activity.anonymous_total = self.draw.randrange(4, 13)
        women = self.draw.randrange(total // 2, total + 1)
        old = self.draw.randrange(total // 2, total + 1)
        self.counts += [
            AnonymousCount(activity=activity, dimension=dimension, value=value, count=count)
            for dimension, value, count in (
                ("gender", Gender.FEMALE, women),
                ("gender", Gender.MALE, total - women),
                ("age_band", AgeBand.FROM_70, old),
                ("age_band", AgeBand.FROM_60, total - old),
                ("occupation", Occupation.RETIRED, old),
            )
            if count
        ]

    def save(self) -> None:
        Activity.objects.bulk_create(self.activities, batch_size=500)
        Attendance.objects.bulk_create(self.attendances, batch_size=500)
        AnonymousCount.objects.bulk_create(self.counts, batch_size=500)
        Activity.topics.through.objects.bulk_create(self.topics, batch_size=500)
        Activity.equipment.through.objects.bulk_create(self.equipment, batch_size=500)


def _snapshot(activity: Activity, person: Beneficiary) -> Attendance:
    return Attendance(
        activity=activity,
        beneficiary=person,
        person_key=person.person_key,
        commune_id=person.commune_id,
        gender=person.gender,
        age_band=person.age_band_on(activity.done_on),
        occupation=person.occupation,
    )


def create_activities(
    mediators: list[User], places: list[Place], people: dict[int, list[Beneficiary]],
    today: date, draw: random.Random,
) -> None:  # fmt: skip
    """One or two activities each working day, for each mediator, up to yesterday."""
    work = Work({(t.vocabulary, t.code): t for t in Term.objects.all()}, draw)
    for mediator in mediators:
        own = [place for place in places if place.organisation_id == mediator.organisation_id]
        for back in range(DAYS, 0, -1):
            day = today - timedelta(days=back)
            if day.weekday() < WEEKDAYS:
                for _ in range(draw.choice([0, 1, 1, 2])):
                    work.add(mediator, day, own, people[mediator.organisation_id])
    work.save()
