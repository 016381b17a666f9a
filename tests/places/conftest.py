"""Fixtures of the tests of places."""

import threading

import pytest
from django.core.cache import cache
from django.core.management import call_command

from places.models import Commune, CommuneName, Departement, Epci, FormerCommune, PostalCode, Region
from tests.places.address_base import AddressBase


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The whole gazetteer, loaded once for a module and taken away after it."""
    with django_db_blocker.unblock():
        call_command("load_territories", verbosity=0)
        yield
        # In the order of what refers to what; too many rows to be fetched before they go.
        for model in (CommuneName, FormerCommune, PostalCode, Commune, Epci, Departement, Region):
            model.objects.all()._raw_delete("default")


@pytest.fixture
def base(settings):
    cache.clear()
    server = AddressBase()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.BAN_HOST = f"http://127.0.0.1:{server.server_port}"
    settings.BAN_ALLOW_PRIVATE = True
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
    cache.clear()
