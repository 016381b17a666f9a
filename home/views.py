"""Small answers of the site: colours, robots, health, security contact, images."""

from datetime import timedelta
from mimetypes import guess_type

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.contrast import shades
from home.models import SiteSettings
from home.search import read_query, search_everything
from places.caching import revalidated
from places.scope import territory_of

COLOURS_MAX_AGE = 300
IMAGE_MAX_AGE = 7 * 24 * 3600
# The security contact must be looked at again within the year (RFC 9116 recommends less than one).
SECURITY_CONTACT_LIFETIME = timedelta(days=180)


@require_safe
def site_css(request: HttpRequest) -> HttpResponse:
    accent = SiteSettings.for_request(request).accent_colour
    colours = shades(accent) if accent else {}
    rules = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    response = HttpResponse(f":root{{{rules}}}\n", content_type="text/css; charset=utf-8")
    return revalidated(request, response, max_age=COLOURS_MAX_AGE)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    base_url = request.build_absolute_uri("/").rstrip("/")
    return render(request, "robots.txt", {"base_url": base_url}, content_type="text/plain")


@require_safe
def security_contact(request: HttpRequest) -> HttpResponse:
    """The contact for people who find a fault (RFC 9116), with a date that is always to come."""
    expires = timezone.now() + SECURITY_CONTACT_LIFETIME
    context = {
        "base_url": request.build_absolute_uri("/").rstrip("/"),
        "email": SiteSettings.for_request(request).contact_email,
        "expires": expires.strftime("%Y-%m-%dT00:00:00Z"),
    }
    return render(request, "security.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """Search places and pages in one box; the words asked are neither kept nor logged."""
    q = read_query(request.GET.get("q", ""))
    found = search_everything(q, Site.find_for_request(request), territory_of(request))
    return render(request, "home/search.html", {"q": q, "found": found})


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers, and nothing more."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("indisponible\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def image(request: HttpRequest, name: str) -> FileResponse:
    """Serve a resized image; originals, which may tell where they were taken, stay inside."""
    try:
        file = default_storage.open(f"images/{name}")
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation) as error:
        raise Http404 from error
    content_type = guess_type(name)[0] or "application/octet-stream"
    headers = {"Cache-Control": f"public, max-age={IMAGE_MAX_AGE}"}
    return FileResponse(file, content_type=content_type, headers=headers)
