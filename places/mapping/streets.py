"""Put an address together when its number and the kind of its way have columns of their own."""

from collections.abc import Mapping

from places.mapping.profiles import Profile
from places.standard.head_words import words_of

_NUMBERS = frozenset("n no num numero number housenumber".split())
# What such a number may be said to be of: « adresse_numero », « n° de voie », « house number ».
_OF = frozenset("adresse adr address addr voie rue street house".split())
_REPETITIONS = {("bis",), ("bis", "ter"), ("rep",), ("repetition",), ("indice", "repetition")} | {
    ("ind", "rep"),
    ("ind", "repetition"),
    ("btq",),
}
_KINDS_OF_WAY = {("type", "voie"), ("nature", "voie"), ("type", "rue"), ("typ", "voie")}
_LONGEST_KIND = 20
_MOSTLY = 0.5


def before_the_street(street: Profile, free: Mapping[str, Profile]) -> tuple[str, ...]:
    """The columns to put before that of the street: its number, « bis », « avenue ».

    Args:
        street: the column of the address.
        free: the columns that serve nothing yet.
    """
    if street.share("street_number") > _MOSTLY:
        return ()
    found: dict[int, str] = {}
    for header, profile in free.items():
        rank = _rank(words_of(header)[-2:], profile)
        if rank is not None:
            found.setdefault(rank, header)
    # « bis » alone is of no street.
    return tuple(found[rank] for rank in sorted(found) if rank != 1 or 0 in found)


def _rank(words: tuple[str, ...], profile: Profile) -> int | None:
    """Where a column goes in an address: 0 its number, 1 « bis », 2 the kind of way."""
    own = set(words)
    if own & _NUMBERS and own - _NUMBERS <= _OF:
        return 0 if profile.share("street_number") else None
    if not profile.filled or profile.length > _LONGEST_KIND:
        return None
    return 1 if words in _REPETITIONS else 2 if words in _KINDS_OF_WAY else None
