"""A player asks for parts of a video; what is private or no video is not played."""

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from home.videos import read_range

CONTENT = bytes(range(256)) * 4


@pytest.fixture
def film(db):
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    file = ContentFile(CONTENT, "film.mp4")
    return get_document_model().objects.create(title="Film", file=file, collection=root)


def body(response):
    return b"".join(response.streaming_content)


def test_a_browser_plays_the_whole_file(client, film):
    response = client.get(f"/videos/{film.pk}.mp4")
    assert (response.status_code, response["Content-Type"]) == (200, "video/mp4")
    assert response["Accept-Ranges"] == "bytes"
    assert body(response) == CONTENT


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-1", 0, 1), ("bytes=1000-", 1000, 1023), ("bytes=-24", 1000, 1023)],
)
def test_safari_asks_for_a_part_and_gets_it(client, film, asked, first, last):
    response = client.get(f"/videos/{film.pk}.mp4", headers={"range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/1024"
    assert body(response) == CONTENT[first : last + 1]


def test_a_part_is_never_compressed_on_its_way(client, film):
    headers = {"range": "bytes=0-999", "accept-encoding": "gzip"}
    response = client.get(f"/videos/{film.pk}.mp4", headers=headers)
    assert body(response) == CONTENT[:1000]
    assert response["Content-Length"] == "1000"


def test_a_part_beyond_the_end_is_refused(client, film):
    response = client.get(f"/videos/{film.pk}.mp4", headers={"range": "bytes=5000-"})
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */1024"


def test_another_kind_of_document_is_not_played(client, film):
    assert client.get(f"/videos/{film.pk}.webm").status_code == 404
    assert client.get(f"/videos/{film.pk}.pdf").status_code == 404


def test_a_private_video_stays_private(client, film):
    CollectionViewRestriction.objects.create(
        collection=film.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert client.get(f"/videos/{film.pk}.mp4").status_code == 404


@given(
    st.text(max_size=30) | st.from_regex(r"bytes=\d{0,6}-\d{0,6}", fullmatch=True),
    st.integers(0, 5000),
)
def test_any_range_is_within_the_file_or_refused(header, size):
    asked = read_range(header, size)
    assert asked in (None, (0, -1)) or 0 <= asked[0] <= asked[1] < size
