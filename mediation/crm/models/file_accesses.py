"""Who looked at a person's file, or changed it."""

import uuid

from django.conf import settings
from django.db import models


class FileAccess(models.Model):
    """Somebody read or changed a person's file; the log holds no name."""

    class Action(models.TextChoices):
        READ = "read", "Consultation"
        CREATED = "created", "Création"
        CHANGED = "changed", "Modification"
        COPIED = "copied", "Copie remise à la personne"
        ERASED = "erased", "Effacement"

    beneficiary = models.ForeignKey(
        "crm.Beneficiary", models.SET_NULL, null=True, related_name="accesses"
    )
    # Survives the file: the log of an erased person stays one log.
    person_key = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    action = models.CharField(max_length=10, choices=Action)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "accès à un dossier"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.get_action_display()
