"""A film of the library really plays, by keyboard, with its captions and its words beside it."""

import base64
import json

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect
from wagtail.documents import get_document_model

from home.bootstrap import prepare_site
from home.models import ContentPage, HomePage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A second of a square that grows, filmed by the browser itself: no file of anybody's is needed.
FILM = """() => new Promise(done => {
  const canvas = Object.assign(document.createElement("canvas"), {width: 160, height: 90});
  const pen = canvas.getContext("2d");
  let width = 0;
  pen.fillStyle = "teal";
  const draw = setInterval(() => pen.fillRect(0, 0, width += 4, 90), 40);
  const camera = new MediaRecorder(canvas.captureStream(25), {mimeType: "video/webm;codecs=vp8"});
  const parts = [];
  camera.ondataavailable = event => parts.push(event.data);
  camera.onstop = () => {
    clearInterval(draw);
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",").pop());
    reader.readAsDataURL(new Blob(parts));
  };
  camera.start();
  setTimeout(() => camera.stop(), 1000);
})"""
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nUn carr\xc3\xa9 grandit.\n"


def library(name: str, content: bytes) -> int:
    file = ContentFile(content, name)
    return get_document_model().objects.create(title=name, file=file).pk


@pytest.fixture
def film(page: Page, site) -> str:
    """The address of a page with a film."""
    prepare_site("Département de la Creuse")
    page.goto("/plan-du-site/")
    content = base64.b64decode(page.evaluate(FILM))
    block = {
        "title": "Un carré",
        "video": library("film.webm", content),
        "captions": library("film.vtt", CAPTIONS),
        "transcript": "<p>On voit un carré vert grandir.</p>",
        "is_silent": False,
    }
    body = json.dumps([{"type": "video", "value": block}])
    home = HomePage.objects.get()
    return home.add_child(instance=ContentPage(title="Voir", slug="voir", body=body)).url


def test_a_film_plays_with_its_captions_and_its_transcript(page: Page, film: str, axe):
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(film)
    video = page.get_by_label("Un carré")
    assert video.evaluate("film => film.readyState") == 0  # nothing is loaded before it is asked
    video.focus()
    page.keyboard.press("Space")
    video.evaluate("f => f.ended || new Promise(done => { f.onended = () => done(true); })")
    facts = video.evaluate("f => [f.error, f.videoWidth, f.videoHeight, f.currentTime > 0.5]")
    assert facts == [None, 160, 90, True]
    cues = "f => [...f.textTracks[0].cues].map(cue => cue.text)"
    assert video.evaluate(cues) == ["Un carré grandit."]
    words = page.get_by_text("On voit un carré vert grandir.")
    expect(words).to_be_hidden()
    page.get_by_text("Lire la transcription").focus()
    page.keyboard.press("Enter")
    expect(words).to_be_visible()
    assert axe(page) == []
    assert complaints == []


def test_without_script_the_words_of_a_film_are_read(
    page: Page, page_without_script: Page, film: str
):
    page_without_script.goto(film)
    page_without_script.get_by_text("Lire la transcription").click()
    expect(page_without_script.get_by_text("On voit un carré vert grandir.")).to_be_visible()
