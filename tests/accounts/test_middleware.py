"""Sessions end, and a second factor is asked of everyone."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.urls import reverse

from mediation.accounts.middleware import SEEN_AT, SIGNED_IN_AT
from mediation.accounts.models import User
from tests import factories

PROFILE = "accounts:profile"


def age_session(client, **values):
    session = client.session
    session.update(values)
    session.save()


def test_an_idle_session_ends_after_thirty_minutes(client, bachir):
    client.force_login(bachir)
    age_session(client, **{SEEN_AT: time.time() - 31 * 60})
    assert client.get(reverse(PROFILE)).status_code == 302


def test_a_session_in_use_goes_on(client, bachir):
    client.force_login(bachir)
    age_session(client, **{SEEN_AT: time.time() - 29 * 60})
    assert client.get(reverse(PROFILE)).status_code == 200


def test_a_session_ends_after_eight_hours_whatever_one_does(client, bachir):
    client.force_login(bachir)
    age_session(client, **{SIGNED_IN_AT: time.time() - 8 * 3600 - 1, SEEN_AT: time.time()})
    assert client.get(reverse(PROFILE)).status_code == 302


def test_someone_without_second_factor_is_sent_to_set_one_up(client, bachir, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(bachir)
    response = client.get(reverse(PROFILE))
    assert response.status_code == 302
    assert response.url == reverse("mfa_activate_totp")


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.django_db
def test_a_mediator_signs_in_with_password_and_code(client, bachir, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    secret = generate_totp_secret()
    TOTP.activate(bachir, secret)
    form = {"login": bachir.email.upper(), "password": factories.PASSWORD}
    response = client.post(reverse("account_login"), form)
    assert response.url == reverse("mfa_authenticate")
    assert client.get(reverse(PROFILE)).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get(reverse(PROFILE)).status_code == 200


def test_nobody_signs_up_alone(client, db):
    response = client.post(
        reverse("account_signup"),
        {
            "email": "intrus@exemple.fr",
            "password1": factories.PASSWORD,
            "password2": factories.PASSWORD,
        },
    )
    assert not User.objects.filter(email="intrus@exemple.fr").exists()
    assert response.status_code == 200


def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(client, bachir):
    answers = [
        client.post(reverse("account_login"), {"login": email, "password": "mauvais-mot-de-passe"})
        for email in (bachir.email, "inconnue@exemple.fr")
    ]
    assert {answer.status_code for answer in answers} == {200}
    known, unknown = (answer.context["form"].errors for answer in answers)
    assert known == unknown


def test_five_failures_block_the_account_for_a_while(client, bachir):
    form = {"login": bachir.email, "password": "mauvais-mot-de-passe"}
    for _ in range(5):
        client.post(reverse("account_login"), form)
    client.post(reverse("account_login"), form | {"password": factories.PASSWORD})
    assert client.get(reverse(PROFILE)).status_code == 302


def test_a_crowded_network_is_told_in_french_what_to_do(client, db, site, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    form = {"login": "alice@exemple.fr", "password": "mauvais-mot-de-passe"}
    client.post(reverse("account_login"), form)
    response = client.post(reverse("account_login"), form)
    assert response.status_code == 429
    assert "Trop de demandes à la suite" in response.content.decode()
