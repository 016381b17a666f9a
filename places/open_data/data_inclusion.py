"""Places in the words of data·inclusion: a structure each, and a service for each need it meets."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.text import slugify

from places.models import Place
from places.models.terms import Term
from places.open_data.contacts import emails_of
from places.open_data.vocabularies import (
    AUDIENCES,
    FEES,
    NEEDS,
    NETWORKS,
    SERVICE_TYPES,
    WAYS_IN,
    Need,
)

Row = dict[str, object]
SHORTEST_NAME, LONGEST_NAME = 3, 150
SHORTEST_TEXT, LONGEST_TEXT = 5, 10_000
LONGEST_ADDRESS = 2_000
FIRST_DAY = date(2000, 1, 1)
SIRET_DIGITS = 14
# Domains that nobody can write to (RFC 6761).
RESERVED = (".test", ".example", ".invalid", ".localhost", ".local", ".onion", ".arpa")
_is_web = URLValidator(schemes=["http", "https"])


def structure_of(place: Place, url: str, today: date) -> Row:
    """A place as a row of « structures », version 1; `url` is its sheet.

    What the schema would refuse is left out. Source: PyPI data-inclusion-schema.
    """
    return _filled(
        {
            **_identity(place, url, today),
            "id": structure_id(place),
            "nom": name_of(place.name, place.commune_name),
            "description": text_of(place.description or place.summary),
            "siret": place.pivot if is_siret(place.pivot) else None,
            **_whereabouts(place),
            **_contact(place),
            "site_web": first_address(place.websites),
            "horaires_accueil": place.opening_hours if place.hours else None,
            "accessibilite_lieu": first_address(place.accessibility_url),
            "reseaux_porteurs": _mapped(place, NETWORKS),
        }
    )


def services_of(place: Place, url: str, today: date) -> Iterator[Row]:
    """What a place offers, as rows of « services »: one for each need of the schema's list."""
    offered = place.terms_by_vocabulary.get("service", [])
    for need in NEEDS:
        terms = [term for term in offered if term.code in need.services]
        if terms:
            yield _filled(_service(place, need, terms, url, today))


def _service(place: Place, need: Need, terms: list[Term], url: str, today: date) -> Row:
    audiences = _mapped(place, AUDIENCES)
    return {
        **_identity(place, url, today),
        "structure_id": structure_id(place),
        "id": f"{structure_id(place)}--{need.code}",
        "nom": need.name,
        "description": _offer(place, terms),
        "type": need.type or _service_type(place),
        "thematiques": [need.theme],
        **_fees(place),
        "publics": audiences or ["tous-publics"],
        "publics_precisions": ", ".join(labels(place, "accommodation")),
        **_whereabouts(place),
        **_contact(place),
        "modes_accueil": _ways_of_welcome(place),
        "lien_mobilisation": first_address(place.booking_url),
        "modes_mobilisation": _ways_in(place),
        "mobilisable_par": _callers(place),
        "horaires_accueil": place.opening_hours if place.hours else None,
    }


def structure_id(place: Place) -> str:
    """« producteur--identifiant »."""
    return f"{source_of(place)}--{place.source_id}"


def source_of(place: Place) -> str:
    return slugify(place.source) or "fanal"


def _identity(place: Place, url: str, today: date) -> Row:
    said_on = place.updated_on or place.checked_on or place.changed_at.date()
    updated_on = max(FIRST_DAY, min(said_on, today))
    return {"source": source_of(place), "lien_source": url, "date_maj": updated_on.isoformat()}


def _whereabouts(place: Place) -> Row:
    return {
        "commune": place.commune_name,
        "code_postal": place.postal_code,
        "code_insee": place.commune_id or place.insee_code,
        "adresse": place.address,
        "complement_adresse": place.address_extra,
        "longitude": place.longitude if place.has_own_point else None,
        "latitude": place.latitude if place.has_own_point else None,
    }


def _contact(place: Place) -> Row:
    return {"telephone": place.phone, "courriel": email_of(place)}


def email_of(place: Place) -> str | None:
    """The first address that belongs to the place and that the schema takes."""
    for address in emails_of(place):
        try:
            validate_email(address)
        except ValidationError:
            continue
        if address.isascii() and '"' not in address and not address.endswith(RESERVED):
            return address
    return None


def first_address(lines: str) -> str | None:
    """The first line that is an address of the web."""
    for line in map(str.strip, lines.splitlines()):
        address = f"https://{line}" if line.lower().startswith("www.") else line
        try:
            _is_web(address)
        except ValidationError:
            continue
        if len(address) <= LONGEST_ADDRESS and urlsplit(address).hostname:
            return address
    return None


def is_siret(pivot: str) -> bool:
    return len(pivot) == SIRET_DIGITS and pivot.isascii() and pivot.isdigit() and int(pivot) > 0


def name_of(name: str, commune: str) -> str:
    """A name of 3 to 150 characters that ends without a full stop."""
    bare = name.strip().rstrip(".").strip()
    if len(bare) < SHORTEST_NAME:
        bare = f"{bare} ({commune})".strip()
    return bare if len(bare) <= LONGEST_NAME else f"{bare[: LONGEST_NAME - 1].rstrip()}…"


def text_of(text: str) -> str | None:
    return text.strip()[:LONGEST_TEXT] if len(text.strip()) >= SHORTEST_TEXT else None


def labels(place: Place, vocabulary: str) -> list[str]:
    return [term.plain_label for term in place.terms_by_vocabulary.get(vocabulary, [])]


def _mapped(place: Place, values: dict[tuple[str, str], str]) -> list[str]:
    """The schema's values for the terms of a place, each once, in the order of the terms."""
    terms = (t for group in place.terms_by_vocabulary.values() for t in group)
    found = (values.get((term.vocabulary, term.code)) for term in terms)
    return list(dict.fromkeys(value for value in found if value))


def _offer(place: Place, terms: list[Term]) -> str:
    lines = [f"{t.plain_label}\u00a0: {t.hint}" if t.hint else t.plain_label for t in terms]
    modes = labels(place, "support_mode")
    if modes:
        lines.append(", ".join(modes))
    return ". ".join(line.rstrip(".") for line in lines) + "."


def _service_type(place: Place) -> str | None:
    found = _mapped(place, SERVICE_TYPES)
    return found[0] if found else None


def _fees(place: Place) -> Row:
    found = _mapped(place, FEES)
    said = labels(place, "fee")
    is_plain = len(said) == 1 and len(found) == 1
    return {
        "frais": found[0] if is_plain else None,
        "frais_precisions": None if is_plain else ", ".join(said),
    }


def _ways_of_welcome(place: Place) -> list[str]:
    codes = _codes(place)
    ways = [] if ("access_mode", "pas-de-public") in codes else ["en-presentiel"]
    return [*ways, *(["a-distance"] if ("support_mode", "distance") in codes else [])]


def _ways_in(place: Place) -> list[str]:
    """The ways to ask for help that the row itself makes possible."""
    possible = {
        "se-presenter": True,
        "telephoner": bool(place.phone),
        "envoyer-un-courriel": email_of(place) is not None,
        "utiliser-lien-mobilisation": first_address(place.booking_url) is not None,
    }
    return [way for way in _mapped(place, WAYS_IN) if possible[way]]


def _callers(place: Place) -> list[str]:
    codes = {code for vocabulary, code in _codes(place) if vocabulary == "access_mode"}
    takes_referrals = place.accepts_referrals or "fiche-prescription" in codes
    is_open = codes != {"fiche-prescription"}
    return [*(["usagers"] if is_open else []), *(["professionnels"] if takes_referrals else [])]


def _codes(place: Place) -> set[tuple[str, str]]:
    return {(t.vocabulary, t.code) for group in place.terms_by_vocabulary.values() for t in group}


def _filled(row: Row) -> Row:
    return {name: value for name, value in row.items() if value not in (None, "", [])}
