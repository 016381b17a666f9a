"""A place in the words of schema.org, for search engines, as a block that no text can escape."""

import json
from datetime import date, time

from django.utils.safestring import SafeString, mark_safe

from places.models import Place
from places.opening_hours import ClosedDays, Hours, week

# The week in the order of `week`, Monday first.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
Node = dict[str, object]


def place_json_ld(place: Place, url: str, websites: list[str], today: date) -> SafeString:
    """The JSON-LD of a place; `url` is absolute, `websites` are safe addresses.

    Source: schema.org, CivicStructure.
    """
    node: Node = {
        "@context": "https://schema.org",
        "@type": "CivicStructure",
        "@id": url,
        "url": url,
        "name": place.name,
        "description": place.summary or place.description,
        "telephone": place.phone,
        "sameAs": websites,
        "address": _address(place),
        "geo": _point(place),
        "openingHoursSpecification": _hours(place.hours, today),
        "specialOpeningHoursSpecification": [_closed(days) for days in place.closed_days],
    }
    filled = {key: value for key, value in node.items() if value}
    # Escaped as Django's json_script does: no text can close the block it stands in.
    text = json.dumps(filled, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)


def _address(place: Place) -> Node:
    return {
        "@type": "PostalAddress",
        "streetAddress": place.address,
        "postalCode": place.postal_code,
        "addressLocality": place.commune_name,
        "addressCountry": "FR",
    }


def _point(place: Place) -> Node | None:
    if place.latitude is None or place.longitude is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _hours(hours: Hours | None, today: date) -> list[Node]:
    if hours is None:
        return []
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{name}",
            "opens": _clock(start),
            "closes": _clock(end),
        }
        for name, day in zip(DAYS, week(hours, today), strict=True)
        for start, end in day.periods
        if not day.holiday
    ]


def _closed(days: ClosedDays) -> Node:
    """Days closed: as schema.org has it, they open and close at the same moment."""
    return {
        "@type": "OpeningHoursSpecification",
        "opens": "00:00",
        "closes": "00:00",
        "validFrom": days.first.isoformat(),
        "validThrough": days.last.isoformat(),
    }


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M")
