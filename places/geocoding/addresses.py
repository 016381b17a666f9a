"""Place an address to the metre, by the national address base when an operator configured it."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from geopy.exc import GeopyError
from geopy.geocoders import BANFrance
from geopy.location import Location

from places.geocoding.outgoing import READ_SECONDS, GuardedAdapter

# Addresses move little; a month spares the service and follows its corrections.
KEPT_SECONDS = 30 * 24 * 3600
# Under this score the service itself is more guessing than finding (0 to 1).
SCORE_FLOOR = 0.5
NOT_FOUND = "not found"


def refine(address: str, postal_code: str, city: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees of an address, or None.

    Asks the service at `settings.BAN_HOST` (a host, or an address with its scheme) and keeps the
    answer; without that setting nothing leaves. None as well when the service does not know, knows
    only the commune, does not answer in time or answers nonsense: never an exception. Not for use
    in a request.
    Source: Base Adresse Nationale, through geopy's BANFrance.
    """
    query = " ".join(f"{address} {postal_code} {city}".split())
    if not (settings.BAN_HOST and query):
        return None
    # Hashed: an address may be somebody's, and a cache can be read.
    key = f"ban:{hashlib.sha256(query.casefold().encode()).hexdigest()}"
    kept = cache.get(key)
    if kept is None:
        try:
            kept = _ask(query) or NOT_FOUND
        except (GeopyError, ValueError, TypeError, LookupError, AttributeError):
            # Down or talking nonsense: asked again next time.
            return None
        cache.set(key, kept, KEPT_SECONDS)
    return None if kept == NOT_FOUND else (float(kept[0]), float(kept[1]))


def _ask(query: str) -> tuple[float, float] | None:
    address = urlsplit(settings.BAN_HOST if "//" in settings.BAN_HOST else f"//{settings.BAN_HOST}")
    service = BANFrance(
        domain=f"{address.netloc}{address.path}",
        scheme=address.scheme or "https",
        timeout=READ_SECONDS,
        user_agent="fanal",
        adapter_factory=GuardedAdapter,
    )
    found: Location | None = service.geocode(query, limit=1)
    if found is None:
        return None
    said = found.raw["properties"]
    # The centre of a commune is no address: the gazetteer knows it already.
    if float(said["score"]) < SCORE_FLOOR or said.get("type") == "municipality":
        return None
    return found.latitude, found.longitude
