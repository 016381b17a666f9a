"""Forget the content of imports a day after their end, and their reports a year after."""

from typing import Any

from django.core.management.base import BaseCommand

from places.imports.keeping import purge


class Command(BaseCommand):
    help = "Efface les fichiers importés après 24 heures, et les rapports après 12 mois."

    def handle(self, *args: Any, **options: Any) -> None:
        done = purge()
        self.stdout.write(
            f"imports abandonnés {done.abandoned} · vidés {done.emptied} · effacés {done.deleted}"
        )
