"""What is doubtful in an OSM expression, said in French with the correction to copy."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from places.opening_hours.french_words import NAMES
from places.opening_hours.hours import CACHE_SIZE, MAX_LENGTH, InvalidHours, parse
from places.opening_hours.osm_rules import (
    MAX_RULES,
    Rule,
    both,
    is_ordinary,
    join_rules,
    split_rules,
    with_times,
)
from places.opening_hours.prose import from_prose
from places.opening_hours.schedule import LONG_RUN, Unread
from places.opening_hours.syntax import COMMENT, FRENCH_HOUR, is_plain

EARLY = 5 * 60
HALF_DAY = 12 * 60
ANY_DAY = re.compile(r"(?<![\w\"])(?:mo|tu|we|th|fr|sa|su|ph|sh)(?!\w)", re.IGNORECASE)
UNTOLD = '"heures non précisées"'
MAX_UNKNOWN = 3
CASES = "Les jours s’écrivent Mo, Tu, We, Th, Fr, Sa, Su."
HOLIDAYS_OFF = re.compile(r"(?:PH|SH)(?:,(?:PH|SH))? (?:off|closed)")
KNOWN = re.compile(
    r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|week|easter|"
    r"off|closed|open|unknown|sunrise|sunset|dawn|dusk|days?)(?![a-z])|[\d\s:;,|+/()\[\]-]+",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\s\d:;,|+/()\[\]-]+")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something doubtful in opening hours.

    `words` is a French sentence for the screen, `proposal` the whole expression corrected, None
    when only its author knows; `is_certain` says that the proposal is surely what was meant.
    """

    words: str
    proposal: str | None = None
    is_certain: bool = False


@lru_cache(maxsize=CACHE_SIZE)
def lint(text: str, departement: str | None = None) -> tuple[Remark, ...]:
    """Say what is doubtful in an OSM expression, what is certain first.

    `text` is what was written, at most MAX_LENGTH characters, `departement` an INSEE code or None.
    A text that is no OSM gets the reading of it as French when there is one, or the words that
    were not understood with their place. Never raises.
    """
    if len(text) > MAX_LENGTH:
        return (Remark("Ces horaires sont trop longs\u00a0: 2\u202f000 caractères au plus."),)
    if is_plain(text):
        return _certain_first(_meaning(text))
    try:
        expression = parse(text, departement=departement).text
    except InvalidHours:
        return tuple(_not_osm(text))
    return _certain_first([*_letters(text, expression), *_meaning(expression)])


def is_spotless(text: str) -> bool:
    """Whether `lint` surely finds nothing in a text: plain rules, each right, each of other days.

    Most weeks are so, and made of rules that others have too: said ten times quicker.
    """
    seen = 0
    for rule in text.split("; ") if is_plain(text) and len(text) <= MAX_LENGTH else [""]:
        days = _days_of_right(rule)
        if not days or days & seen:
            return False
        seen |= days
    return True


@lru_cache(maxsize=4096)
def _days_of_right(text: str) -> int:
    """The days of a rule in which nothing is doubtful, a bit each; none of any other text."""
    rules = split_rules(text)
    if len(rules) != 1 or not rules[0].is_plain or _alone(rules[0]):
        return 0
    return sum(1 << day for day in rules[0].days)


def _certain_first(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(sorted(remarks, key=lambda remark: not remark.is_certain))


def is_surely_both(first: str, second: str) -> bool:
    """Tell if two OSM rules joined by `;` surely meant « both », though the second hides the first.

    That is: the same weekdays, and times that do not overlap.
    """
    rules = split_rules(f"{first};{second}")
    return len(rules) == len((first, second)) and _means_both(*rules)


# --- the letter ---


def _not_osm(text: str) -> Iterator[Remark]:
    reading = from_prose(text)
    if reading:
        words = "Ces horaires ne sont pas en notation OSM\u00a0; ils se lisent sans hésiter."
        yield Remark(words, reading, is_certain=True)
        return
    if guess := from_prose(text, bare_numbers=True):
        yield Remark("Les heures s’écrivent 09:00. Est-ce bien ceci\u00a0?", guess)
        return
    place, unknown = 0, 0
    for part in COMMENT.split(text):
        for word in WORD.finditer(part) if not part.startswith('"') else ():
            if not KNOWN.fullmatch(word[0]) and unknown < MAX_UNKNOWN:
                unknown += 1
                yield Remark(
                    f"«\u202f{word[0][:30]}\u202f» (caractère {place + word.start() + 1}) "
                    "n’est pas de la notation OSM."
                )
        place += len(part)
    if not unknown and text.strip():
        yield Remark("Les jours, les heures ou la ponctuation ne se suivent pas comme en OSM.")


def _letters(text: str, expression: str) -> Iterator[Remark]:
    if FRENCH_HOUR.search("".join(COMMENT.split(text)[::2])):
        yield Remark("Une heure s’écrit 09:00, sans «\u202fh\u202f».", expression, is_certain=True)
    cased = with_cased_days(expression)
    if cased != expression:
        yield Remark(CASES, cased, is_certain=True)


def with_cased_days(text: str) -> str:
    """Write the days of an OSM expression as OSM does: « mo-fr; ph off » → « Mo-Fr; PH off »."""
    parts = COMMENT.split(text)
    parts[::2] = [ANY_DAY.sub(lambda day: _cased(day[0]), part) for part in parts[::2]]
    return "".join(parts)


def _cased(day: str) -> str:
    return day.upper() if day.upper() in ("PH", "SH") else day.capitalize()


# --- the meaning ---


def _meaning(expression: str) -> Iterator[Remark]:
    rules = split_rules(expression)
    if len(rules) > MAX_RULES:
        return
    if rules and rules[0].is_open and not rules[0].names_days:
        words = (
            f"«\u202f{rules[0].text}\u202f» ne dit pas les jours\u00a0: le dimanche serait compris."
        )
        yield Remark(words, _replaced(rules, {0: Rule(f"Mo-Fr {rules[0].text.lstrip(': ')}")}))
    for place, rule in enumerate(rules):
        for words, mended, is_certain in _alone(rule):
            proposal = _replaced(rules, {place: mended}) if mended else None
            yield Remark(words, proposal, is_certain)
    for (i, first), (j, second) in combinations(enumerate(rules), 2):
        if not first.days.isdisjoint(second.days):
            yield from _pair(rules, i, first, j, second)


def _replaced(rules: Sequence[Rule], changes: dict[int, Rule | None]) -> str:
    changed = [changes.get(place, rule) for place, rule in enumerate(rules)]
    return join_rules(rule for rule in changed if rule is not None)


@lru_cache(maxsize=4096)
def _alone(rule: Rule) -> tuple[tuple[str, Rule | None, bool], ...]:
    """Say what is doubtful in a rule by itself, with the rule mended."""
    return tuple(_doubts(rule))


def _doubts(rule: Rule) -> Iterator[tuple[str, Rule | None, bool]]:
    said = f"«\u202f{rule.text}\u202f»"
    if rule.is_endless:
        words = f"{said} ne dit pas les heures\u00a0: ce serait ouvert jour et nuit."
        yield words, _untold(rule), True
    elif rule.text == "24/7":
        yield (
            "24/7\u00a0: ouvert jour et nuit, tous les jours. Est-ce bien cela\u00a0?",
            None,
            False,
        )
    elif rule.is_open:
        yield from _times_alone(rule, said)


def _untold(rule: Rule) -> Rule:
    """Leave the days of a rule to be confirmed, with its own words when it has some."""
    days = rule.text.partition('"')[0].strip().removesuffix("open").strip(" :")
    return Rule(f"{days} unknown " + (f'"{rule.note}"' if rule.note.strip() else UNTOLD))


def _times_alone(rule: Rule, said: str) -> Iterator[tuple[str, Rule | None, bool]]:
    lasting = [end - start for start, end in rule.times]
    if 0 in lasting:
        yield f"{said} ouvre et ferme à la même heure.", _without_empty(rule), True
        return
    if max(lasting) >= 2 * HALF_DAY:
        yield f"{said}\u00a0: ouvert vingt-quatre heures. Est-ce bien cela\u00a0?", None, False
        return
    late = [_afternoon(span) for span in rule.times]
    is_better = late != list(rule.times) and all(map(is_ordinary, late))
    mended = with_times(rule, late) if is_better else None
    if any(end < start or end > 2 * HALF_DAY for start, end in rule.times):
        yield f"{said} finit le lendemain, à l’heure dite. Est-ce bien cela\u00a0?", mended, False
    elif any(start < EARLY for start, _ in rule.times):
        yield f"{said} commence en pleine nuit. Est-ce bien cela\u00a0?", mended, False


def _without_empty(rule: Rule) -> Rule:
    """Drop the spans that end when they begin; a day that has no other is to be confirmed."""
    kept = [span for span in rule.times if span[0] != span[1]]
    return with_times(rule, kept) if kept else Rule(f"{rule.selector} unknown {UNTOLD}")


def _afternoon(span: tuple[int, int]) -> tuple[int, int]:
    """Read « 02:00-05:00 » and « 14:00-05:00 » on a clock of twelve hours."""
    start, end = span
    if start < EARLY and end <= HALF_DAY:
        start += HALF_DAY
    return (start, end + HALF_DAY) if end <= start and end < HALF_DAY else (start, end)


def _pair(rules: Sequence[Rule], i: int, first: Rule, j: int, second: Rule) -> Iterator[Remark]:
    """What is doubtful in two rules that name the same days."""
    if not (first.is_plain and second.is_plain and (second.is_open or second.is_off)):
        return
    common = first.days & second.days
    hidden, seen = f"«\u202f{first.text}\u202f»", f"«\u202f{second.text}\u202f»"
    is_hidden = common == first.days
    if first.is_off or second.is_off:
        if is_hidden and not (first.is_off and second.is_off):
            after = Rule(f"{second.text}; {first.text}")
            proposal = _replaced(rules, {i: None, j: after}) if first.is_off else None
            yield Remark(f"{seen} annule tout à fait {hidden}, qui vient avant.", proposal)
    elif first.is_open and first.text == second.text:
        yield Remark(f"{hidden} est écrit deux fois.", _replaced(rules, {j: None}), is_certain=True)
    elif first.is_open and not first.meets(second):
        words = (
            f"Le point-virgule remplace\u00a0: {_say_days(common)}, {seen} annule {hidden}. "
            "Pour garder les deux, séparez les heures par une virgule."
        )
        is_near = j == i + 1 or second.names_days
        certain = is_near and _means_both(first, second) and not _touched(rules[i + 1 : j], common)
        proposal = _both(rules, i, j)
        yield Remark(words, proposal, is_certain=certain and proposal is not None)
    elif first.is_open and is_hidden:
        words = f"{seen} annule tout à fait {hidden}, qui vient avant."
        is_part = first.days < second.days
        yield Remark(words, _replaced(rules, {i: second, j: first} if is_part else {i: None}))


def _means_both(first: Rule, second: Rule) -> bool:
    is_same = first.is_open and second.is_open and _same_days(first, second)
    return is_same and not first.meets(second) and all(map(is_ordinary, first.times + second.times))


def _same_days(first: Rule, second: Rule) -> bool:
    return first.days == second.days or (first.names_days and not second.names_days)


def _touched(between: Sequence[Rule], days: frozenset[int]) -> bool:
    """Say if a rule between two others may speak of the same days."""
    return any(
        not HOLIDAYS_OFF.fullmatch(rule.text) and (not rule.is_plain or bool(rule.days & days))
        for rule in between
    )


def _both(rules: Sequence[Rule], i: int, j: int) -> str | None:
    if not all(map(is_ordinary, rules[i].times + rules[j].times)):
        return None
    try:
        return _replaced(rules, {i: both(rules[i], rules[j]), j: None})
    except Unread:
        return None


def _say_days(days: frozenset[int]) -> str:
    first, last = min(days), max(days)
    if len(days) == last - first + 1 >= LONG_RUN:
        return f"du {NAMES[first]} au {NAMES[last]}"
    return "le " + ", le ".join(NAMES[day] for day in sorted(days))
