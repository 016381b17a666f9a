"""Fixtures of the tests of the API."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_called_yet():
    """The limit of requests counts in the cache, which tests share."""
    cache.clear()
