"""What the file of a national programme says of all its places without writing it."""

from collections.abc import Iterator, Mapping

from places.mapping.profiles import Profile
from places.mapping.rules import Constant, Rule
from places.standard.head_words import words_of

_MOSTLY = 0.7
# Words of the names or of the file → the programme, and the service that it always gives.
_PROGRAMMES = {
    ("france", "services"): "France Services",
    ("aidants", "connect"): "Aidants Connect",
    ("conseillers", "numeriques"): "Conseillers numériques",
}
_ADMINISTRATIVE = frozenset({"France Services", "Aidants Connect"})
_HELP = "Aide aux démarches administratives"


def constants_of(
    profiles: Mapping[str, Profile], name: str, file_name: str
) -> Iterator[tuple[str, Rule, str]]:
    """Constants to propose: column, rule, reason (French)."""
    for words, programme in _PROGRAMMES.items():
        share = _share(profiles.get(name), words)
        if share < _MOSTLY and not _holds(words, file_name):
            continue
        origin = f"{share:.0%} des noms" if share >= _MOSTLY else "le nom du fichier"
        reason = f"{origin} dit «\u00a0{programme}\u00a0», à vérifier".replace("%", "\u00a0%")
        yield "dispositif_programmes_nationaux", Constant(programme), reason
        if programme in _ADMINISTRATIVE:
            reason = f"tout lieu {programme} aide aux démarches, à vérifier"
            yield "services", Constant(_HELP), reason
        return


def _share(profile: Profile | None, words: tuple[str, ...]) -> float:
    if profile is None or not profile.filled:
        return 0.0
    alike = sum(count for text, count in profile.values.items() if _holds(words, text))
    return alike / profile.filled


def _holds(words: tuple[str, ...], text: str) -> bool:
    return set(words) <= set(words_of(text))
