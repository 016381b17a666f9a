"""Terms whose keys are also noted on the row that has them, where an index can hold them.

To ask the table of links about each place of a neighbourhood takes longer than to find the place.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db import models, transaction
from django.db.models.fields.related_descriptors import ManyToManyDescriptor

NOTED = "term_keys"


def noted(keys: Iterable[int]) -> str:
    """Keys as one text in which each stands between two spaces: « 3 46 » is ` 3 46 `."""
    text = " ".join(map(str, sorted(keys)))
    return text and f" {text} "


class KeysField(models.TextField[str, str]):
    """What `noted` makes of a row's terms: saving the row never puts back what it was read with."""

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        return super().pre_save(instance, add) if add else models.F(self.attname)

    def deconstruct(self) -> Any:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.TextField", arguments, options


class TermsField(models.ManyToManyField[Any, Any]):
    """The terms of a row: what adds or takes some away notes the keys of all (`KeysField`)."""

    def contribute_to_class(self, cls: type[models.Model], name: str, **options: Any) -> None:
        super().contribute_to_class(cls, name, **options)
        setattr(cls, name, NotingDescriptor(self.remote_field, reverse=False))

    def deconstruct(self) -> Any:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.ManyToManyField", arguments, options


class NotingDescriptor(ManyToManyDescriptor[Any, Any]):
    """Gives a manager of terms that notes what it writes; `set` and `create` go through it too."""

    @cached_property
    def related_manager_cls(self) -> Any:
        manager: Any = super().related_manager_cls

        class Noting(manager):  # type: ignore[misc]
            @transaction.atomic
            def add(self, *terms: Any, **options: Any) -> None:
                super().add(*terms, **options)
                self.note()

            @transaction.atomic
            def remove(self, *terms: Any) -> None:
                super().remove(*terms)
                self.note()

            @transaction.atomic
            def clear(self) -> None:
                super().clear()
                self.note()

            def note(self) -> None:
                links = self.through._base_manager.filter(**{self.source_field_name: self.instance})
                keys = noted(links.values_list(self.target_field.attname, flat=True))
                setattr(self.instance, NOTED, keys)
                rows = type(self.instance)._default_manager.filter(pk=self.instance.pk)
                rows.update(**{NOTED: keys})

        return Noting
