"""What an operator runs."""

import pytest
from cryptography.exceptions import InvalidTag
from django.core.management import call_command
from django.db import connection

from referrals.identity import decrypt
from referrals.models import Referral

pytestmark = pytest.mark.django_db


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_name FROM referrals_referral")
        return cursor.fetchone()[0]


def test_after_a_rotation_the_old_key_opens_nothing(settings, referral, capsys):
    old = settings.IDENTITY_KEYS
    settings.IDENTITY_KEYS = ["nouvelle-clé", *old]
    assert decrypt(stored()) == "Lamoureux"
    call_command("rotate_identity_keys")
    assert "orientation : 1" in capsys.readouterr().out
    assert Referral.objects.get().last_name == "Lamoureux"
    settings.IDENTITY_KEYS = old
    with pytest.raises(InvalidTag):
        decrypt(stored())
