"""What third parties read of a territory: exact when published, and withheld in words."""

from datetime import date
from uuid import uuid4

import pytest

from mediation.statistics.filters import OUTSIDE, Node, TerritoryFilter
from mediation.statistics.periods import ClosedPeriod
from mediation.statistics.territory_report import territory_report
from places.models import Commune
from referrals.models import Referral
from tests import factories
from tests.statistics.counting import PARTS, Report, make
from tests.statistics.instants import utc

pytestmark = pytest.mark.django_db

A, B, C = PARTS
TODAY = date(2026, 3, 1)
YEAR_2025 = ClosedPeriod(2025)
SPRING = ClosedPeriod(2025, 2)


def ask(period=YEAR_2025, part="", today=TODAY):
    return territory_report(TerritoryFilter(Node("23", part), period, "Creuse"), today)


def figures(report):
    return {figure.code: figure.value for figure in report.figures}


def rows(report, code):
    """The rows of a table, by label; or the sentence that says why it is withheld."""
    table = next(table for table in report.tables if table.code == code)
    return table.withheld or {row.label: row.numbers for row in table.rows}


def enough(part, day, number=6, **fields):
    return [Report(part, day, **fields) for _ in range(number)]


SPREAD = [
    *enough(A, date(2025, 1, 10)),
    *enough(A, date(2025, 5, 10), 8, topics=("sante",), duration=30),
    *enough(B, date(2025, 5, 10), 7),
    *enough(C, date(2025, 11, 10), 5, topics=("sante",)),
]


def test_anne_reads_exact_totals_of_the_closed_year():
    make(SPREAD)
    report = ask()
    assert figures(report)["activities"] == 26
    assert figures(report)["attendances"] == 26
    assert figures(report)["hours"] == 22.0
    assert figures(report)["persons"] == 26
    assert rows(report, "trimestre") == {
        "Trimestre 1": (6, 6, 6.0),
        "Trimestre 2": (15, 15, 11.0),
        "Trimestre 3": (0, 0, 0.0),
        "Trimestre 4": (5, 5, 5.0),
    }
    assert {label: n[0] for label, n in rows(report, "intercommunalite").items()} == {
        "CC 1": 14,
        "CC 2": 7,
        "CC 3": 5,
        "CA du Grand Guéret": 0,
    }
    assert {label: n[0] for label, n in rows(report, "thematique").items()} == {
        "E-mail": 13,
        "Santé": 13,
    }


def test_a_part_is_read_alone_with_its_own_figures():
    make(SPREAD)
    report = ask(SPRING, A)
    assert figures(report)["activities"] == 8
    assert rows(report, "thematique") == {"Santé": (8, 8, 4.0)}
    assert [table.code for table in report.tables if "intercommunalite" in table.code] == []


def test_a_small_part_hides_every_part_but_not_the_departement():
    make([*SPREAD, *enough(B, date(2025, 8, 1), 3), *enough(A, date(2025, 8, 1), 9)])
    summer = ClosedPeriod(2025, 3)
    report = ask(summer)
    assert figures(report)["activities"] == 12
    assert "de 1 à 4 personnes" in rows(report, "intercommunalite")
    for part in PARTS:
        assert figures(ask(summer, part))["activities"] is None
        assert "ici ou dans une autre intercommunalité" in rows(ask(summer, part), "type")


def test_a_year_that_would_give_a_hidden_quarter_away_is_withheld():
    make([*SPREAD, *enough(B, date(2025, 8, 1), 3)])
    report = ask()
    assert figures(report)["activities"] is None
    assert all(table.withheld for table in report.tables if table.code in {"type", "thematique"})
    assert rows(report, "trimestre").keys() == {"Trimestre 1", "Trimestre 2", "Trimestre 4"}


def test_a_rare_topic_hides_all_topics_and_says_so():
    make([*enough(A, date(2025, 5, 10), 20), *enough(A, date(2025, 5, 11), 2, topics=("ia",))])
    report = ask(SPRING)
    assert rows(report, "thematique") == "une de ses cases compte de 1 à 4 personnes."
    assert [table.title for table in report.withheld] == ["Par thématique"]


def test_nearly_everybody_is_as_telling_as_nearly_nobody():
    many = enough(A, date(2025, 5, 10), 20, topics=("email", "sante"))
    make([*many, *enough(A, date(2025, 5, 11), 2, topics=("sante",))])
    assert "de 1 à 4 personnes" in rows(ask(SPRING), "thematique")


def test_many_activities_of_one_person_are_one_person():
    regular = uuid4()
    make(enough(A, date(2025, 5, 10), 30, people=[regular]))
    assert figures(ask(SPRING))["activities"] is None


def test_one_workshop_of_a_crowd_is_not_a_small_cell():
    make([Report(A, date(2025, 5, 10), kind="workshop", people=[], crowd=12)])
    report = ask(SPRING)
    assert figures(report)["attendances"] == 12
    assert rows(report, "type") == {"Atelier collectif": (1, 12, 1.0)}


def test_a_person_met_in_two_parts_is_one_person_of_the_first_one():
    traveller = uuid4()
    others = [*enough(A, date(2025, 1, 10), 9), *enough(B, date(2025, 5, 10), 9)]
    returning = [Report(A, date(2025, 6, 1), people=[key]) for key in [uuid4() for _ in range(5)]]
    make(
        [
            *others,
            *returning,
            *[Report(B, date(2025, 7, 1), people=report.people) for report in returning],
            *[Report(B, date(2025, 2, 1), people=[traveller])],
            *[Report(A, date(2025, 3, 1), people=[traveller])],
        ]
    )
    report = ask()
    assert figures(report)["persons"] == 24
    assert (
        rows(report, "personnes-intercommunalite") == "une de ses cases compte de 1 à 4 personnes."
    )


def test_persons_are_told_by_age_and_gender_once_a_year_only():
    make([*enough(A, date(2025, 5, 10), 9), *enough(B, date(2025, 5, 10), 5, gender="male")])
    report = ask()
    assert rows(report, "genre") == {"Féminin": (9,), "Masculin": (5,)}
    assert rows(report, "age") == {"40 à 59 ans": (14,)}
    assert {figure.code for figure in ask(SPRING).figures} & {"persons", "followed"} == set()
    assert [table.code for table in ask(SPRING).tables if table.code in {"age", "genre"}] == []


def test_anonymous_participants_are_persons_of_no_known_age():
    make([Report(A, date(2025, 5, 10), kind="workshop", people=[], crowd=12)])
    report = ask()
    assert figures(report)["persons"] == 12
    assert rows(report, "age") == {"Non renseigné": (12,)}


def test_a_few_people_who_came_back_hide_the_count_of_persons():
    """Accompagnements minus persons would tell how many came back."""
    regular = uuid4()
    make([*enough(A, date(2025, 5, 10), 9), *enough(A, date(2025, 5, 11), 2, people=[regular])])
    report = ask()
    assert figures(report)["attendances"] == 11
    assert figures(report)["persons"] is None


def test_communes_outside_any_intercommunality_are_a_part():
    make(SPREAD)
    Commune.objects.filter(epci=C).update(epci=None)
    assert figures(ask(ClosedPeriod(2025, 4), OUTSIDE))["activities"] == 5
    assert rows(ask(), "intercommunalite")["Hors intercommunalité"][0] == 5


def test_another_departement_is_not_counted():
    make(SPREAD)
    other = factories.DepartementFactory(code="87", name="Haute-Vienne")
    Commune.objects.filter(epci=A).update(departement=other)
    assert figures(ask(SPRING))["activities"] == 7


def test_a_late_entry_counts_in_the_month_it_was_booked_in():
    make(SPREAD)
    late = factories.ActivityFactory(
        done_on=date(2025, 1, 15),
        figure_month=date(2025, 5, 1),
        commune=Commune.objects.get(epci=A),
    )
    factories.AttendanceFactory(activity=late)
    assert figures(ask(SPRING))["activities"] == 16


def test_an_unclosed_quarter_counts_nowhere():
    make([*SPREAD, *enough(A, date(2026, 2, 10), 9)])
    report = ask(ClosedPeriod(2026, 1), today=date(2026, 4, 9))
    assert figures(report)["activities"] is None
    assert figures(ask(ClosedPeriod(2026, 1), today=date(2026, 4, 10)))["activities"] == 9


@pytest.fixture
def received(db):
    place = factories.PlaceFactory(accepts_referrals=True)

    def make_(number, sent_at, **fields):
        for _ in range(number):
            factories.ReferralFactory(place=place, sent_at=sent_at, **fields)

    return make_


def test_referrals_are_told_in_the_state_they_had_when_the_quarter_was_closed(received):
    in_time, too_late = utc(2025, 7, 9, 21), utc(2025, 7, 9, 22)
    received(6, utc(2025, 5, 2), status="helped", closed_at=in_time, answered_at=in_time)
    received(5, utc(2025, 5, 2), status="helped", closed_at=too_late, answered_at=too_late)
    report = ask(SPRING)
    assert rows(report, "etat") == {"Personne aidée": (6,), "En cours": (5,)}
    assert figures(report)["success_rate"] == 0.55
    assert figures(report)["referrals"] == 11


def test_a_referral_answered_later_never_changes_a_published_figure(received):
    received(9, utc(2025, 5, 2))
    before = ask(SPRING)
    Referral.objects.first().decline(None, "full")
    assert ask(SPRING) == before


def test_decline_reasons_are_told_only_where_outcomes_are(received):
    closed = utc(2025, 6, 1)
    received(7, utc(2025, 5, 2), status="declined", decline_reason="full", closed_at=closed)
    received(6, utc(2025, 5, 2), status="helped", closed_at=closed)
    assert rows(ask(SPRING), "refus") == {"Complet": (7,)}
    received(2, utc(2025, 5, 2), status="expired", closed_at=closed)
    assert "de 1 à 4" in rows(ask(SPRING), "etat")
    assert "de 1 à 4" in rows(ask(SPRING), "refus")


def test_a_delay_is_told_from_five_answers_on(received):
    answered = utc(2025, 5, 7)
    received(4, utc(2025, 5, 5), answered_at=answered)
    received(4, utc(2025, 5, 5))
    assert figures(ask(SPRING))["delay"] is None
    received(1, utc(2025, 5, 5), answered_at=answered)
    assert figures(ask(SPRING))["delay"] == 2


def test_a_territory_takes_the_same_queries_for_one_and_a_hundred(count_queries):
    make(SPREAD[:1])
    one = count_queries(ask)
    make(SPREAD * 4)
    assert count_queries(ask) == one
