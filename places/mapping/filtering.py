"""Which rows of a file are places to show: those that a column says so, or does not deny."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from places.files import SourceRow
from places.mapping.profiles import Profile
from places.standard.cells import line_of, text_of
from places.standard.head_words import words_of
from places.standard.issues import LEFT_OUT, Issue
from places.standard.synonyms import LONGEST
from places.standard.values import folded

LEFT_OUT_REASON = "ligne écartée par la règle"
_LONGEST_SHOWN = 200
_YES = frozenset("oui yes true vrai 1 x ✓ ✔ ☑".split())
_NO = frozenset("non no false faux 0".split())
# Heads of columns that say whether a row counts, and of those that say that it does not.
_ALIVE = frozenset(
    """
    actif active actifs actives publie publiee published publish visible enabled affiche affichee
    diffuse diffusable affichage publication
    """.split()
)
_DEAD = frozenset(
    """
    inactif inactive archive archivee archived supprime supprimee deleted desactive desactivee
    disabled masque masquee hidden brouillon draft depublie
    """.split()
)
# Words of no weight beside them: « Is Active », « Lieu actif », « publié sur la carte ».
_BESIDE = frozenset("is est lieu structure fiche place status statut etat state carte site".split())
_STATES = frozenset("statut etat status state affichage publication visibilite".split())
# Words of a column of states: rows that stay, rows that go.
_STATES_ALIVE = _ALIVE | frozenset(
    "valide validee ouvert ouverte enservice enactivite enligne operationnel".split()
)
_STATES_DEAD = _DEAD | frozenset(
    """
    refuse refusee rejete rejetee ferme fermee definitivementferme fermedefinitivement
    horsservice horsligne nonactif nonpublie
    """.split()
)


@dataclass(frozen=True)
class RowFilter:
    """Keep only the rows whose cell is one of these values, or is none of them.

    Accents and case do not count, and « Oui », true and 1 are the same word, as are their
    contraries: a producer's next file may come out of another tool. An empty value is an empty
    cell.
    """

    header: str
    values: tuple[str, ...]
    is_excluding: bool = False

    def keeps(self, cells: Mapping[str, object]) -> bool:
        """Whether a row stays."""
        return (word_of(cells.get(self.header)) in self._words) != self.is_excluding

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(map(word_of, self.values))


def word_of(cell: object) -> str:
    """A cell as it is compared with the values of a filter."""
    return _word_of(text_of(cell))


@lru_cache(maxsize=4096)
def _word_of(cell: str) -> str:
    text = unicodedata.normalize("NFKD", line_of(cell).casefold())
    plain = "".join(sign for sign in text if not unicodedata.combining(sign))
    return "oui" if plain in _YES else "non" if plain in _NO else plain


def left_out(filters: Iterable[RowFilter], row: SourceRow) -> SourceRow | None:
    """What is told of a row that a filter leaves out; None when the row stays."""
    for each in filters:
        if not each.keeps(row.cells):
            told = line_of(text_of(row.cells.get(each.header)))[:_LONGEST_SHOWN]
            issue = Issue(row.line, each.header, LEFT_OUT_REASON, told, kind=LEFT_OUT)
            return SourceRow(row.line, {}, (*row.issues, issue))
    return None


def proposed(profiles: Mapping[str, Profile]) -> RowFilter | None:
    """A filter for the first column that clearly says which rows count, and has both answers."""
    for header, profile in profiles.items():
        values = tuple(sorted(value for value in profile.values if _is_dead(header, value)))
        others = [value for value in profile.values if _is_alive(header, value)]
        if values and others and len(values) + len(others) == len(profile.values):
            return RowFilter(header, values, is_excluding=True)
    return None


@lru_cache(maxsize=4096)
def _heads(header: str) -> tuple[bool, bool, bool]:
    """Whether a head says that a row counts, that it does not, or which state it is in."""
    words = set(words_of(header)) if len(header) <= LONGEST else set()
    telling = words - _BESIDE
    is_flag = len(telling) == 1
    is_states = telling <= _STATES and bool(words & _STATES)
    return is_flag and telling <= _ALIVE, is_flag and telling <= _DEAD, is_states


def _is_dead(header: str, value: str) -> bool:
    is_alive, is_dead, is_states = _heads(header)
    no = "non" if is_alive else "oui" if is_dead else None
    return word_of(value) == no or (is_states and folded(value) in _STATES_DEAD)


def _is_alive(header: str, value: str) -> bool:
    is_alive, is_dead, is_states = _heads(header)
    yes = "oui" if is_alive else "non" if is_dead else None
    return word_of(value) == yes or (is_states and folded(value) in _STATES_ALIVE)
