"""Say in French, as JSON, why a request was not answered."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext, ngettext
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler


def refusal(sentence: str, **more: Any) -> exceptions.ValidationError:
    """The error to raise for a request that cannot be understood: a sentence, and what may help."""
    return exceptions.ValidationError({"detail": sentence, **more})


def explain(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's answer to an error, in our own words; None for what is not expected (a 500)."""
    response = exception_handler(error, context)
    if response is not None and (sentence := sentence_for(error)):
        response.data = {"detail": sentence}
    return response


def sentence_for(error: Exception) -> str | None:
    """Our words for the errors that the framework raises by itself."""
    if isinstance(error, Http404):
        return gettext("Cette adresse ne mène à rien. La racine de l’API est /api/v1/.")
    if isinstance(error, exceptions.MethodNotAllowed):
        return gettext("Cette API se lit seulement\u202f: utilisez GET.")
    if isinstance(error, exceptions.NotAcceptable):
        formats = ", ".join(renderer.media_type for renderer in error.available_renderers)
        return gettext("Formats proposés\u00a0: %(formats)s.") % {"formats": formats}
    if isinstance(error, exceptions.Throttled):
        return too_many(int(error.wait or 0) + 1)
    return None


def too_many(seconds: int) -> str:
    return ngettext(
        "Trop de demandes depuis votre adresse. Réessayez dans %(count)s\u00a0seconde.",
        "Trop de demandes depuis votre adresse. Réessayez dans %(count)s\u00a0secondes.",
        seconds,
    ) % {"count": seconds}
