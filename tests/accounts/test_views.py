"""One's account, and the team of a manager."""

from django.urls import reverse

from mediation.accounts.models import User
from referrals.models import OutgoingMessage
from tests import factories


def test_bachir_corrects_his_name(client, bachir):
    client.force_login(bachir)
    client.post(reverse("accounts:profile"), {"first_name": "Bachir", "last_name": "Ben Ali"})
    bachir.refresh_from_db()
    assert bachir.get_full_name() == "Bachir Ben Ali"


def test_magali_sees_her_team_only(client, magali, bachir, chloe):
    client.force_login(magali)
    page = client.get(reverse("accounts:team")).content.decode()
    assert bachir.email in page
    assert chloe.email not in page


def test_magali_invites_a_colleague_who_gets_a_link(client, magali):
    client.force_login(magali)
    form = {
        "first_name": "Lina",
        "last_name": "Roux",
        "email": "Lina@Exemple.fr",
        "role": "mediator",
    }
    client.post(reverse("accounts:invite"), form)
    lina = User.objects.get(email="lina@exemple.fr")
    assert lina.organisation == magali.organisation
    message = OutgoingMessage.objects.get(recipient="lina@exemple.fr")
    assert "/compte/mot-de-passe/nouveau/" in message.body
    assert "Lina" not in message.subject


def test_magali_cannot_invite_an_analyst(client, magali):
    client.force_login(magali)
    form = {"first_name": "L", "last_name": "R", "email": "l@exemple.fr", "role": "analyst"}
    assert client.post(reverse("accounts:invite"), form).status_code == 200
    assert not User.objects.filter(email="l@exemple.fr").exists()


def test_a_closed_account_is_out_at_once(client, magali, bachir, django_user_model):
    other = type(client)()
    other.force_login(bachir)
    client.force_login(magali)
    client.post(reverse("accounts:set_active", args=[bachir.pk]), {"is_active": "0"})
    assert other.get(reverse("accounts:profile")).status_code == 302


def test_a_stranger_cannot_close_an_account(client, magali, chloe):
    client.force_login(magali)
    url = reverse("accounts:set_active", args=[chloe.pk])
    assert client.post(url, {"is_active": "0"}).status_code == 404
    chloe.refresh_from_db()
    assert chloe.is_active


def test_bachir_closes_his_other_sessions(client, bachir):
    other = type(client)()
    other.force_login(bachir)
    client.force_login(bachir)
    client.post(reverse("accounts:close_sessions"))
    assert other.get(reverse("accounts:profile")).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_the_team_takes_the_same_queries_for_one_and_three(client, magali, count_queries):
    client.force_login(magali)
    client.get(reverse("accounts:team"))
    one = count_queries(lambda: client.get(reverse("accounts:team")))
    factories.UserFactory.create_batch(3, organisation=magali.organisation)
    assert count_queries(lambda: client.get(reverse("accounts:team"))) == one
