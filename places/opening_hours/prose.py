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
STEPS = (*SEPARATORS, *GLUE, Kind.COLON, Kind.AND)


def from_prose(text: str) -> str | None:
    """Read French prose as an OSM expression, None when any part of it is not understood.

    Words that tell nothing of the hours (« sur rendez-vous », « salle du conseil ») become OSM
    comments; days whose weeks are not said (« un mardi sur deux ») become `unknown`, with their
    words as a comment. Times without days, days without times are not understood. Linear in the
    length of the text, at most MAX_LENGTH characters; never raises.
    """
    if len(text) > MAX_LENGTH:
        return None
    try:
        slots, offs, note = read_slots(_plain(text))
        expression = write(slots, offs) if slots else f'unknown "{note}"' if note else None
        return expression if expression and parse(expression) else None
    except (Unread, InvalidHours):
        return None


@lru_cache(maxsize=CACHE_SIZE)
def read_slots(
    text: str, *, bare_numbers: bool = False
) -> tuple[tuple[Slot, ...], tuple[str, ...], str]:
    """Read prose as slots, what is `off`, and a note when there is nothing else.

    With `bare_numbers`, « 9-12 » are hours. Raises Unread.
    """
    draft = Draft(text, tokenise(text), bare_numbers=bare_numbers)
    while (kind := draft.reader.kind()) is not None:
        if kind in STEPS and not (kind in GLUE and draft.reader.is_period()):
            draft.step(kind)
        else:
            read_phrase(draft, kind)
            draft.settle()
    if draft.connector or draft.lead is not None:
        raise Unread("the text is cut short: « 9h-12h et de »")
    is_note = draft.is_booked and not draft.clauses and not draft.offs
    return tuple(draft.slots()), tuple(draft.offs), clean_note(text) if is_note else ""


def _plain(text: str) -> str:
    """Compose the letters and tidy the blanks; lines stay lines."""
    return BLANKS.sub(" ", normalize("NFC", text.replace("\r", "\n")).replace("\x00", "")).strip()
