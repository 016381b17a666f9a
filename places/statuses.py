"""What the states of a place let people see, below the models and what they call."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func
from django.db.models.sql.compiler import SQLCompiler

PUBLISHED, TEMPORARILY_CLOSED = "published", "temporarily_closed"
PUBLIC = (PUBLISHED, TEMPORARILY_CLOSED)
LITERALS = ", ".join(f"'{status}'" for status in PUBLIC)


class Shown(Func):
    """The public sees the row: SQL without a parameter, quicker to compose and to send."""

    output_field = BooleanField()

    def __init__(self) -> None:
        super().__init__("status")

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        status, _ = compiler.compile(self.source_expressions[0])
        return f"{status} IN ({LITERALS})", []


class MayOpen(Func):
    """The row has hours, and is not closed for a while; SQL without a parameter too."""

    output_field = BooleanField()

    def __init__(self) -> None:
        super().__init__("opening_hours", "status")

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        (hours, _), (status, _) = (compiler.compile(column) for column in self.source_expressions)
        return f"({hours} <> '' AND {status} <> '{TEMPORARILY_CLOSED}')", []
