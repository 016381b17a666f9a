"""Publish the open files of the day: `manage.py publish_dumps`, once a night."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from places.open_data.dumps import KEPT, publish
from places.open_data.files import Address

SAMPLE = "une-fiche"


class Command(BaseCommand):
    help = "Publie les fichiers ouverts du jour (CSV, GeoJSON, data·inclusion) et leur manifeste."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--keep", type=int, default=KEPT, help="éditions gardées (30)")

    def handle(self, *args: Any, **options: Any) -> None:
        edition = publish(addresses(), max(1, options["keep"]))
        for file in edition.files:
            self.stdout.write(f"{file.name}\u00a0: {file.count} lignes, {file.size} octets")


def addresses() -> Address:
    """The absolute address of a place's sheet; its pattern is looked up once for all places."""
    before, after = reverse("places:detail", args=[SAMPLE]).split(SAMPLE)
    return lambda place: f"{settings.BASE_URL}{before}{place.slug}{after}"
