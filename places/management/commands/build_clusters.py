"""Make the groups of the map before anybody asks: `manage.py build_clusters`, after an import."""

from typing import Any

from django.core.management.base import BaseCommand

from places.map_groups import LAST_GROUPED_ZOOM, groups_in
from places.nearness import Box

WORLD = Box(-90, 90)


class Command(BaseCommand):
    help = "Prépare les groupes de la carte vue de loin (zooms 0 à 9) pour l’édition du moment."

    def handle(self, *args: Any, **options: Any) -> None:
        for zoom in range(LAST_GROUPED_ZOOM + 1):
            groups = groups_in(WORLD, zoom)
            places = sum(group.count for group in groups)
            self.stdout.write(f"zoom {zoom}\u00a0: {len(groups)} groupes, {places} lieux")
