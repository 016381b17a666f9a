"""Look for places that arrived twice: `manage.py find_doubles [--merge]`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from places.doubles.finding import find_doubles, merge_sure_doubles


class Command(BaseCommand):
    help = "Cherche les fiches qui décrivent le même lieu, et les propose dans la gestion du site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--merge", action="store_true", help="réunit celles qui ne laissent aucun doute"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        pending = find_doubles()
        merged = merge_sure_doubles() if options["merge"] else 0
        self.stdout.write(f"doublons à décider {pending - merged} · fiches réunies {merged}")
