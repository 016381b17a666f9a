"""How sure one is that two sheets are one place: pure functions, every reason told."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp

from places.doubles.names import (
    INSTITUTIONS,
    VAGUE_KINDS,
    kinds_of,
    own_words,
    similarity,
    town_of,
    words_of,
)
from places.doubles.streets import Street, street_of, street_similarity
from places.geocoding import distance_km

# Sheets at least this sure are joined without asking: see docs/decisions/doublons.md.
SURE = 0.97
# Sheets at least this alike are shown to an editor.
WORTH_A_LOOK = 0.5
# A source that lists two places may be wrong, but only a person may say so.
SAME_SOURCE = "la même source les donne séparément"
INSIDE, SAME_STREET = 0.8, 0.6
PRIOR = -3.0
# Under so many kilometres, the log-odds of a distance.
NEARNESS = ((0.06, 1.5), (0.25, 0.8), (1, -0.3), (3, -1.5), (10, -3.0))
TOO_FAR = -6.0
EMAIL_DOMAINS_OF_ALL = frozenset(
    "gmail.com orange.fr wanadoo.fr free.fr laposte.net outlook.fr outlook.com hotmail.fr "
    "hotmail.com yahoo.fr sfr.fr facebook.com".split()
)


@dataclass(frozen=True, slots=True)
class Print:
    """What a place is compared by; `point` is None when it is only the commune's."""

    pk: int
    sources: frozenset[str]
    name: str
    words: frozenset[str]
    commune: str
    postal_code: str
    street: Street
    point: tuple[float, float] | None
    pivot: str
    phone: str
    emails: frozenset[str]
    sites: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """From 0 to 1, with what made it, in French, for and against."""

    value: float
    reasons: tuple[str, ...] = ()


def print_of(
    *,
    name: str,
    commune: str = "",
    postal_code: str = "",
    address: str = "",
    point: tuple[float, float] | None = None,
    pivot: str = "",
    phone: str = "",
    emails: str = "",
    websites: str = "",
    sources: Iterable[str] = (),
    pk: int = 0,
) -> Print:
    """The print of a place, from its fields as they are stored; `point` is its own, in degrees."""
    return Print(
        pk=pk,
        sources=frozenset(sources),
        name=name,
        words=words_of(name, commune),
        commune=town_of(commune),
        postal_code=postal_code,
        street=street_of(address),
        point=point,
        pivot=pivot if pivot.strip("0") else "",
        phone=phone,
        emails=frozenset(emails.lower().split()),
        sites=frozenset(map(site_of, websites.split())),
    )


def site_of(address: str) -> str:
    """An address of the web without what varies from one writer to the next."""
    return address.lower().split("://")[-1].removeprefix("www.").rstrip("/")


def score(one: Print, other: Print) -> Score:
    """How sure it is that two prints are one place, whichever comes first.

    The weights are log-odds set by hand on the labelled pairs of the tests.
    """
    found = [
        *_names(one, other),
        *_streets(one, other),
        *_points(one, other),
        *_numbers(one, other),
    ]
    if one.sources & other.sources:
        found.append((-3.0, SAME_SOURCE))
    total = PRIOR + sum(weight for weight, _reason in found)
    reasons = tuple(reason for _weight, reason in found if reason)
    return Score(round(1 / (1 + exp(-total)), 4), reasons)


Found = list[tuple[float, str]]


def _names(one: Print, other: Print) -> Found:
    own, others = own_words(one.words), own_words(other.words)
    alike = similarity(one.words, other.words)
    is_inside = own <= others or others <= own
    if own and others and is_inside and not INSTITUTIONS & (one.words | other.words):
        # « Les Capucins » in « François Mitterrand – Les Capucins »; an initial for a first name.
        alike = max(alike, INSIDE)
    found = [(7 * alike - 3, f"noms semblables à {alike:.0%}".replace("%", "\u00a0%"))]
    mine, theirs = kinds_of(one.words), kinds_of(other.words)
    if mine and theirs and not mine & theirs:
        is_vague = mine <= VAGUE_KINDS or theirs <= VAGUE_KINDS
        found.append((-1.5 if is_vague else -5.0, "deux sortes de lieux"))
    elif mine != theirs and (mine - VAGUE_KINDS) ^ (theirs - VAGUE_KINDS):
        found.append((-1.5, "l’un nomme une sorte de lieu que l’autre ne nomme pas"))
    if own and others and similarity(own, others) < 0.3:  # noqa: PLR2004
        found.append((-2.5, "des noms propres différents"))
    digits = {w for w in one.words if w.isdigit()} ^ {w for w in other.words if w.isdigit()}
    if digits:
        found.append((-2.5, "un numéro diffère dans les noms"))
    return found


def _streets(one: Print, other: Print) -> Found:
    found: Found = []
    if one.commune and other.commune and one.commune != other.commune:
        is_near = one.postal_code == other.postal_code
        found.append((-3.0 if is_near else -6.0, "deux communes"))
    alike = street_similarity(one.street, other.street)
    if alike is None:
        return found
    if alike < SAME_STREET:
        return [*found, (-2.5, "deux rues")]
    if one.street.number and other.street.number:
        if one.street.number == other.street.number:
            return [*found, (3.0, "même adresse")]
        return [*found, (-1.5, "deux numéros de la même rue")]
    return [*found, (1.5, "même rue")]


def _points(one: Print, other: Print) -> Found:
    if one.point is None or other.point is None:
        return []
    km = distance_km(*one.point, *other.point)
    weight = next((weight for limit, weight in NEARNESS if km < limit), TOO_FAR)
    metres = f"à {km * 1000:.0f}\u00a0m" if km < 1 else f"à {km:.0f}\u00a0km"
    return [(weight, metres)]


def _numbers(one: Print, other: Print) -> Found:
    found: Found = []
    if one.phone and other.phone:
        same = one.phone == other.phone
        found.append((2.0, "même téléphone") if same else (-0.7, "deux téléphones"))
    if one.pivot and other.pivot:
        same = one.pivot == other.pivot
        found.append((1.0, "même SIRET") if same else (-0.4, "deux SIRET"))
    if one.emails & other.emails:
        found.append((1.5, "même courriel"))
    if one.sites & other.sites:
        found.append((0.7, "même site"))
    return found
