"""Fields of the filters that a name of the gazetteer or a part of the map must fill."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.translation import gettext

from places.models import Territory
from places.nearness import Box
from places.search import read_box

LONGEST_CODE = 9


class TerritoryField(CharField):
    """The code of a territory that exists; cleaned, it is the `Territory`."""

    def __init__(self, *, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(max_length=LONGEST_CODE, **kwargs)

    def clean(self, value: str | None) -> Territory | None:
        code = super().clean(value)
        if not code:
            return None
        territory = Territory(self.kind, code.upper())
        if territory.row() is None:
            sentence = gettext("aucun territoire n’a le code «\u202f%(code)s\u202f».")
            raise ValidationError(sentence % {"code": code})
        return territory


class ZoneField(CharField):
    """A part of the map, « west,south,east,north »; cleaned, it is a `Box`."""

    def clean(self, value: str | None) -> Box | None:
        text = super().clean(value)
        try:
            return read_box(text) if text else None
        except ValueError:
            sentence = gettext("écrivez ouest,sud,est,nord en degrés.")
            raise ValidationError(sentence) from None
