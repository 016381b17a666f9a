"""Write every published place as the national CSV: `manage.py export_places FILE.csv`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from places.exports import export_places


class Command(BaseCommand):
    help = "Écrit tous les lieux publiés au standard national, version 1 (CSV)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER.csv")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            count = export_places(path)
        except OSError as error:
            raise CommandError(
                f"Le fichier {path} ne peut pas être écrit.", returncode=2
            ) from error
        self.stdout.write(f"{count} lieux écrits dans {path}")
