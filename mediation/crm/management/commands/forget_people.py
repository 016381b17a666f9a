"""Forget the people whose time has come: run it every night, twice is once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mediation.crm.retention import forget_what_is_due


class Command(BaseCommand):
    help = "Efface l’identité des personnes à la fin de la durée de conservation."

    def handle(self, *args: Any, **options: Any) -> None:
        done = forget_what_is_due(timezone.localdate())
        self.stdout.write(
            f"dossiers effacés {done.beneficiaries} · orientations anonymisées {done.referrals} · "
            f"lignes de journal supprimées {done.accesses}"
        )
