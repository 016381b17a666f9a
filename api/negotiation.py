"""Choose the format of an answer: `?format=` first, then the Accept header."""

from collections.abc import Sequence

from django.utils.translation import gettext
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

from api.errors import refusal


class FormatNegotiation(DefaultContentNegotiation):
    """A format that does not exist is a mistake of the request, not an unknown address."""

    def filter_renderers(
        self,
        renderers: Sequence[BaseRenderer],
        format: str,  # noqa: A002 - DRF's own name
    ) -> list[BaseRenderer]:
        chosen = [renderer for renderer in renderers if renderer.format == format]
        if not chosen:
            formats = ", ".join(renderer.format for renderer in renderers)
            raise refusal(
                gettext("format\u00a0: choisissez parmi %(formats)s.") % {"formats": formats}
            )
        return chosen
