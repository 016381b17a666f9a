"""Empty the database after a test that committed: only the tables where something was written.

Django's own flush empties every table, then makes content types and permissions again: a second a
test, for some hundred tables of which ten were written.
"""

from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

from places import vocabulary

# Made with the tables, and written by no test.
KEPT = {"django_content_type", "auth_permission", "django_migrations"}


def empty_database(_test: TransactionTestCase | None = None) -> None:
    """Leave the database as it was made: its tables empty, the vocabularies seeded."""
    written = written_tables()
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        if connection.vendor == "postgresql" and written:
            names = ", ".join(map(connection.ops.quote_name, written))
            cursor.execute(f"TRUNCATE {names} CASCADE")
        elif written:
            for name in written:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608
    vocabulary.seed()


def written_tables() -> list[str]:
    """The tables that hold a row, of ours and of those that Django made for us."""
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models if model._meta.managed} - KEPT
    known = sorted(tables & set(connection.introspection.table_names()))
    quote = connection.ops.quote_name
    question = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {quote(name)})"  # noqa: S608
        for name in known
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [name for (name,) in cursor.fetchall()]


TransactionTestCase._fixture_teardown = empty_database
