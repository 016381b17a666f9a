"""Encrypt every identity again under the newest key, so that an old key may be thrown away."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models, transaction

from referrals.identity import EncryptedTextField

BATCH = 200


class Command(BaseCommand):
    help = (
        "Chiffre à nouveau les noms et coordonnées avec la première clé d’IDENTITY_KEYS. "
        "Gardez la dernière clé de la liste : elle sert encore à retrouver une personne."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for model in apps.get_models():
            names = [f.name for f in model._meta.fields if isinstance(f, EncryptedTextField)]
            if names:
                count = self._rotate(model, names)
                self.stdout.write(f"{model._meta.verbose_name} : {count}")

    def _rotate(self, model: type[models.Model], names: list[str]) -> int:
        keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            # A row is locked while it is written again: nothing typed meanwhile is lost.
            with transaction.atomic():
                rows = model._default_manager.select_for_update().filter(
                    pk__in=keys[start : start + BATCH]
                )
                for row in rows.only("pk", *names):
                    values = {name: getattr(row, name) for name in names}
                    model._default_manager.filter(pk=row.pk).update(**values)
        return len(keys)
