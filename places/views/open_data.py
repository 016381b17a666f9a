"""The open data page, its files and their catalogue."""

import json

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Site

from places.open_data import LICENCE, dumps
from places.open_data.catalogue import catalogue
from places.open_data.dumps import Dump, DumpedFile
from places.scope import territory_of

LATEST = "derniere"
FIVE_MINUTES = 300
# Any page of the web may read these files.
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """The newest edition, or the one asked, and the list of the others."""
    asked = request.GET.get("edition", "")
    edition = dumps.read(asked) if asked else dumps.latest()
    if asked and edition is None:
        raise Http404
    kept = [(name, dumps.moment_of(name)) for name in dumps.complete()]
    context = {
        "edition": edition,
        "files": [(file, address_of(file, edition, asked)) for file in edition.files]
        if edition
        else [],
        "is_old": bool(asked),
        "others": [(name, moment) for name, moment in kept if not edition or name != edition.name],
        "licence": LICENCE,
        "territory": territory_of(request),
    }
    return render(request, "places/open_data.html", context)


def address_of(file: DumpedFile, edition: Dump, asked: str = "") -> str:
    """Where a file is: the newest has an address that stays the same from night to night."""
    if asked:
        return reverse("places:open_file", args=[edition.name, file.name])
    return reverse("places:open_file", args=[LATEST, file.latest])


@require_safe
def open_file(request: HttpRequest, edition: str, name: str) -> HttpResponseBase:
    found = dumps.latest() if edition == LATEST else dumps.read(edition)
    file = found.file(name) if found else None
    if found is None or file is None:
        raise Http404
    etag, changed = quote_etag(file.sha256), int(found.published_at.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=changed)
    response = response or whole(found, file)
    headers = {"ETag": etag, "Last-Modified": http_date(changed), **OPEN}
    headers["Cache-Control"] = f"public, max-age={FIVE_MINUTES}"
    for header, value in headers.items():
        response[header] = value
    return response


def whole(edition: Dump, file: DumpedFile) -> FileResponse:
    try:
        content = dumps.open_file(edition, file)
    except FileNotFoundError as error:
        raise Http404 from error
    kind = f"{file.media_type}; charset=utf-8"
    return FileResponse(content, as_attachment=True, filename=file.name, content_type=kind)


@require_safe
@conditional_page
@cache_control(public=True, max_age=FIVE_MINUTES)
def open_catalogue(request: HttpRequest) -> HttpResponse:
    site = Site.find_for_request(request)
    edition = dumps.latest()

    def address(file: DumpedFile) -> str:
        return request.build_absolute_uri(reverse("places:open_file", args=[LATEST, file.latest]))

    page = request.build_absolute_uri(reverse("places:open_data"))
    node = catalogue(edition, page, site.site_name if site else "Fanal", address)
    text = json.dumps(node, ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/ld+json; charset=utf-8", headers=OPEN)
