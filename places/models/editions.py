"""The edition of what the public reads: any change of it makes a new one, at once for everybody."""

from uuid import uuid4

from django.db import connections, models, transaction

THE_ONLY_ONE = 1
READ = "SELECT token FROM places_edition WHERE id = %s"


class EditionQuerySet(models.QuerySet["Edition"]):
    def current(self) -> str:
        """The edition being read; nothing is written when there is none yet.

        Asked at each request: composing the statement would take longer than all the rest.
        """
        with connections[self.db].cursor() as cursor:
            cursor.execute(READ, [THE_ONLY_ONE])
            row: tuple[str] | None = cursor.fetchone()
        return row[0] if row else ""

    def renew(self) -> None:
        """Make what the public was shown so far out of date, as soon as the change is committed.

        After the commit and not within: a long import would hold the row, and every other edit.
        """
        transaction.on_commit(lambda: self.update_or_create(pk=THE_ONLY_ONE, defaults=_new()))


class Edition(models.Model):
    """One row: its token says which state of the public site a kept page was made from."""

    token = models.CharField(max_length=32)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "édition"

    def __str__(self) -> str:
        return self.token


class Published(models.Model):
    """A row that the public reads: writing it makes a new edition."""

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        Edition.objects.renew()

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)  # type: ignore[arg-type]
        Edition.objects.renew()
        return deleted


def _new() -> dict[str, str]:
    return {"token": uuid4().hex}
