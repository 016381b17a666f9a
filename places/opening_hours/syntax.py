"""The letter of an OSM expression: small slips mended, holidays made plain for the evaluator."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from places.opening_hours.public_holidays import is_public_holiday
from places.school_holidays import is_school_holiday

# Every pattern below is linear, and is given at most MAX_LENGTH characters.
COMMENT = re.compile(r'("[^"]*")')
LONE_COMMENT = re.compile(r'((?:^|; |\|\| ?))("[^"]*")(?= ?(?:;|\|\||$))')
FRENCH_HOUR = re.compile(r"(?<![\w:])(\d{1,2}) ?[hH] ?(\d{2})?(?!\w)")
SPACED_COLON = re.compile(r"(?<=\d) ?: ?(?=\d)")
DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
DAY_COMMA = re.compile(rf"(?<=\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)), (?=(?:{DAY}|PH|SH)\b)")
SEMICOLON = re.compile(r" ?; ?")
OFFSET = r"(?: [+-]\d{1,3} days?)?"
HOLIDAY = re.compile(rf"\b(PH|SH)\b({OFFSET})")
DAY_ITEM = rf"{DAY}(?:-{DAY})?(?:\[[^\]\[]*\])?{OFFSET}"
ITEM = rf"(?:(?:PH|SH){OFFSET}|{DAY_ITEM})"
DAY_SELECTOR = re.compile(rf"\b{ITEM}(?:(?:,| ){ITEM})*(?!\w)")
# What most places write: weekdays and hours, nothing that needs the evaluator to be read.
TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)"
DAYS = rf"{DAY}(?:-{DAY})?(?:,{DAY}(?:-{DAY})?)*"
PLAIN_RULE = rf"{DAYS} (?:{TIME}-{TIME}(?:,{TIME}-{TIME})*|off)"
PLAIN = re.compile(rf"{PLAIN_RULE}(?:; {PLAIN_RULE})*")
WITHIN_HOLIDAY = re.compile(rf"(?:PH|SH){OFFSET} {DAY}|{DAY}(?:\[[^\]\[]*\])? (?:PH|SH)")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday named by an expression: `kind` is "PH" or "SH", `offset` a number of days."""

    kind: str
    offset: int = 0

    def falls_on(self, day: date, departement: str | None) -> bool:
        """Say if it falls on `day`; a school holiday that we do not know of does not."""
        day -= timedelta(days=self.offset)
        if self.kind == "PH":
            return is_public_holiday(day, departement)
        return bool(is_school_holiday(day, departement))


def is_plain(text: str) -> bool:
    """Whether a text is surely OSM and tidy, from its letters alone: twenty times quicker."""
    return PLAIN.fullmatch(text) is not None


def tidy(text: str) -> str:
    """Mend what does not change the meaning: odd spaces, long dashes, « 9h30 », « Mo, Tu ».

    A rule made of a comment alone (`"sur rendez-vous"`) gets the `unknown` that OSM implies,
    for the evaluator would take it as open day and night. Idempotent.
    """
    parts = COMMENT.split(" ".join(text.split()))
    parts[::2] = [_tidy_part(part) for part in parts[::2]]
    return LONE_COMMENT.sub(r"\1unknown \2", "".join(parts).strip(" ;"))


def _tidy_part(part: str) -> str:
    part = part.replace("–", "-").replace("—", "-")
    part = FRENCH_HOUR.sub(lambda found: f"{found[1]}:{found[2] or '00'}", part)
    part = SPACED_COLON.sub(":", part)
    part = SEMICOLON.sub("; ", part).replace(" ,", ",")
    return DAY_COMMA.sub(",", part)


def holidays_in(text: str) -> tuple[Holiday, ...]:
    """List the holidays that a tidy expression names, each once, in their order."""
    found: dict[Holiday, None] = {}
    for part in COMMENT.split(text)[::2]:
        for match in HOLIDAY.finditer(part):
            found[_holiday(match)] = None
    return tuple(found)


def resolve(text: str, today: frozenset[Holiday]) -> str:
    """Rewrite a tidy expression as it reads on a day when exactly the holidays `today` fall.

    The evaluator knows no school holiday, no local public holiday, and reads `SH Mo-Fr` (the
    weekdays of the holidays) as `SH,Mo-Fr` (both). Day selectors are therefore decided here: a
    holiday that falls opens the selector to every day, one that does not is left, to be matched
    by nothing (the evaluator is given no country, hence no holiday).
    """
    parts = COMMENT.split(text)
    parts[::2] = [
        DAY_SELECTOR.sub(lambda found: _resolve_selector(found[0], today), part)
        for part in parts[::2]
    ]
    return "".join(parts)


def _resolve_selector(selector: str, today: frozenset[Holiday]) -> str:
    holidays = list(HOLIDAY.finditer(selector))
    if not holidays:
        return selector
    falls = any(_holiday(match) in today for match in holidays)
    if not WITHIN_HOLIDAY.search(selector):
        return "Mo-Su" if falls else selector
    days = HOLIDAY.sub("", selector).strip(" ,")
    return days if falls else "PH"


def _holiday(match: re.Match[str]) -> Holiday:
    offset = match[2].removesuffix("s").removesuffix(" day").strip()
    return Holiday(match[1], int(offset or 0))
