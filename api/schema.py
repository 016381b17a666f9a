"""The OpenAPI description of the API, made from the code once a process."""

from functools import lru_cache
from typing import Any

from django.urls import include, path
from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator

from api.middleware import PREFIX
from places.open_data import LICENCE

DESCRIPTION = """\
Les lieux de médiation numérique publiés sur ce site : où ils sont, ce qu’ils proposent, quand ils
ouvrent. Lecture seule, sans clé ni compte, ouverte aux pages web de toute origine (CORS).

Les données sont sous Licence Ouverte 2.0 : réutilisez-les librement en citant ce site et la date.
Source : les producteurs nommés par chaque lieu, au standard national « Lieux de médiation
numérique » ; communes et intercommunalités : INSEE et IGN.

Au plus 120 demandes par minute et par adresse, dont 20 fichiers entiers (GeoJSON ou CSV). Gardez
l’en-tête `ETag` : `If-None-Match` répond 304 tant que rien n’a changé.
"""


class OpenDataGenerator(SchemaGenerator):
    """Say whose data they are and how they may be used."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's admin has views of the same kind, which are no part of this door.
        self.patterns = [path(PREFIX.removeprefix("/"), include("api.urls"))]

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        schema: dict[str, Any] = super().get_schema(request, public)
        schema["info"] |= {"description": DESCRIPTION, "license": LICENCE}
        return schema


def schema() -> dict[str, Any]:
    """The description in the language of the request."""
    return _schema(get_language())


@lru_cache
def _schema(_language: str | None) -> dict[str, Any]:
    return OpenDataGenerator().get_schema(public=True)
