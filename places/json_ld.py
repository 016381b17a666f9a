"""A place in the words of schema.org, for search engines, as a block that no text can escape."""

import json
from datetime import date, time
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from places.models import Place, Term
from places.opening_hours import DatedHours, DayHours, days_apart, usual_week

# The week in the order of `usual_week`, Monday first.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
MAP = "https://www.openstreetmap.org/?mlat={place.latitude:.5f}&mlon={place.longitude:.5f}#map=18"
SIRET_DIGITS = 14
LAST_MINUTE = "23:59"
Node = dict[str, object]
# A day closed, as schema.org has it, opens and closes at the same moment.
CLOSED: Node = {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00"}


class Links(NamedTuple):
    """Addresses that a browser may follow; empty when the place gave none."""

    websites: list[str] = []
    email: str = ""
    booking: str = ""


def place_json_ld(place: Place, url: str, links: Links, today: date) -> SafeString:
    """The JSON-LD of a place; `url` is absolute, `links` are safe addresses.

    Source: schema.org, CivicStructure.
    """
    node: Node = {
        "@context": "https://schema.org",
        "@type": "CivicStructure",
        "@id": url,
        "url": url,
    }
    node |= _identity(place, links) | _whereabouts(place) | _welcome(place, links)
    node |= _hours(place, today)
    filled = {key: value for key, value in node.items() if value or value is False}
    # Escaped as Django's json_script does: no text can close the block it stands in.
    text = json.dumps(filled, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)


def _identity(place: Place, links: Links) -> Node:
    return {
        "name": place.name,
        "description": place.summary or place.description,
        "identifier": _identifier(place.pivot),
        "telephone": place.phone,
        "email": links.email,
        "sameAs": links.websites,
    }


def _whereabouts(place: Place) -> Node:
    return {
        "address": _address(place),
        "geo": _point(place),
        "hasMap": MAP.format(place=place) if place.has_own_point else None,
        "containedInPlace": _commune(place),
    }


def _welcome(place: Place, links: Links) -> Node:
    groups = place.terms_by_vocabulary
    return {
        "keywords": [term.plain_label for term in groups.get("service", [])],
        "amenityFeature": [_amenity(term) for term in groups.get("accommodation", [])],
        "publicAccess": "pas-de-public" not in _codes(groups, "access_mode"),
        "isAccessibleForFree": _codes(groups, "fee") == {"gratuit"} or None,
        "potentialAction": _booking(links.booking),
    }


def _codes(groups: dict[str, list[Term]], vocabulary: str) -> set[str]:
    return {term.code for term in groups.get(vocabulary, [])}


def _commune(place: Place) -> Node | None:
    if place.commune is None:
        return None
    return {
        "@type": "AdministrativeArea",
        "name": place.commune.name,
        "identifier": place.commune_id,
        "containedInPlace": {"@type": "AdministrativeArea", "name": place.commune.departement.name},
    }


def _identifier(pivot: str) -> Node | None:
    if len(pivot) != SIRET_DIGITS or not pivot.strip("0"):
        return None
    return {"@type": "PropertyValue", "propertyID": "SIRET", "value": pivot}


def _amenity(term: Term) -> Node:
    return {"@type": "LocationFeatureSpecification", "name": term.plain_label, "value": True}


def _booking(address: str) -> Node | None:
    return {"@type": "ReserveAction", "target": address} if address else None


def _address(place: Place) -> Node:
    return {
        "@type": "PostalAddress",
        "streetAddress": ", ".join(filter(None, (place.address, place.address_extra))),
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


def _hours(place: Place, today: date) -> Node:
    """What opens every week, without dates; what does not, with the days that we know of.

    Source: schema.org. Special hours override the general ones, on the days they are valid.
    """
    closings = [DatedHours(days.first, days.last, ()) for days in place.closed_days]
    if place.hours is None:
        return {"specialOpeningHoursSpecification": _dated(closings)}
    usual = usual_week(place.hours)
    apart = days_apart(place.hours, today, place.closed_days)
    return {
        "openingHoursSpecification": _weekly(usual) if usual else _dated(apart),
        "specialOpeningHoursSpecification": _dated([*closings, *(apart if usual else ())]),
    }


def _weekly(days: list[DayHours]) -> list[Node]:
    return [
        _specification(period) | {"dayOfWeek": f"https://schema.org/{name}"}
        for name, day in zip(DAYS, days, strict=True)
        for period in day.periods
    ]


def _dated(rows: list[DatedHours]) -> list[Node]:
    return [
        specification | {"validFrom": days.first.isoformat(), "validThrough": days.last.isoformat()}
        for days in rows
        for specification in [_specification(period) for period in days.periods] or [CLOSED]
    ]


def _specification(period: tuple[time, time]) -> Node:
    start, end = map(_clock, period)
    # From midnight to midnight would say closed: a whole day is written as search engines ask.
    closes = LAST_MINUTE if start == end else end
    return {"@type": "OpeningHoursSpecification", "opens": start, "closes": closes}


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M")
