"""A request too large gets a sentence, not a broken connection nor an error."""

from django.urls import reverse


def test_an_oversized_upload_gets_a_clear_sentence(client, site, settings):
    settings.MAX_REQUEST_BYTES = 1_000
    answer = client.post(reverse("account_login"), {"login": "x" * 2_000})
    assert answer.status_code == 413
    assert "trop" in answer.content.decode()


def test_an_ordinary_form_passes(client, site):
    assert client.post(reverse("account_login"), {"login": "x"}).status_code == 200


def test_a_length_that_is_no_number_is_no_error(client, site):
    answer = client.post(reverse("account_login"), {"login": "x"}, headers={"content-length": "²"})
    assert answer.status_code in {200, 400}
