"""French words about opening hours, cut into tokens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from places.opening_hours.french_words import (
    COUNTS,
    DAYS,
    FIXED,
    FRENCH_TOO,
    GRAMMAR,
    MONTH,
    NAMES,
    NOT_DAYS,
    NTH,
    OSM_CODES,
    PATTERNS,
    Kind,
)
from places.opening_hours.schedule import MIDNIGHT

LONG_ENOUGH = 4  # letters a misspelt day must keep
LETTERS = re.compile(r"[A-Za-z]+")
SCANNER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS), re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text, from `start` to `end`, and what it is worth."""

    kind: Kind
    value: tuple[int, ...]
    start: int
    end: int


@cache
def fold(char: str) -> str:
    """Give a character in lower case without its accent, always one character."""
    if char in "–—‑−‒":
        return "-"
    if char in "’‘ʼ":
        return "'"
    plain = normalize("NFKD", char)[:1].lower()[:1]
    return " " if plain.isspace() and char != "\n" else plain or " "


def tokenise(text: str) -> tuple[Token, ...]:
    """Cut a text (composed, NFC) into tokens; linear in its length, never raises."""
    folded = "".join(map(fold, text))
    return tuple(_join_stops(_scan(text, folded), folded))


def speaks_osm(text: str) -> bool:
    """Say if a text names days as OSM does and French does not: « Mo », « Th »."""
    return any(word in OSM_CODES and word not in FRENCH_TOO for word in LETTERS.findall(text))


def _scan(text: str, folded: str) -> Iterator[Token]:
    codes = OSM_CODES if speaks_osm(text) else {}
    for found in SCANNER.finditer(folded):
        name = found.lastgroup or "ODD"
        if name in ("BLANK", "APOSTROPHE"):
            continue
        code = codes.get(text[found.start() : found.end()])
        kind, value = _read(found) if code is None else (Kind.DAYS, (code,))
        yield Token(kind, value, found.start(), found.end())


def _read(found: re.Match[str]) -> tuple[Kind, tuple[int, ...]]:
    name = found.lastgroup or "ODD"
    value: tuple[int, ...] = ()
    match name:
        case "CLOCK":
            return _clock(found)
        case "WORD":
            return _word(found["word"])
        case "NUMBER":
            value = int(found[0][:4]), len(found[0])
        case "RANK":
            return Kind.NTH, (int(found["rank"]),)
        case "PARITY":
            value = (int(found["odd"] is not None),)
    return FIXED[name] if name in FIXED else (Kind[name], value)


def _clock(found: re.Match[str]) -> tuple[Kind, tuple[int, ...]]:
    written = (found[name] for name in ("stray", "glued", "apart", "colon", "dot"))
    hour, minute = int(found["hour"]), int(next(filter(None, written), "0"))
    minutes = hour * 60 + minute
    is_one = minute < 60 and minutes <= MIDNIGHT  # noqa: PLR2004 — minutes in an hour
    return (Kind.TIME, (minutes,)) if is_one else (Kind.ODD, ())


def _word(word: str) -> tuple[Kind, tuple[int, ...]]:
    if word in GRAMMAR:
        return GRAMMAR[word], ()
    for kind, table in ((Kind.NTH, NTH), (Kind.COUNT, COUNTS), (Kind.MONTH, MONTH)):
        if word in table:
            return kind, (table[word],)
    day = day_of(word)
    return (Kind.WORD, ()) if day is None else (Kind.DAYS, (day,))


@cache
def _misspelt() -> dict[str, int | None]:
    """Every word one slip away from the name of a day; None when two days are that near."""
    words: dict[str, int | None] = {}
    for number, name in enumerate(NAMES):
        for word in _slips(name) | _slips(f"{name}s"):
            words[word] = number if words.get(word, number) == number else None
    return words


def _slips(name: str) -> set[str]:
    cuts = [(name[:at], name[at:]) for at in range(len(name) + 1)]
    letters = "abcdefghijklmnopqrstuvwxyz"
    dropped = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    changed = {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    added = {head + letter + tail for head, tail in cuts for letter in letters}
    return dropped | swapped | changed | added


def day_of(word: str) -> int | None:
    """Give the weekday that a folded word names, even with one slip of the keyboard."""
    if word in DAYS:
        return DAYS[word]
    if len(word) < LONG_ENOUGH or word in NOT_DAYS:
        return None
    return _misspelt().get(word)


def _join_stops(tokens: Iterator[Token], folded: str) -> Iterator[Token]:
    """Drop the full stop of « lun. », which is no end of sentence."""
    before: Token | None = None
    for token in tokens:
        is_short = (
            before is not None
            and token.kind is Kind.STOP
            and folded[token.start] == "."
            and before.kind in (Kind.DAYS, Kind.MONTH)
            and folded[before.start : before.end] not in NAMES
            and token.start == before.end
        )
        if not is_short:
            yield token
        before = token
