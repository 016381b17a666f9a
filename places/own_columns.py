"""Conditions and measures of a row's own columns, written as SQL that takes no parameter."""

from typing import Any, ClassVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func
from django.db.models.sql.compiler import SQLCompiler


class OfColumns(Func):
    """An expression whose SQL is ours, from the names of its columns.

    Built from Django's own, the same takes longer to compose than a search takes to run.
    """

    columns: ClassVar[tuple[str, ...]]

    def __init__(self) -> None:
        super().__init__(*self.columns)

    def written(self, vendor: str, *columns: str) -> str:
        """Its SQL for a kind of database, given its columns as SQL."""
        raise NotImplementedError

    def of_table(self, vendor: str, table: str) -> str:
        """Its SQL for the rows of a table, without a query to resolve it in."""
        return self.written(vendor, *(f'{table}."{column}"' for column in self.columns))

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        columns = (compiler.compile(column)[0] for column in self.source_expressions)
        return self.written(connection.vendor, *columns), []
