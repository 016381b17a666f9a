"""The home page of each role: what waits first, nothing that is another's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mediation.accounts.models import User
from mediation.statistics.dashboards import MOST_ROWS
from mediation.statistics.periods import last_closed_quarter
from places.models import Place
from tests import factories
from tests.statistics.counting import PARTS, Report, make

pytestmark = pytest.mark.django_db

DASHBOARD = reverse("statistics:dashboard")
LONG_AGO = timedelta(days=20)


@pytest.fixture
def board(client):
    """The dashboard a person sees, and its text."""

    def open_(user):
        client.force_login(user)
        page = client.get(DASHBOARD)
        assert page.status_code == 200
        return page.context["board"], page.content.decode()

    return open_


def received_by(user, **fields):
    return factories.ReferralFactory(place=user.organisation.places.first(), **fields)


def test_bachir_sees_what_waits_the_late_first(board, bachir):
    fresh = received_by(bachir)
    late = received_by(bachir, sent_at=timezone.now() - LONG_AGO)
    received_by(bachir, status="accepted")
    seen, page = board(bachir)
    assert [row.referral for row in seen.rows] == [late, fresh]
    assert (seen.waiting_count, seen.late_count, seen.ongoing_count) == (2, 1, 1)
    assert page.count("Répondre") == 2
    assert "dont 1 en retard" in page
    assert reverse("crm:add_activity") in page
    assert reverse("crm:add_workshop") in page


def test_bachir_sees_no_referral_of_others(board, bachir, chloe):
    factories.PlaceFactory(organisation=chloe.organisation)
    stranger = received_by(chloe)
    seen, page = board(bachir)
    assert seen.rows == []
    assert stranger.get_absolute_url() not in page
    assert "Aucune orientation n’attend de réponse" in page


def test_bachir_sees_today_s_appointments_and_not_tomorrow_s(board, bachir):
    noon = timezone.localtime().replace(hour=12, minute=30)
    today = received_by(bachir, status="appointment", appointment_at=noon)
    received_by(bachir, status="appointment", appointment_at=noon + timedelta(days=1))
    seen, page = board(bachir)
    assert [appointment.referral for appointment in seen.appointments] == [today]
    assert "12\u00a0h\u00a030" in page


def test_bachir_counts_his_own_accompagnements_of_the_week(board, bachir, magali):
    for mediator in (bachir, magali):
        factories.AttendanceFactory(activity=factories.ActivityFactory(mediator=mediator))
    old = factories.ActivityFactory(mediator=bachir, done_on=timezone.localdate() - LONG_AGO)
    factories.AttendanceFactory(activity=old)
    assert board(bachir)[0].attendances_this_week == 1


def test_a_referral_s_person_is_not_named_on_the_dashboard(board, bachir):
    received_by(bachir)
    assert "Huguette" not in board(bachir)[1]


def test_magali_sees_her_team_and_her_places_too(board, magali):
    place = magali.organisation.places.get()
    place.next_availability = Place.Availability.TWO_WEEKS
    place.availability_said_on = timezone.localdate()
    place.checked_on = timezone.localdate() - timedelta(days=900)
    place.save()
    received_by(magali)
    seen, page = board(magali)
    assert seen.morning.waiting_count == 1
    assert [line.place for line in seen.places] == [place]
    assert "Sous deux semaines" in page
    assert "À vérifier" in page
    assert reverse("accounts:team") in page


def test_the_morning_of_many_places_shows_those_to_check_first(board, magali):
    today = timezone.localdate()
    held = [
        factories.PlaceFactory(
            organisation=magali.organisation, checked_on=today - timedelta(days=300 + number)
        )
        for number in range(MOST_ROWS)
    ]
    factories.PlaceFactory(organisation=magali.organisation, status=Place.Status.CLOSED)
    seen, page = board(magali)
    # Her own place, checked by nobody yet, came last: today.
    assert [line.place for line in seen.places] == held[::-1]
    assert f"Voir nos {MOST_ROWS + 1} lieux" in page


def test_alice_sees_what_waits_and_what_was_answered(board, alice):
    waiting = factories.ReferralFactory(referrer=alice, sent_at=timezone.now() - LONG_AGO)
    answered = factories.ReferralFactory(
        referrer=alice, status="helped", answered_at=timezone.now() - timedelta(days=2)
    )
    factories.ReferralFactory()
    seen, page = board(alice)
    assert [row.referral for row in seen.waiting] == [waiting]
    assert [row.referral for row in seen.answered] == [answered]
    counts = (seen.waiting_count, seen.late_count, seen.answered_count, seen.helped_count)
    assert counts == (1, 1, 1, 1)
    assert reverse("referrals:create") in page


def test_colin_sees_flows_by_organisation_and_nobody(board, colin, bachir):
    place = bachir.organisation.places.get()
    place.next_availability = Place.Availability.THIS_WEEK
    place.availability_said_on = timezone.localdate()
    place.save()
    sent = timezone.now() - LONG_AGO
    received_by(bachir, sent_at=sent)
    received_by(bachir, sent_at=sent, answered_at=sent, status="helped")
    seen, page = board(colin)
    (flow,) = seen.flows
    assert flow.organisation == bachir.organisation
    assert (flow.waiting, flow.late, flow.received) == (1, 1, 2)
    assert (flow.delay_text, flow.availability) == ("0\xa0jours ouvrés", "Cette semaine")
    assert (seen.waiting_count, seen.late_count, seen.room_count) == (1, 1, 1)
    for hidden in ("Huguette", "Lamoureux", "0555412233", bachir.last_name):
        assert hidden not in page


def test_colin_does_not_see_another_territory(board, colin):
    vienne = factories.DepartementFactory(code="87", name="Haute-Vienne")
    limoges = factories.CommuneFactory(insee_code="87085", name="Limoges", departement=vienne)
    factories.ReferralFactory(place=factories.PlaceFactory(commune=limoges, accepts_referrals=True))
    seen, page = board(colin)
    assert seen.flows == []
    assert "Aucune structure n’accepte encore les orientations" in page


def test_anne_sees_the_last_closed_quarter_and_the_coverage(board, anne):
    quarter = last_closed_quarter(timezone.localdate())
    make([Report(next(iter(PARTS)), quarter.days.first) for _ in range(9)])
    factories.PlaceFactory()
    seen, page = board(anne)
    assert seen.report.period == str(quarter)
    assert seen.report.figures[0].value == 9
    assert reverse("statistics:workbook") in page
    densities = {line.label: line.density_text for line in seen.coverage}
    assert densities == {"CC 1": "0,0", "CC 2": "0,0", "CC 3": "0,0", "CA du Grand Guéret": "0,8"}
    assert seen.coverage[-1].label == "CA du Grand Guéret"


def test_anne_of_an_empty_territory_is_told_what_to_do(board, anne):
    assert "Ce territoire n’a encore aucune commune chargée" in board(anne)[1]


def test_an_editor_is_shown_the_way_to_the_site(board):
    editor = factories.UserFactory(role="", organisation=None)
    assert reverse("wagtailadmin_home") in board(editor)[1]


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(DASHBOARD).status_code == 302


@pytest.mark.parametrize("person", ["alice", "bachir", "magali", "colin"])
def test_a_dashboard_takes_the_same_queries_for_one_and_three(
    client, request, person, count_queries, bachir
):
    user = request.getfixturevalue(person)
    place = bachir.organisation.places.get()

    def fill():
        referrer = user if user.role == User.Role.REFERRER else factories.UserFactory()
        noon = timezone.localtime().replace(hour=12)
        for fields in (
            {},
            {"status": "appointment", "appointment_at": noon},
            {"status": "helped", "answered_at": timezone.now()},
        ):
            factories.ReferralFactory(place=place, referrer=referrer, **fields)
        factories.PlaceFactory(organisation=bachir.organisation, accepts_referrals=True)
        factories.AttendanceFactory(activity=factories.ActivityFactory(mediator=bachir))

    fill()
    client.force_login(user)
    client.get(DASHBOARD)
    one = count_queries(lambda: client.get(DASHBOARD))
    fill()
    fill()
    assert count_queries(lambda: client.get(DASHBOARD)) == one


def test_anne_s_dashboard_takes_the_same_queries_for_one_part_and_three(
    client, anne, count_queries
):
    quarter = last_closed_quarter(timezone.localdate())
    make([Report(next(iter(PARTS)), quarter.days.first)])
    client.force_login(anne)
    client.get(DASHBOARD)
    one = count_queries(lambda: client.get(DASHBOARD))
    make([Report(part, quarter.days.first) for part in PARTS])
    factories.PlaceFactory.create_batch(3)
    assert count_queries(lambda: client.get(DASHBOARD)) == one
