"""Keep one caller from slowing everybody: a generous limit, a lower one for whole files."""

from typing import Any

from django.utils.crypto import salted_hmac
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle


class ReaderThrottle(AnonRateThrottle):
    """Any request."""

    scope = "api"
    rate = "120/min"

    def get_ident(self, request: Request) -> str:
        """The caller's address, sealed: the cache keeps no address of anybody."""
        return salted_hmac("api.throttling", super().get_ident(request) or "").hexdigest()


class FileThrottle(ReaderThrottle):
    """Files of every place, which are long to write."""

    scope = "api-files"
    rate = "20/min"

    def allow_request(self, request: Request, view: Any) -> bool:
        return not view.is_whole_file() or super().allow_request(request, view)
