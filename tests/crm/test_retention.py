"""People are forgotten on the day, once, without a trace; their count stays."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.utils import timezone

from mediation.crm import retention
from mediation.crm.models import Activity, Attendance, Beneficiary, FileAccess
from referrals.models import Referral
from tests.factories import (
    ActivityFactory,
    AttendanceFactory,
    BeneficiaryFactory,
    ReferralFactory,
)

pytestmark = pytest.mark.django_db
LAST_CONTACT = date(2025, 3, 14)
DUE = date(2026, 3, 14)


@pytest.mark.parametrize(
    ("day", "is_forgotten"),
    [(DUE - timedelta(days=1), False), (DUE, True), (DUE + timedelta(days=1), True)],
)
def test_a_file_lives_twelve_months_after_the_last_contact(day, is_forgotten):
    BeneficiaryFactory(last_contact_on=LAST_CONTACT)
    assert retention.forget_what_is_due(day).beneficiaries == int(is_forgotten)
    assert Beneficiary.objects.exists() is not is_forgotten


def test_the_retention_is_a_setting(settings):
    settings.RETENTION_MONTHS = 6
    BeneficiaryFactory(last_contact_on=LAST_CONTACT)
    assert retention.forget_what_is_due(date(2025, 9, 13)).beneficiaries == 0
    assert retention.forget_what_is_due(date(2025, 9, 14)).beneficiaries == 1


def test_forgetting_twice_is_forgetting_once():
    BeneficiaryFactory.create_batch(3, last_contact_on=LAST_CONTACT)
    BeneficiaryFactory(last_contact_on=DUE)
    first, second = (retention.forget_what_is_due(DUE) for _ in range(2))
    assert (first.beneficiaries, second.beneficiaries) == (3, 0)
    assert Beneficiary.objects.count() == 1


def test_more_people_than_a_batch_are_all_forgotten(monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    BeneficiaryFactory.create_batch(5, last_contact_on=LAST_CONTACT)
    assert retention.forget_what_is_due(DUE).beneficiaries == 5


def test_the_count_stays_with_the_key_that_counts_a_person_once(bachir):
    person = BeneficiaryFactory(organisation=bachir.organisation, last_contact_on=LAST_CONTACT)
    for _ in range(2):
        AttendanceFactory(activity__mediator=bachir, beneficiary=person, age_band="40_59")
    retention.forget_what_is_due(DUE)
    rows = Attendance.objects.values_list("beneficiary", "person_key", "age_band")
    assert list(rows) == [(None, person.person_key, "40_59")] * 2


def test_the_log_of_accesses_lives_twelve_months():
    person = BeneficiaryFactory(last_contact_on=timezone.localdate())
    person.log(None, FileAccess.Action.READ)
    today = timezone.localdate()
    FileAccess.objects.update(at=timezone.now() - timedelta(days=364))
    assert retention.forget_what_is_due(today).accesses == 0
    FileAccess.objects.update(at=timezone.now() - timedelta(days=368))
    assert retention.forget_what_is_due(today).accesses == 1


def test_the_command_prints_counts_without_names():
    old = timezone.localdate() - timedelta(days=400)
    BeneficiaryFactory(last_name="Innommable", last_contact_on=old)
    out = StringIO()
    call_command("forget_people", stdout=out)
    assert out.getvalue() == (
        "dossiers effacés 1 · orientations anonymisées 0 · lignes de journal supprimées 0\n"
    )


def dump():
    """Every column of every table of the database, names and phones decrypted, as one text."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            texts += [repr(row) for row in cursor.fetchall()]
    for model in apps.get_app_config("crm").get_models():
        texts += [repr(row) for row in model.objects.values()]
    texts += [repr(row) for row in Referral.objects.values()]
    return "\n".join(texts)


def fill(row, canary):
    """Write the canary in every text of a row that somebody may have typed."""
    for field in row._meta.concrete_fields:
        is_free = isinstance(field, models.CharField | models.TextField) and not field.choices
        if is_free and field.editable and field.name != "notice_version":
            setattr(row, field.name, canary[: field.max_length])
    row.save()


def test_a_canary_written_everywhere_about_a_person_is_found_nowhere_after(bachir):
    canary = "canari7f3e"
    referral = ReferralFactory(place=bachir.organisation.places.get())
    referral.accept(bachir)
    person = BeneficiaryFactory(
        organisation=bachir.organisation, referral=referral, last_contact_on=LAST_CONTACT
    )
    activity = ActivityFactory(mediator=bachir, referral=referral)
    AttendanceFactory(activity=activity, beneficiary=person)
    for row in (referral, person):
        fill(row, canary)
    Activity.objects.filter(pk=activity.pk).update(note=canary)
    assert dump().count(canary) >= 5
    retention.forget_what_is_due(DUE)
    assert canary not in dump()
    assert Activity.objects.attendance_count() == 1
