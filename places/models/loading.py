"""Rows made objects without the ceremony of a new one."""

from collections.abc import Collection, Sequence
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState


class Loaded(models.Model):
    """A model whose stored rows are many on a page: no signal, no default, no check of arguments.

    `Model.__init__` takes four times as long, for rows whose every value is known.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Sequence[Any]) -> Self:
        """One object for a row; the columns that are not there are read when asked for."""
        row = cls.__new__(cls)
        state = ModelState()
        state.adding, state.db = False, db
        row.__dict__.update(zip(field_names, values, strict=True), _state=state)
        return row
