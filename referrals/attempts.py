"""A few tries a while from one address: guessing and flooding must not pay."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from referrals.identity import keyed_hash


def address_key(request: HttpRequest) -> str:
    """The client's address (the right-most hop that is not a trusted proxy), sealed."""
    return keyed_hash("address", get_adapter(request).get_client_ip(request))


def is_too_often(request: HttpRequest, what: str, tries: int, seconds: int) -> bool:
    """Count one more try of `what`; whether there were more than `tries` in this window."""
    key = f"{what}:{address_key(request)}:{int(time.time()) // seconds}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > tries
    except ValueError:
        return False
