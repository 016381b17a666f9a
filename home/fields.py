"""A StreamField whose blocks stay out of migrations: they change no column."""

from typing import Any

from wagtail import fields


class StreamField(fields.StreamField):
    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _blocks, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [[]], options
