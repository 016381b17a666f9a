"""Before a page is published: what it weighs, how it reads, and what to do about it."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from lxml import html

from home.content_checks import RULES
from home.page_report import report_on
from home.plain_words import faults_of, words_a_sentence
from home.weighing import weigh

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def main(content):
    return html.fragment_fromstring(f"<main>{content}</main>")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("<h1>Un</h1><h3>Trois</h3>", "saute un niveau"),
        ("<h1>Un</h1><h2> </h2>", "Un titre est vide"),
        ("<img src='a.png'>", "pas de description"),
        ("<img src='a.png' alt='IMG_2034.JPG'>", "nom de fichier"),
        ("<a href='/x/'>Cliquez ici</a>", "ne dit pas où il mène"),
        ("<a href='/x/'>En savoir plus →</a>", "ne dit pas où il mène"),
        ("<a href='/x/'>https://exemple.fr/une/page/tres/longue</a>", "est une adresse"),
        ("<p>" + "mot " * 26 + ".</p>", "a 26 mots"),
    ],
)
def test_an_editor_is_told_what_to_mend(content, fault):
    (sentence,) = faults_of(main(content))
    assert fault in sentence


@pytest.mark.parametrize(
    "content",
    [
        "<h1>Un</h1><h2>Deux</h2><h3>Trois</h3><h2>Deux</h2>",
        "<img src='a.png' alt=''><img src='b.png' alt='Deux personnes devant un écran'>",
        "<a href='/x/'>Lire la fiche du lieu</a>",
        "<p>" + "mot " * 25 + ".</p>",
        "<ul><li>" + "mot " * 15 + "</li><li>" + "mot " * 15 + "</li></ul>",
    ],
)
def test_a_good_page_is_left_alone(content):
    assert faults_of(main(content)) == []


def test_sentences_are_measured_in_words():
    assert (
        words_a_sentence(main("<p>Un deux trois. M. Petit vient !</p><p>Cinq mots de plus ici</p>"))
        == 4
    )
    assert words_a_sentence(main("")) == 0


def test_a_page_is_weighed_with_what_it_loads():
    default_storage.save("images/grande.webp", ContentFile(b"\x01" * 300_000))
    page = (
        '<html><head><link rel="stylesheet" href="/static/css/fanal.css"></head>'
        '<body><main><img src="/media/images/grande.webp" alt=""></main>'
        "<wagtail-userbar><p>Outils</p></wagtail-userbar></body></html>"
    )
    weighed = weigh(page)
    assert weighed.nodes == 6
    # The page, its style sheet, two fonts, one image.
    assert weighed.requests == 5
    assert weighed.resources[0].name == "grande.webp"
    assert 330_000 < weighed.size < 420_000
    advice = " ".join(report_on(page).advice)
    assert "« grande.webp » pèse 300\u00a0ko" in advice


def test_a_file_of_another_site_is_pointed_out():
    page = '<html><body><main><img src="https://ailleurs.fr/a.png" alt=""></main></body></html>'
    assert "vient d’un autre site" in report_on(page).advice[0]


def test_too_many_elements_are_pointed_out():
    page = "<html><body><main>" + "<p>Mot.</p>" * 300 + "</main></body></html>"
    assert (
        "303 éléments" in report_on(page).advice[-1] or "304 éléments" in report_on(page).advice[-1]
    )


def report_for(client, user, page):
    client.force_login(user, backend=BACKEND)
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    return client.get(address, {"mode": "bilan"})


def test_an_editor_and_a_moderator_see_the_same_report(client, home, edith, moussa, article_index):
    article = article_index.get_children().first().specific
    first = report_for(client, edith, article).content.decode()
    assert "EcoIndex" in first
    assert "mots par phrase" in first
    assert report_for(client, moussa, article).content.decode() == first


def test_a_stranger_to_the_cms_sees_no_report(client, home, alice):
    assert report_for(client, alice, home).status_code == 403


@pytest.mark.parametrize("path", ["/", "/articles/", "/articles/preparer-sa-venue/", "/cookies/"])
def test_our_own_pages_give_the_example(client, home, path):
    report = report_on(client.get(path).content.decode())
    assert report.weight.letter == "A"
    assert report.advice == ()


def test_the_checks_beside_the_editor_speak_french(client, home, moussa):
    client.force_login(moussa, backend=BACKEND)
    address = reverse("wagtailadmin_pages:edit", args=[home.pk])
    text = client.get(address).content.decode()
    assert "data-page-report" in text
    assert "js/gestion.js" in text
    # The configuration is JSON inside the page: letters with accents are written as codes.
    for rule in ("image-alt", "color-contrast"):
        assert json.dumps(RULES[rule][0])[1:-1] in text
