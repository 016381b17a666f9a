"""Give every template the site's own settings."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.models import SiteSettings

logger = logging.getLogger(__name__)


def site(request: HttpRequest) -> dict[str, object]:
    """Read the settings once a request, if a template asks; an error page still shows."""
    return {"site_settings": SimpleLazyObject(lambda: settings_or_defaults(request))}


def settings_or_defaults(request: HttpRequest) -> SiteSettings:
    try:
        return SiteSettings.for_request(request)
    except DatabaseError:
        logger.exception("the site's settings cannot be read")
        return SiteSettings()
