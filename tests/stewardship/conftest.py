"""What the tests of the sheets share."""

import pytest
from django.contrib.auth.models import Group, Permission

from mediation.accounts.models import User
from tests import factories


@pytest.fixture
def place(magali):
    """The place that Magali's organisation holds."""
    return magali.organisation.places.get()


@pytest.fixture
def desk(client, magali):
    """Magali, signed in."""
    client.force_login(magali)
    return client


@pytest.fixture
def modeste(site):
    """Modeste moderates the site: no role, a group of the CMS."""
    group = Group.objects.create(name="Modérateurs")
    group.permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "moderate_place", "change_place"])
    )
    user = factories.UserFactory(first_name="Modeste", role="", organisation=None)
    user.groups.add(group)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def mail(mailoutbox):
    """The messages that left, by recipient."""

    def to(address: str) -> list[str]:
        return [f"{m.subject}\n{m.body}" for m in mailoutbox if m.to == [address]]

    return to
