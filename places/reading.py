"""Rows of a table read by a statement whose columns are composed once.

Django takes longer to compose thirty-eight columns than a database to find twenty rows.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Self

from django.core.exceptions import FullResultSet
from django.db import connections
from django.db.models import DateTimeField, Field, Model
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler

from places.own_columns import OfColumns

# Sort what an index may hold, then read the rows kept and no other.
NEAREST = (
    "SELECT {columns}, measure FROM (SELECT {table}.id, {measure} AS measure"
    " FROM {table} {joins} WHERE {near} AND {where} ORDER BY measure, {table}.id LIMIT {count})"
    " AS kept INNER JOIN {table} USING (id) ORDER BY measure, {table}.id"
)
# When most rows that are near are kept, reading them at once is quicker.
MANY = (
    "SELECT {columns}, {measure} AS measure FROM {table} {joins} WHERE {near} AND {where}"
    " ORDER BY measure, {table}.id LIMIT {count}"
)
BY_KEY = "SELECT {columns} FROM {table} WHERE {table}.id IN ({keys})"


@dataclass(frozen=True)
class Columns:
    """Columns of a model's own table as SQL, and where values need a conversion."""

    model: type[Model]
    sql: str
    names: dict[str, None]
    converted: tuple[tuple[int, Col], ...]

    def objects(self, rows: Iterable[tuple[Any, ...]], alias: str) -> list[Any]:
        """One object for each row, which begins with these columns."""
        converters = [(n, col, _converters(col, alias)) for n, col in self.converted]
        connection, width = connections[alias], len(self.names)
        made = []
        for row in rows:
            values = list(row[:width])
            for n, col, functions in converters:
                for convert in functions:
                    values[n] = convert(values[n], col, connection)
            made.append(self.model.from_db(alias, self.names, values))
        return made


class Reading:
    """What a queryset keeps, its conditions compiled once, to be read again and again.

    The queryset may filter and defer columns; what else it selects, sorts or cuts is not read.
    Raises `EmptyResultSet` when nothing can answer.
    """

    def __init__(self, queryset: Any) -> None:
        query = queryset.query.clone()
        self.table, self.alias = f'"{query.get_initial_alias()}"', queryset.db
        compiler: SQLCompiler = query.get_compiler(self.alias)
        names, are_left_out = query.deferred_loading
        self.columns = columns_of(queryset.model, self.alias, frozenset(names), are_left_out)
        try:
            self.where, self.params = compiler.compile(query.where)
        except FullResultSet:
            self.where, self.params = "", ()
        tables, _ = compiler.get_from_clause()
        self.joins = " ".join(tables[1:])

    def sorted_by(
        self, measure: OfColumns, condition: OfColumns, count: int, *, statement: str = NEAREST
    ) -> list[tuple[Any, ...]]:
        """The first `count` rows that also meet a condition, smallest measure first, then by key.

        The measure ends each row.
        """
        sql = statement.format(
            columns=self.columns.sql,
            measure=self._sql_of(measure),
            table=self.table,
            joins=self.joins,
            near=self._sql_of(condition),
            where=f"({self.where})" if self.where else "TRUE",
            count=int(count),
        )
        with connections[self.alias].cursor() as cursor:
            # Without parameters nobody need look for their marks in a long text.
            cursor.execute(*((sql, self.params) if self.params else (sql % (),)))
            return cursor.fetchall()

    def narrowed(self, conditions: Iterable[OfColumns], *names: str) -> Self:
        """The rows that also meet conditions, of which the key and these columns are read."""
        narrower = copy(self)
        narrower.columns = columns_of(self.columns.model, self.alias, frozenset(names), False)
        wheres = [f"({self.where})"] if self.where else []
        narrower.where = " AND ".join([*wheres, *map(self._sql_of, conditions)])
        return narrower

    def of(self, keys: Iterable[int]) -> dict[int, Any]:
        """The objects of these keys, each under its own, whatever the queryset keeps."""
        wanted = ", ".join(f"{int(key)}" for key in keys)
        if not wanted:
            return {}
        sql = BY_KEY.format(columns=self.columns.sql, table=self.table, keys=wanted)
        with connections[self.alias].cursor() as cursor:
            cursor.execute(sql)
            return {found.pk: found for found in self.objects(cursor.fetchall())}

    def objects(self, rows: Iterable[tuple[Any, ...]]) -> list[Any]:
        """One object for each row read."""
        return self.columns.objects(rows, self.alias)

    def _sql_of(self, expression: OfColumns) -> str:
        return expression.of_table(connections[self.alias].vendor, self.table)


@cache
def columns_of(model: type[Model], alias: str, names: frozenset[str], is_left_out: bool) -> Columns:
    """The columns of a model, all but those named, or those named and the key alone."""
    compiler = model._base_manager.all().query.get_compiler(alias)
    cols = [
        field.get_col(model._meta.db_table)
        for field in model._meta.concrete_fields
        if field.primary_key or (_is_named(field, names) != is_left_out)
    ]
    return Columns(
        model,
        ", ".join(_written(col, compiler) for col in cols),
        dict.fromkeys(col.target.attname for col in cols),
        tuple((n, col) for n, col in enumerate(cols) if _converters(col, alias)),
    )


def _written(col: Col, compiler: SQLCompiler) -> str:
    sql: str = compiler.compile(col)[0]
    return f"{sql}::text" if _is_moment(col, compiler.using) else sql


def _is_moment(col: Col, alias: str) -> bool:
    """Whether a column is a moment that the driver of PostgreSQL would read slowly.

    Django derives its loader from the one that psycopg writes in Python: 15 µs a value.
    """
    is_postgresql = connections[alias].vendor == "postgresql"
    return is_postgresql and isinstance(col.target, DateTimeField)


def _from_text(value: str | None, *_arguments: Any) -> datetime | None:
    return value and datetime.fromisoformat(value)


def _is_named(field: Field[Any, Any], names: frozenset[str]) -> bool:
    return field.name in names or field.attname in names


def _converters(col: Col, alias: str) -> list[Any]:
    if _is_moment(col, alias):
        return [_from_text]
    connection = connections[alias]
    return connection.ops.get_db_converters(col) + col.get_db_converters(connection)
