"""Time the statistics on 20,000 generated activities: `figures.py [NUMBER]`.

The named baseline reads every activity and attendance of the year once, counting nothing: what a
report counted in Python would have to do before its first figure.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.TemporaryDirectory(prefix="fanal-benchmark-")
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER.name}/db.sqlite3")
os.environ["DJANGO_SETTINGS_MODULE"] = "mediation.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from mediation.accounts.models import User
from mediation.crm.models import Activity, Attendance
from mediation.statistics.filters import Node, OwnFilter, TerritoryFilter
from mediation.statistics.own_report import own_report
from mediation.statistics.periods import ClosedPeriod, Days
from mediation.statistics.territory_report import territory_report
from mediation.statistics.workbooks import write_workbook
from places import vocabulary
from places.models import Commune, Departement, Epci, Organisation, Term

NUMBER = 20_000
PARTS = 9
ORGANISATIONS = 12
RUNS = 7
YEAR = 2025
TODAY = date(2026, 3, 1)


def fill(number: int) -> Organisation:
    """A département of nine intercommunalities and twelve organisations, over one year."""
    dice = random.Random(23)
    vocabulary.seed()
    departement = Departement.objects.create(code="23", name="Creuse")
    communes = [
        Commune.objects.create(
            insee_code=f"23{part:03}",
            name=f"Commune {part}",
            search_name=f"commune {part}",
            departement=departement,
            epci=Epci.objects.create(siren=f"{part:09}", name=f"CC {part}"),
            latitude=46,
            longitude=2,
        )
        for part in range(PARTS)
    ]
    mediators = [
        User.objects.create_user(
            f"mediateur{rank}@exemple.fr",
            role=User.Role.MEDIATOR,
            organisation=Organisation.objects.create(name=f"Structure {rank}", commune=communes[0]),
        )
        for rank in range(ORGANISATIONS)
    ]
    rows = [activity(dice, dice.choice(mediators), dice.choice(communes)) for _ in range(number)]
    Activity.objects.bulk_create(rows, batch_size=1000)
    tell_topics(dice, rows)
    tell_people(dice, rows)
    # As the database does by itself soon after a load.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return mediators[0].organisation


def activity(dice: random.Random, mediator: User, commune: Commune) -> Activity:
    day = date(YEAR, dice.randint(1, 12), dice.randint(1, 28))
    is_workshop = dice.random() < 0.1
    return Activity(
        kind=Activity.Kind.WORKSHOP if is_workshop else Activity.Kind.INDIVIDUAL,
        mediator=mediator,
        organisation=mediator.organisation,
        done_on=day,
        figure_month=day.replace(day=1),
        duration=dice.choice([15, 30, 45, 60, 90, 120]),
        location=Activity.Location.PLACE,
        commune=commune,
        anonymous_total=dice.randint(3, 12) if is_workshop else 0,
    )


def tell_topics(dice: random.Random, rows: list[Activity]) -> None:
    topics = list(Term.objects.filter(vocabulary=Term.Vocabulary.TOPIC))
    link = Activity.topics.through
    link.objects.bulk_create(
        (
            link(activity=row, term=term)
            for row in rows
            for term in dice.sample(topics, dice.choice([1, 1, 2]))
        ),
        batch_size=1000,
    )


def tell_people(dice: random.Random, rows: list[Activity]) -> None:
    regulars = [uuid4() for _ in range(len(rows) // 4)]
    Attendance.objects.bulk_create(
        (
            Attendance(
                activity=row,
                person_key=dice.choice([None, dice.choice(regulars)]),
                age_band=dice.choice(["18_24", "40_59", "70_over"]),
                gender=dice.choice(["female", "male"]),
                commune=row.commune,
            )
            for row in rows
            if row.kind == Activity.Kind.INDIVIDUAL
        ),
        batch_size=1000,
    )


def median_time(work: Callable[[], Any]) -> float:
    """The median of several runs, in seconds; a first one is not counted."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def read_everything() -> None:
    """The baseline."""
    list(Activity.objects.values_list())
    list(Attendance.objects.values_list())


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    call_command("migrate", verbosity=0, interactive=False)
    organisation = fill(number)
    own = OwnFilter(organisation, Days(date(YEAR, 1, 1), date(YEAR, 12, 31)), "23")
    whole = TerritoryFilter(Node("23"), ClosedPeriod(YEAR), "Creuse")
    quarter = TerritoryFilter(Node("23"), ClosedPeriod(YEAR, 3), "Creuse")
    report = territory_report(whole, TODAY)
    made_at = datetime.now(UTC).replace(tzinfo=None)
    baseline = median_time(read_everything)
    works: dict[str, Callable[[], Any]] = {
        "a territory, one year": lambda: territory_report(whole, TODAY),
        "a territory, one quarter": lambda: territory_report(quarter, TODAY),
        "one organisation, one year": lambda: own_report(own, TODAY),
        "the workbook of a report": lambda: write_workbook(report, made_at),
    }
    print(f"{number} activities, {Attendance.objects.count()} attendances, median of {RUNS} runs")
    print(f"{'reading every row (baseline)':<32}{baseline * 1000:>9.0f} ms")
    for name, work in works.items():
        seconds = median_time(work)
        print(f"{name:<32}{seconds * 1000:>9.0f} ms{seconds / baseline:>8.2f} × baseline")


if __name__ == "__main__":
    main()
