"""Refine the points of places: `manage.py geocode_places [--limit N]`."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from places.refining import BATCH, Pace, Refined, refine_places, to_refine


class Command(BaseCommand):
    help = "Place à leur adresse les lieux qui n’ont que le point de leur commune (BAN_HOST)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=0, help="nombre de lieux au plus")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.BAN_HOST:
            raise CommandError("BAN_HOST n’est pas définie\u202f: aucune requête ne part.")
        pace = Pace(settings.BAN_REQUESTS_A_SECOND)
        done, after, left = Refined(), 0, options["limit"] or None
        while places := list(to_refine(after)[: min(BATCH, left or BATCH)]):
            done += refine_places(places, pace)
            after = places[-1].pk
            left = left and left - len(places)
            if left == 0:
                break
        self.stdout.write(str(done))
