"""The plain rules of an OSM expression, taken apart so that they can be compared and rewritten."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from places.opening_hours.french_words import OSM_CODES
from places.opening_hours.schedule import MIDNIGHT, WEEK, Day, Slot, Span, join_days, write
from places.opening_hours.syntax import COMMENT

DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
DAYS = rf"{DAY}(?:-{DAY})?(?:, ?{DAY}(?:-{DAY})?)*"
CLOCK = r"\d{1,2}:\d\d"
TIMES = rf"{CLOCK} ?- ?{CLOCK}(?:, ?{CLOCK} ?- ?{CLOCK})*"
PLAIN = re.compile(
    rf"(?P<days>{DAYS})?:? ?(?P<times>{TIMES})? ?(?P<state>off|closed|unknown|open)? ?"
    r'(?P<note>"[^"]*")?'
)
DAYS_AND_TIMES = re.compile(rf"({DAYS}) ([\d:, -]*\d)")
MAX_RULES = 60  # beyond, a text is no week: it is not compared rule by rule


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `text` as it stands; the rest is empty unless it `is_plain` (a weekly rule).

    `days` are weekdays, all of them when none is named; `times` are (start, end) in minutes as
    they are written, the end perhaps before the start.
    """

    text: str
    is_plain: bool = False
    days: frozenset[int] = frozenset()
    names_days: bool = False
    times: tuple[tuple[int, int], ...] = ()
    is_off: bool = False
    state: str = ""
    note: str = ""

    @property
    def selector(self) -> str:
        """The days as OSM writes them."""
        return join_days(map(Day, self.days))

    @property
    def is_open(self) -> bool:
        """Say if it opens some hours of the week, surely and by day."""
        return self.is_plain and bool(self.times) and self.state in ("", "open")

    @property
    def is_endless(self) -> bool:
        """Say if it opens days without saying at what time, that is, day and night."""
        return self.is_plain and self.names_days and not self.times and self.state in ("", "open")

    def meets(self, other: "Rule") -> bool:
        """Say if a time of one overlaps a time of the other."""
        return any(a < d and c < b for a, b in self.times for c, d in other.times)

    def slots(self) -> list[Slot]:
        """Give its days as slots, to be written with others."""
        spans = tuple(Span(start, end) for start, end in self.times)
        return [Slot(Day(day), spans, self.note) for day in sorted(self.days)]


def split_rules(expression: str) -> list[Rule]:
    """Take a tidy expression apart at its `;`."""
    parts = COMMENT.split(expression) if '"' in expression else [expression]
    marked = "".join(
        part.replace(";", "\n") if place % 2 == 0 else part for place, part in enumerate(parts)
    )
    return [_read_rule(text.strip()) for text in marked.split("\n") if text.strip()]


def join_rules(rules: Iterable[Rule]) -> str:
    """Put rules together again."""
    return "; ".join(rule.text for rule in rules)


def both(first: Rule, second: Rule) -> Rule:
    """Make one rule that opens the hours of two; times alone are of the days before them."""
    if not second.names_days:
        second = replace(second, days=first.days)
    return Rule(write([*first.slots(), *second.slots()]))


def with_times(rule: Rule, times: Iterable[tuple[int, int]]) -> Rule:
    """Give the rule other times."""
    said = ",".join("-".join(_say(moment) for moment in span) for span in times)
    written = re.sub(TIMES, said, rule.text, count=1)
    return replace(rule, text=written)


@lru_cache(maxsize=4096)  # the same hours are kept on many days, in many places
def _read_rule(text: str) -> Rule:
    found = PLAIN.fullmatch(text)
    if not found:
        return Rule(text)
    state = found["state"] or ""
    return Rule(
        text,
        is_plain=True,
        days=_days(found["days"]) if found["days"] else frozenset(WEEK),
        names_days=bool(found["days"]),
        times=_times(found["times"] or ""),
        is_off=state in ("off", "closed"),
        state=state,
        note=(found["note"] or "").strip('"'),
    )


def _days(text: str) -> frozenset[int]:
    days: set[int] = set()
    for item in text.replace(" ", "").split(","):
        first, _, last = item.partition("-")
        start = OSM_CODES[first]
        length = (OSM_CODES[last or first] - start) % len(WEEK)
        days |= {(start + step) % len(WEEK) for step in range(length + 1)}
    return frozenset(days)


def _times(text: str) -> tuple[tuple[int, int], ...]:
    moments = [
        int(hour) * 60 + int(minute) for hour, minute in re.findall(r"(\d{1,2}):(\d\d)", text)
    ]
    return tuple(zip(moments[::2], moments[1::2], strict=True))


def _say(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def is_ordinary(span: tuple[int, int]) -> bool:
    """Say if a span begins and ends the same day."""
    return 0 <= span[0] < span[1] <= MIDNIGHT


def salvage(text: str) -> str | None:
    """Keep the rules that read; one that does not leaves its days `unknown`, with its words.

    « Mo 09:00-12:00; Fr 09:00-12:00-14:00 » → `Mo 09:00-12:00; Fr unknown "09:00-12:00-14:00"`.
    None when a rule names no day, or is more than days and times.
    """
    rules = split_rules(text)
    if not all(rule.names_days or DAYS_AND_TIMES.fullmatch(rule.text) for rule in rules):
        return None
    kept = [
        rule if rule.is_plain else Rule(DAYS_AND_TIMES.sub(r'\1 unknown "\2"', rule.text))
        for rule in rules
    ]
    return join_rules(kept) or None
