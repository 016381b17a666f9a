"""Read the tags of OpenStreetMap that say what the standard has a term for.

`wheelchair=limited` and `internet_access:fee` have none: a place entered with help is not one that
everybody enters, and a free connection does not make free all that a place does. They stay raw.
"""

import re
from collections.abc import Mapping

from places.mapping.profiles import Profile
from places.mapping.rules import Table
from places.standard.cells import line_of
from places.standard.values import NATIONAL_LABELS

_ACCESS = NATIONAL_LABELS["service", "acces-materiel"]
_MOTOR = NATIONAL_LABELS["accommodation", "handicaps-moteurs"]
# Key → column of the standard, and the term of each value; « » when the standard has none.
_TAGS = {
    "wheelchair": (
        "prise_en_charge_specifique",
        {"yes": _MOTOR, "designated": _MOTOR, "limited": "", "no": "", "unknown": ""},
    ),
    "internet_access": (
        "services",
        dict.fromkeys(("yes", "wlan", "terminal", "wired", "service"), _ACCESS) | {"no": ""},
    ),
}
_KEY = re.compile(rf"(?:.*[._/])?({'|'.join(_TAGS)})", re.IGNORECASE)
# « internet_access:fee »: a « yes » to something else than the tag itself.
_DETAIL = re.compile(rf".*\b(?:{'|'.join(_TAGS)}):.+", re.IGNORECASE)
_MOSTLY = 0.85


def is_tag(header: str) -> bool:
    """Whether a header is one of these tags, or one that says more of it."""
    return bool(_KEY.fullmatch(header) or _DETAIL.fullmatch(header))


def tags_in(profiles: Mapping[str, Profile]) -> dict[str, Table]:
    """Column of the standard → the rule that reads the tag for it, when the file has its values."""
    found: dict[str, Table] = {}
    for header, profile in profiles.items():
        if key := _KEY.fullmatch(header):
            column, terms = _TAGS[key[1].lower()]
            if _share(profile, terms) >= _MOSTLY:
                found.setdefault(column, Table(header, terms))
    return found


def _share(profile: Profile, terms: Mapping[str, str]) -> float:
    """The share of filled cells that are values of the tag: « wlan », « wlan;terminal »."""
    known = sum(
        count
        for text, count in profile.values.items()
        if all(piece.strip() in terms for piece in line_of(text).split(";"))
    )
    return known / profile.filled if profile.filled else 0.0
