"""Queue again the imports that a dead worker left behind."""

from typing import Any

from django.core.management.base import BaseCommand

from places.imports.runs import resume


class Command(BaseCommand):
    help = "Remet en file les imports que leur programme de fond a laissés en chemin."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"imports repris {resume()}")
