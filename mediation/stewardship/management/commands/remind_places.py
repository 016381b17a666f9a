"""Ask managers whether their sheets are still right, after six and twelve months; twice is once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mediation.stewardship.reminders import remind


class Command(BaseCommand):
    help = "Demande aux structures si leurs fiches sont à jour, après six et douze mois."

    def handle(self, *args: Any, **options: Any) -> None:
        done = remind(timezone.localdate())
        self.stdout.write(f"fiches {done.places} · structures prévenues {done.organisations}")
