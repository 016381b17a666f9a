"""Forget people: when they ask, and some months after the last contact; their count stays."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from mediation.crm.models import Activity, Beneficiary, FileAccess
from mediation.crm.models.beneficiaries import BeneficiaryQuerySet
from referrals.models import Referral
from referrals.models.querysets import end_of, months_before

LOG_MONTHS = 12
BATCH = 200


@dataclass(frozen=True)
class Forgotten:
    """How many rows lost an identity, or were deleted."""

    beneficiaries: int
    referrals: int
    accesses: int


def due_to_be_forgotten(on: date) -> BeneficiaryQuerySet:
    """The people whose last contact is as old as the retention on that day."""
    oldest = months_before(on, settings.RETENTION_MONTHS)
    return Beneficiary.objects.filter(last_contact_on__lte=oldest)


@transaction.atomic
def forget(person: Beneficiary, actor: Any = None) -> None:
    """Erase a person's file; attendances keep their bands and the key that counts them once.

    What could still tell who it was goes too: notes of the activities done with this person alone,
    and the identity that the referrals carried.
    """
    alone = Activity.objects.filter(kind=Activity.Kind.INDIVIDUAL, attendances__beneficiary=person)
    referrals = Referral.objects.filter(activities__in=alone) | Referral.objects.filter(
        beneficiary=person
    )
    for referral in referrals.distinct():
        referral.forget()
    Activity.objects.filter(pk__in=list(alone.values_list("pk", flat=True))).update(note="")
    person.log(actor, FileAccess.Action.ERASED)
    person.delete()


def forget_what_is_due(on: date) -> Forgotten:
    """Forget everyone whose time has come, a few at a time; twice is once."""
    return Forgotten(
        beneficiaries=_in_batches(due_to_be_forgotten(on), forget),
        referrals=_in_batches(Referral.objects.due_to_be_forgotten(on), Referral.forget),
        accesses=_delete_old_accesses(on),
    )


def _in_batches(due: Any, act: Any) -> int:
    """Act on each row, one transaction a batch: an interruption loses nothing done before."""
    number = 0
    while True:
        with transaction.atomic():
            batch = list(due.order_by("pk")[:BATCH])
            for row in batch:
                act(row)
        number += len(batch)
        if len(batch) < BATCH:
            return number


def _delete_old_accesses(on: date) -> int:
    before = end_of(months_before(on, LOG_MONTHS))
    return FileAccess.objects.filter(at__lt=before).delete()[0]
