"""Whatever was typed as opening hours: read as OSM, mended, parsed from French, or kept as text."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from places.opening_hours.french_tokens import speaks_osm
from places.opening_hours.hours import CACHE_SIZE, MAX_LENGTH, InvalidHours, parse
from places.opening_hours.linting import CASES, Remark, is_spotless, lint, with_cased_days
from places.opening_hours.osm_rules import salvage
from places.opening_hours.prose import from_prose, stops_at
from places.opening_hours.schedule import clean_note
from places.opening_hours.syntax import is_plain, tidy

How = Literal["osm", "mended", "prose", "text"]
MAX_MENDS = 20
TIMES_ALONE = re.compile(r"[\d\s:,;./&–—-]*\d ?[hH][\dhHàaetdouETDOU\s:,;./&–—-]*")
MARCH = re.compile(r"\b[Mm][Aa][Rr]\b(?!-)")  # OSM for March, French for Tuesday


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was made of opening hours.

    `expression` is OSM, or the text itself when `how` is "text"; `how` says the way: "osm" as it
    was, "mended" by corrections that are certain, "prose" parsed from French. `remarks` are the
    doubts, those that were mended first.
    """

    expression: str
    how: How
    remarks: tuple[Remark, ...] = ()


@lru_cache(maxsize=CACHE_SIZE)
def understand(text: str, departement: str | None = None) -> Understanding:
    """Read opening hours however they were written.

    `text` is OSM or French, `departement` an INSEE code or None. What is doubtful but not surely
    wrong is left as it is, with a remark. An expression that comes out goes in again unchanged.
    Cached; never raises.
    """
    text = text.strip()
    if is_spotless(text):
        return Understanding(text, "osm")
    if len(text) > MAX_LENGTH or _is_osm(text):
        return _mended(text, departement)
    cased = with_cased_days(text)
    if cased != text and _is_osm(cased):
        return _mended(cased, departement, Remark(CASES, cased, is_certain=True))
    return _french(text, departement)


def _is_osm(text: str) -> bool:
    """Say if a text is to be taken as OSM, which « mar 9h-12h » and « 9h-12h » are by accident."""
    if is_plain(text):
        return True
    try:
        parse(text)
    except InvalidHours:
        return False
    is_tuesday = MARCH.search(text) and not speaks_osm(text) and from_prose(text)
    return not (is_tuesday or TIMES_ALONE.fullmatch(text))


def _french(text: str, departement: str | None) -> Understanding:
    reading = from_prose(text)
    if reading:
        is_osm = speaks_osm(text)
        remarks = lint(text, departement) if is_osm else ()
        return Understanding(reading, "mended" if is_osm else "prose", remarks)
    if TIMES_ALONE.fullmatch(text):
        remark = Remark("Ces horaires ne disent pas les jours.")
        return Understanding(f'unknown "{clean_note(text)}"', "prose", (remark,))
    kept = salvage(tidy(text))
    if kept and _is_osm(kept):
        words = "Certains jours ne se lisent pas\u00a0: ils sont à confirmer, avec leurs mots."
        remarks = (Remark(words), *lint(text, departement))
        return replace(_mended(kept, departement), how="mended", remarks=remarks)
    if speaks_osm(text):
        return Understanding(text, "text", lint(text, departement))
    where = stops_at(text)
    words = "Ces horaires ne sont pas compris en entier"
    at = f", à partir de «\u202f{where}\u202f»" if where else ""
    return Understanding(text, "text", (Remark(f"{words}{at}."),) if text else ())


def _mended(text: str, departement: str | None, *done: Remark) -> Understanding:
    """Apply what is certain, one mend at a time, for each is a proposal for the whole."""
    is_tidy = len(text) > MAX_LENGTH or is_plain(text)
    expression = text if is_tidy else tidy(text)
    remarks = lint(text, departement)
    while remarks and remarks[0].is_certain and remarks[0].proposal and len(done) < MAX_MENDS:
        done = (*done, remarks[0])
        expression = remarks[0].proposal
        remarks = lint(expression, departement)
    how: How = "mended" if done else "osm" if len(text) <= MAX_LENGTH else "text"
    return Understanding(expression, how, (*done, *remarks))
