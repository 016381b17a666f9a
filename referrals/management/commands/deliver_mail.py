"""Queue again the messages left behind by a worker that stopped; empty the old ones."""

from typing import Any

from django.core.management.base import BaseCommand

from referrals.outbox import sweep


class Command(BaseCommand):
    help = "Remet en file les messages en attente et vide le texte des messages partis."

    def handle(self, *args: Any, **options: Any) -> None:
        queued, dead, emptied = sweep()
        self.stdout.write(f"remis en file {queued} · abandonnés {dead} · vidés {emptied}")
