"""A form whose mark of origin was lost is refused in our own words, with a way on."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

JARGON = ("CSRF", "Interdit", "Referer", "DEBUG")


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("code", "home", "words"),
    [
        ("fr", "/", "Votre formulaire n’est pas parti"),
        ("en", "/en/", "Your form was not sent"),
        ("uk", "/uk/", "Вашу форму не надіслано"),
        ("ar", "/ar/", "لم تُرسل استمارتك"),
        ("fr-simple", "/fr-simple/", "Nous n’avons rien reçu."),
    ],
)
def test_a_citizen_without_cookies_is_told_what_to_do(strict, site, code, home, words):
    with override(code):
        url = reverse("places:list")
    # No form of the citizens' pages asks for a cookie: this is what an old page might send.
    answer = strict.post(url, {"reference": "K7M3Q9TA"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert words in page
    assert f'<html lang="{code}"' in page
    assert f'class="button" href="{home}"' in page
    for word in (*JARGON, "K7M3"):
        assert word not in page
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_professional_is_told_too_and_nobody_is_named(strict, magali, site):
    strict.force_login(magali)
    answer = strict.post(reverse("stewardship:propose"), {"name": "Le Fournil"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert answer["Cache-Control"] == "no-store"
    assert "Aller à mon espace" in page
    for word in (*JARGON, magali.first_name, magali.last_name, magali.email, "Le Fournil"):
        assert word not in page


def test_sending_again_from_a_fresh_page_works(strict, site):
    url, typed = reverse("account_login"), {"login": "alice@exemple.fr", "password": "?"}
    assert strict.post(url, typed).status_code == 403
    token = strict.get(url).context["csrf_token"]
    answer = strict.post(url, typed | {"csrfmiddlewaretoken": str(token)})
    assert answer.status_code == 200
