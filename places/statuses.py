"""What the states of a place let people see, below the models and what they call."""

from django.db.models import BooleanField

from places.own_columns import OfColumns

PUBLISHED, TEMPORARILY_CLOSED = "published", "temporarily_closed"
PUBLIC = (PUBLISHED, TEMPORARILY_CLOSED)
LITERALS = ", ".join(f"'{status}'" for status in PUBLIC)


class Shown(OfColumns):
    """The public sees the row."""

    output_field = BooleanField()
    columns = ("status",)

    def written(self, _vendor: str, status: str) -> str:  # type: ignore[override]
        return f"{status} IN ({LITERALS})"


class MayOpen(OfColumns):
    """The row has hours, and is not closed for a while."""

    output_field = BooleanField()
    columns = ("opening_hours", "status")

    def written(self, _vendor: str, hours: str, status: str) -> str:  # type: ignore[override]
        return f"({hours} <> '' AND {status} <> '{TEMPORARILY_CLOSED}')"
