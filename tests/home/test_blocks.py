"""What each block shows, and what it refuses with a sentence."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model

from home.models import ArticlePage, ContentPage, CrisisPage, HomePage, SiteSettings
from tests import factories


def block(name):
    return ArticlePage.body.field.stream_block.child_blocks[name]


def all_blocks():
    fields = (
        ArticlePage.body.field,
        HomePage.cards.field,
        CrisisPage.phone_numbers.field,
        SiteSettings.non_conformities.field,
    )
    return [child for field in fields for child in field.stream_block.child_blocks.values()]


def labels_in(child):
    """The words an editor reads above each field of a block."""
    for inner in getattr(child, "child_blocks", {}).values():
        yield inner.label
        yield from labels_in(inner)
    if hasattr(child, "child_block"):
        yield from labels_in(child.child_block)


def test_every_field_of_a_block_is_named_as_fields_are():
    labels = [label for child in all_blocks() for label in labels_in(child)]
    assert "Ce que montre l’image" in labels
    assert [label for label in labels if label and not label[0].isupper()] == []


def document(name, content):
    return get_document_model().objects.create(title=name, file=ContentFile(content, name))


def faults_of(name, **values):
    child = block(name)
    with pytest.raises(ValidationError) as caught:
        child.clean(child.to_python(values))
    nested = getattr(caught.value, "block_errors", None) or {}
    messages = [message for inner in nested.values() for message in inner.messages]
    return " ".join(messages) or str(caught.value.non_block_errors)


@pytest.mark.parametrize("child", all_blocks(), ids=lambda child: child.name)
def test_every_block_says_what_it_is_for_and_shows_an_example(child, client, home, moussa):
    assert child.get_description()
    assert child.is_previewable
    client.force_login(moussa, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("wagtailadmin_block_preview") + f"?id={child.definition_prefix}"
    html = client.get(address).content.decode()
    assert "css/fanal.css" in html
    assert len(html.split("<main")[1]) > 150


def test_a_line_easy_to_understand_holds_one_idea(home):
    child = block("easy").child_blocks["lines"].child_block
    child.clean(child.to_python({"text": "Vous avez rendez-vous avec M. Petit."}))
    for text in ("Venez. Une personne vous aide.", "C’est gratuit ? Oui."):
        with pytest.raises(ValidationError):
            child.clean(child.to_python({"text": text}))


def test_a_line_easy_to_understand_is_one_line_of_the_page(home):
    child = block("easy")
    html = child.render(child.to_python({"lines": [{"text": "Venez."}, {"text": "On vous aide."}]}))
    assert html.count("<p>") == 2


def video_values(**others):
    film = document("film.mp4", b"\x00" * 2000)
    return {"title": "Film", "video": film.pk, "transcript": "<p>Bonjour.</p>"} | others


def test_a_video_has_captions_unless_nobody_speaks(home):
    assert "sous-titres" in faults_of("video", **video_values())
    child = block("video")
    child.clean(child.to_python(video_values(is_silent=True)))


def test_a_video_has_a_transcript(home):
    child = block("video")
    with pytest.raises(ValidationError):
        child.clean(child.to_python(video_values(is_silent=True, transcript="")))


def test_a_video_of_another_format_and_false_captions_are_refused(home):
    film = document("film.avi", b"x")
    assert "MP4" in faults_of("video", **video_values(video=film.pk, is_silent=True))
    words = document("film.txt", b"WEBVTT")
    assert ".vtt" in faults_of("video", **video_values(captions=words.pk))
    words = document("film.vtt", b"1\n00:00 --> 00:01")
    assert "WEBVTT" in faults_of("video", **video_values(captions=words.pk))


def test_a_video_loads_nothing_before_it_is_asked_for(home):
    words = document("film.vtt", b"\xef\xbb\xbfWEBVTT\n\n")
    child = block("video")
    html = child.render(child.clean(child.to_python(video_values(captions=words.pk))))
    assert 'preload="none"' in html
    assert 'kind="captions"' in html
    assert "Bonjour." in html
    assert "2\xa0ko" in html


def test_a_contact_can_be_reached(home):
    assert "moyen de vous joindre" in faults_of("contact", title="Contact", who="L’accueil")


def test_a_contact_takes_the_address_and_phone_of_a_place(home):
    place = factories.PlaceFactory(name="Médiathèque", phone="0555000001")
    child = block("contact")
    html = child.render(child.clean(child.to_python({"title": "Contact", "place": place.pk})))
    assert place.get_absolute_url() in html
    assert place.address in html
    assert 'href="tel:0555000001"' in html


def places_value(**others):
    return {"title": "Ici", "kind": "departement", "code": "23", "has_map": True} | others


def test_a_map_of_a_territory_loads_only_when_it_is_asked_for(client, home, site_settings):
    factories.PlaceFactory()
    body = json.dumps([{"type": "places", "value": places_value()}])
    home.add_child(instance=ContentPage(title="Carte", slug="carte", body=body))
    html = client.get("/carte/").content.decode()
    assert 'href="/lieux/?departement=23" data-map' in html
    assert 'data-query="departement=23"' in html
    assert "places/map.js" in html
    assert html.count("leaflet.js") == html.count('data-leaflet="') == 1
    assert "places/map.js" not in client.get("/cookies/").content.decode()


def test_a_page_has_one_map(home, site_settings):
    stream = ArticlePage.body.field.stream_block
    value = stream.to_python([{"type": "places", "value": places_value()}] * 2)
    with pytest.raises(ValidationError):
        stream.clean(value)
    value = stream.to_python(
        [{"type": "places", "value": places_value(has_map=has_map)} for has_map in (True, False)]
    )
    assert len(stream.clean(value)) == 2


@pytest.mark.parametrize("text", ["14.1", "0.2", "1", "1.1.1"])
def test_a_criterion_is_one_of_the_rgaa(text):
    child = SiteSettings.non_conformities.field.stream_block.child_blocks["non_conformity"]
    with pytest.raises(ValidationError):
        child.clean(child.to_python({"kind": "fault", "criterion": text, "what": "Rien."}))
