"""Send the day's reminders, and expire what waited too long; twice is once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from referrals.reminders import remind


class Command(BaseCommand):
    help = "Rappelle les orientations sans réponse et clôt celles qui ont trop attendu."

    def handle(self, *args: Any, **options: Any) -> None:
        done = remind(timezone.localdate())
        self.stdout.write(
            f"rappels {done.reminded} · orienteurs prévenus {done.warned} · expirées {done.expired}"
        )
