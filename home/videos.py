"""Play a video of the library: a player asks for parts of the file, as Safari always does."""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model

from home.blocks.files import CAPTIONS, VIDEO_TYPES

PLAYED_TYPES = VIDEO_TYPES | {CAPTIONS: "text/vtt; charset=utf-8"}
RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})\Z")
CHUNK = 64 * 1024
MAX_AGE = 24 * 3600


@require_safe
def video(request: HttpRequest, document_id: int, extension: str) -> HttpResponseBase:
    """Answer the whole file or the part asked; private collections stay private."""
    document = get_object_or_404(get_document_model(), pk=document_id)
    is_private = document.collection.get_view_restrictions().exists()
    if is_private or extension not in PLAYED_TYPES or extension != document.file_extension.lower():
        raise Http404
    size = document.get_file_size()
    asked = read_range(request.headers.get("Range", ""), size)
    response: HttpResponseBase
    if asked is None:
        response = FileResponse(document.file.open("rb"))
        response["Content-Length"] = size
    elif asked == (0, -1):
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        first, last = asked
        response = StreamingHttpResponse(part_of(document, first, last - first + 1), status=206)
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
        response["Content-Length"] = last - first + 1
    response["Content-Type"] = PLAYED_TYPES[extension]
    response["Accept-Ranges"] = "bytes"
    # Compressed already: a part compressed again would no longer be those bytes of the file.
    response["Content-Encoding"] = "identity"
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response


def read_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked (RFC 9110): None is the whole file, (0, -1) what cannot be."""
    match = RANGE.match(header)
    if not match or match.groups() == ("", ""):
        return None
    start, end = match.groups()
    if not start:
        return (max(size - int(end), 0), size - 1) if int(end) and size else (0, -1)
    first, last = int(start), min(int(end), size - 1) if end else size - 1
    if end and int(end) < first:
        return None
    return (first, last) if first < size else (0, -1)


def part_of(document: Any, start: int, length: int) -> Iterator[bytes]:
    file: IO[bytes]
    with document.file.open("rb") as file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
