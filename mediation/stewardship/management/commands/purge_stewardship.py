"""Forget the addresses of who reported an error, and the links that no longer serve."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mediation.stewardship.retention import purge


class Command(BaseCommand):
    help = "Efface les adresses laissées avec un signalement et les liens qui ne servent plus."

    def handle(self, *args: Any, **options: Any) -> None:
        done = purge(timezone.localdate())
        self.stdout.write(
            f"signalements anonymisés {done.reports} · liens éteints {done.links} · "
            f"lignes supprimées {done.rows}"
        )
