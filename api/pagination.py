"""Cut a list in pages, and refuse a page that nobody can mean."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

from api.errors import refusal

MOST_A_PAGE = 100
LONGEST_NUMBER = 9


class Pages(PageNumberPagination):
    """Twenty rows a page, up to a hundred when asked."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = MOST_A_PAGE
    page_query_description = _("Numéro de page, à partir de 1.")
    page_size_query_description = _("Nombre de lieux par page, de 1 à 100.")
    invalid_page_message = _("La page {page_number} n’existe pas\u202f: la liste est plus courte.")

    @classmethod
    def is_asked(cls, request: Request) -> bool:
        """Whether the caller wants one page."""
        return not request.query_params.keys().isdisjoint({"page", "page_size"})

    def get_page_size(self, request: Request) -> int:
        size = whole_number(request.query_params.get("page_size", str(self.page_size)))
        if size is None or size > MOST_A_PAGE:
            raise refusal(gettext("page_size\u00a0: écrivez un nombre entier de 1 à 100."))
        return size

    def get_page_number(self, request: Request, paginator: Paginator) -> int:
        number = whole_number(request.query_params.get("page", "1"))
        if number is None:
            raise refusal(gettext("page\u00a0: écrivez un nombre entier à partir de 1."))
        return number

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "description": "Nombre de lieux, toutes pages."},
                "next": link | {"description": "Adresse de la page suivante."},
                "previous": link | {"description": "Adresse de la page précédente."},
                "results": schema,
            },
        }


def whole_number(text: str) -> int | None:
    """A number from 1 to 999,999,999 written with plain digits, or None."""
    is_plain = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) or None if is_plain else None
