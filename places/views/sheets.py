"""The sheet of a place: what one carries away, on a phone or on paper."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from places.caching import for_everyone
from places.freshness import freshness
from places.json_ld import Links, place_json_ld
from places.models import Place
from places.opening_hours import ClosedDays, Hours, say_hours
from places.qr import qr_code

DIALLED = re.compile(r"\+?\d{3,15}")
SEPARATORS = re.compile(r"[\s.()/-]")
WEB = ("http://", "https://")
Pairs = list[tuple[str, str]]
Rows = tuple[tuple[str, str], ...]
COLON = "\u00a0: "  # as `say_hours` writes it between days and hours


class WrittenHours(NamedTuple):
    """The hours of a week, then the rules beside it, as pairs: the days, what they are."""

    week: Rows
    rules: Rows

    @property
    def rows(self) -> Rows:
        return self.week + self.rules


@require_safe
@for_everyone
def place_detail(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    places = Place.objects.published().select_related("commune__departement", "commune__epci")
    places = places.prefetch_related("terms").with_closings(today)
    place = places.filter(slug=slug).first()
    if place is None:
        # For a time: the sheets may be parted again, and a browser never forgets a lasting one.
        return redirect(joined_or_404(slug))
    websites, emails = web_links(place.websites), mail_links(place.emails)
    bookings = web_links(place.booking_url)
    url = request.build_absolute_uri(place.get_absolute_url())
    context = {
        "place": place,
        "phone": dialled(place.phone),
        "opening": place.opening_at(now),
        "hours": hours_in_words(place, today),
        "freshness": freshness(place.checked_on, place.updated_on, today),
        "websites": websites,
        "emails": emails,
        "bookings": bookings,
        "accessibility": web_links(place.accessibility_url),
        "json_ld": place_json_ld(place, url, links_of(websites, emails, bookings), today),
        "url": url,
        "qr_code": qr_code(url),
    }
    return render(request, "places/detail.html", context)


def joined_or_404(slug: str) -> Place:
    """The sheet that the one at this address was joined to, however many times."""
    joined = Place.objects.exclude(merged_into=None)
    place = get_object_or_404(joined, slug=slug)
    while place.merged_into:
        place = place.merged_into
    return place


def links_of(websites: Pairs, emails: Pairs, bookings: Pairs) -> Links:
    """The addresses that a search engine is told: those that a browser may follow."""
    email = next((words for words, href in emails if href), "")
    booking = next((href for _, href in bookings if href), "")
    return Links([href for _, href in websites if href], email, booking)


def hours_in_words(place: Place, today: date) -> WrittenHours:
    """The week of today, and what holds only sometimes; empty when the hours cannot be read."""
    monday = today - timedelta(days=today.weekday())
    if not place.hours:
        return WrittenHours((), ())
    return _in_words(place.hours, place.closed_days, monday, get_language() or "")


@lru_cache(maxsize=4096)
def _in_words(
    hours: Hours, closed: tuple[ClosedDays, ...], monday: date, _language: str
) -> WrittenHours:
    said = say_hours(hours, monday, closed)
    return WrittenHours(_rows(said.week), _rows(said.rules))


def _rows(lines: Sequence[str]) -> Rows:
    parts = (line.partition(COLON) for line in lines)
    return tuple((days, what) for days, _, what in parts)


def web_links(text: str) -> Pairs:
    """Lines of a field as (words, address); no address unless it is one of the web."""
    return [_web_link(line) for line in map(str.strip, text.splitlines()) if line]


def _web_link(line: str) -> tuple[str, str]:
    href = f"https://{line}" if line.lower().startswith("www.") else line
    if not href.lower().startswith(WEB) or " " in href:
        return line, ""
    return href.split("://", 1)[1].removeprefix("www.").rstrip("/"), href


def mail_links(text: str) -> Pairs:
    """Lines of a field as (words, address); no address unless it is one that can be written to."""
    return [(line, _mail_address(line)) for line in map(str.strip, text.splitlines()) if line]


def _mail_address(line: str) -> str:
    try:
        validate_email(line)
    except ValidationError:
        return ""
    return f"mailto:{line}"


def dialled(phone: str) -> str:
    """The digits to dial, or nothing when the field holds something else."""
    digits = SEPARATORS.sub("", phone)
    return digits if DIALLED.fullmatch(digits) else ""
