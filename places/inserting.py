"""Insert many rows at once from plain values, several times quicker than building each model."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from django.db import connection, models

# What every database takes in one statement.
MOST_VALUES = 999
# So many rows in a statement are written quicker than one by one; of longer ones, fewer are not.
WORTH_IT = 50
encoded = json.JSONEncoder(sort_keys=True, default=str).encode


class Encoded(str):
    """A value of a JSON column, already written as JSON."""

    __slots__ = ()


def insert(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows given as column attribute (`commune_id`…) → value; others take their default.

    Every row names the same attributes, two of them at least; the values are not validated, the
    constraints are.
    """
    table = list(rows)
    if not table:
        return
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    given = [field for field in fields if field.attname in table[0]]
    others = [field for field in fields if field.attname not in table[0]]
    defaults = [field.get_db_prep_save(field.get_default(), connection) for field in others]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in (*given, *others))
    name = quote(model._meta.db_table)
    values_of = itemgetter(*(field.attname for field in given))
    preparing = [(n, prepare) for n, field in enumerate(given) if (prepare := _preparing(field))]
    lines = [[*values_of(row), *defaults] for row in table]
    for line in lines:
        for n, prepare in preparing:
            line[n] = prepare(line[n])
    _write(f"INSERT INTO {name} ({columns}) VALUES ", lines)  # noqa: S608


def _write(statement: str, lines: Sequence[Sequence[Any]]) -> None:
    row = f"({', '.join(['%s'] * len(lines[0]))})"
    together = MOST_VALUES // len(lines[0])
    with connection.cursor() as cursor:
        if together < WORTH_IT:
            cursor.executemany(statement + row, lines)
            return
        for start in range(0, len(lines), together):
            some = lines[start : start + together]
            cursor.execute(statement + ", ".join([row] * len(some)), list(chain(*some)))


def _preparing(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """What brings a value to the database's; None for a column that takes texts and numbers."""

    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    def prepare_json(value: Any) -> Any:
        if isinstance(value, Encoded):
            return str(value)
        return prepare(value) if value != {} else "{}"

    if isinstance(field, models.JSONField):
        return prepare_json
    # The moment of an import stands in each of its rows: it is brought once.
    return lru_cache(maxsize=1024)(prepare) if isinstance(field, models.DateField) else None
