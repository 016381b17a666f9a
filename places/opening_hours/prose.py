"""Opening hours written in French prose, parsed whole or not at all."""

import re
from functools import lru_cache
from unicodedata import normalize

from places.opening_hours.clauses import Draft
from places.opening_hours.french_tokens import tokenise
from places.opening_hours.french_words import Kind
from places.opening_hours.grammar import GLUE
from places.opening_hours.hours import MAX_LENGTH, InvalidHours, parse
from places.opening_hours.phrases import SEPARATORS, read_phrase
from places.opening_hours.schedule import Slot, Unread, clean_note, write

BLANKS = re.compile(r"[^\S\n]+")
CACHE_SIZE = 16_384
EXCERPT_LENGTH = 30
STEPS = (*SEPARATORS, *GLUE, Kind.COLON, Kind.AND)


def from_prose(text: str, *, bare_numbers: bool = False) -> str | None:
    """Read French prose as an OSM expression, None when any part of it is not understood.

    Words that tell nothing of the hours (« sur rendez-vous », « salle du conseil ») become OSM
    comments; days whose weeks are not said (« un mardi sur deux ») become `unknown`, with their
    words as a comment. Times without days, days without times are not understood. With
    `bare_numbers`, « lundi 9-12 » is. Linear in the length of the text, at most MAX_LENGTH
    characters; never raises.
    """
    if len(text) > MAX_LENGTH:
        return None
    try:
        slots, offs, note = read_slots(_plain(text), bare_numbers=bare_numbers)
        expression = write(slots, offs) if slots else f'unknown "{note}"' if note else ""
        return parse(expression).text if expression else None
    except (Unread, InvalidHours):
        return None


def stops_at(text: str) -> str:
    """Give the words where `from_prose` ceased to understand, "" if it was only at the end."""
    draft = Draft(_plain(text), tokenise(_plain(text)))
    try:
        _walk(draft)
    except Unread:
        begin = draft.reader.tokens[draft.phrase].start
        return draft.text[begin : begin + EXCERPT_LENGTH].strip()
    return ""


@lru_cache(maxsize=CACHE_SIZE)
def read_slots(
    text: str, *, bare_numbers: bool = False
) -> tuple[tuple[Slot, ...], tuple[str, ...], str]:
    """Read prose as slots, what is `off`, and a note when there is nothing else.

    With `bare_numbers`, « 9-12 » are hours. Raises Unread.
    """
    draft = Draft(text, tokenise(text), bare_numbers=bare_numbers)
    _walk(draft)
    is_note = draft.is_booked and not draft.clauses and not draft.offs
    return tuple(draft.slots()), tuple(draft.offs), clean_note(text) if is_note else ""


def _walk(draft: Draft) -> None:
    while (kind := draft.reader.kind()) is not None:
        if kind in STEPS and not (kind in GLUE and draft.reader.is_period()):
            draft.step(kind)
        else:
            draft.phrase = draft.reader.at
            read_phrase(draft, kind)
            draft.settle()
    if draft.connector or draft.lead is not None:
        draft.phrase = len(draft.reader.tokens) - 1
        raise Unread("the text is cut short: « 9h-12h et de »")


def _plain(text: str) -> str:
    """Compose the letters and tidy the blanks; lines stay lines."""
    return BLANKS.sub(" ", normalize("NFC", text.replace("\r", "\n")).replace("\x00", "")).strip()
