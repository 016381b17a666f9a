"""Any opening hours said again in French, so that who wrote them sees how they were read."""

import re
from collections.abc import Sequence
from datetime import date

from places.opening_hours.french_words import NAMES, OSM_CODES
from places.opening_hours.grammar import MONTH_CODES
from places.opening_hours.hours import Hours, parse
from places.opening_hours.osm_rules import DAYS, TIMES, Rule, split_rules
from places.opening_hours.syntax import COMMENT
from places.opening_hours.wording import (
    ALWAYS,
    MONTHS,
    NBSP,
    TO_CONFIRM,
    describe_week,
    say_span,
    week,
)

ORDINARY = date(2026, 1, 12)  # a week without holiday
MONTH = f"(?:{'|'.join(MONTH_CODES)})"
DATE = rf"{MONTH}(?: \d\d)?"
PERIOD = rf"{DATE}(?:-{DATE})?(?:,{MONTH})?"
COUNTED_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)\[-?\d(?:,-?\d)*\]"
SPECIAL = re.compile(
    rf"(?P<period>{PERIOD} )?(?P<weeks>week 0[12]-53/2 )?(?P<holiday>(?:PH|SH) ?)?"
    rf"(?P<counted>{COUNTED_DAY}(?:,{COUNTED_DAY})* )?(?P<days>{DAYS} )?"
    rf'(?P<times>{TIMES})?(?P<state> ?(?:off|closed|unknown))?(?: ?"(?P<note>[^"]*)")?'
)
HOLIDAYS = {"PH": "jours fériés", "SH": "vacances scolaires"}
ORDINALS = {"1": "1er", "-1": "dernier"}


def explain(expression: str) -> list[str]:
    """Say hours in lines, the ordinary week first, then what holds only sometimes.

    « Lundi au vendredi : 9 h à 12 h », « 1er et 3e mardi du mois : 14 h à 17 h », « Vacances
    scolaires : fermé ». `expression` is one that `parse` reads (InvalidHours otherwise); a rule
    beyond our words is given as it stands.
    """
    rules = split_rules(parse(expression).text)
    plain = [rule for rule in rules if rule.is_plain or _is_added(rule)]
    special = [rule for rule in rules if rule not in plain]
    lines = [_special(rule.text) for rule in special]
    if not plain or _is_all_unknown(plain):
        return [*(rule.note or TO_CONFIRM for rule in plain), *lines]
    hours = parse("; ".join(rule.text for rule in plain))
    return [*_ordinary(hours), *lines]


def _is_added(rule: Rule) -> bool:
    """Say if a rule is several of a plain week: « Mo 08:00-12:00 "a", Mo 13:00-16:00 "b" »."""
    words = COMMENT.sub('""', rule.text)
    return bool(re.fullmatch(rf'(?:{DAYS} {TIMES}(?: unknown)?(?: "")?(?:, |$))+', words))


def _is_all_unknown(rules: Sequence[Rule]) -> bool:
    return all(rule.state == "unknown" and not rule.names_days for rule in rules)


def _ordinary(hours: Hours) -> list[str]:
    return describe_week(week(hours, ORDINARY))


def _special(text: str) -> str:
    found = SPECIAL.fullmatch(text)
    if text == "24/7":
        return f"Tous les jours{NBSP}: {ALWAYS}"
    if not found:
        return text
    when = [part for part in (_period(found["period"]), _weeks(found["weeks"])) if part]
    when += [HOLIDAYS[found["holiday"].strip()]] if found["holiday"] else []
    when += [_counted(found["counted"])] if found["counted"] else []
    when += [_days(found["days"])] if found["days"] else []
    what = [
        say_span(*span.split("-")) for span in re.findall(r"[\d:]+-[\d:]+", found["times"] or "")
    ]
    said = " et ".join(what)
    state = (found["state"] or "").strip()
    if state == "unknown":
        said = TO_CONFIRM
    elif not said:
        said = "fermé" if state else ALWAYS
    note = f" ({found['note']})" if found["note"] else ""
    said_when = ", ".join(when)
    return f"{said_when[:1].upper()}{said_when[1:]}{NBSP}: {said}{note}"


def _period(text: str | None) -> str:
    if not text:
        return ""
    dates = [_date(part) for part in re.split(r"[-,]", text.strip())]
    if "-" not in text:
        return " et ".join(dates)
    return f"{_from(dates[0])} {'au' if dates[1][0].isdigit() else 'à'} {dates[1]}"


def _from(said: str) -> str:
    if said[0].isdigit():
        return f"du {said}"
    return f"d’{said}" if said[0] in "ao" else f"de {said}"


def _date(text: str) -> str:
    month, _, day = text.strip().partition(" ")
    name = MONTHS[MONTH_CODES.index(month)]
    return f"{'1er' if int(day) == 1 else int(day)}{NBSP}{name}" if day else name


def _weeks(text: str | None) -> str:
    if not text:
        return ""
    return "semaines paires" if text.startswith("week 02") else "semaines impaires"


def _counted(text: str) -> str:
    days = []
    for code, ranks in re.findall(r"(\w\w)\[([^\]]*)\]", text):
        said = " et ".join(ORDINALS.get(rank, f"{rank}e") for rank in ranks.split(","))
        days.append(f"{said} {NAMES[OSM_CODES[code]]}")
    return f"{', '.join(days)} du mois"


def _days(text: str) -> str:
    items = [
        " au ".join(NAMES[OSM_CODES[code]] for code in item.split("-"))
        for item in text.replace(" ", "").split(",")
    ]
    return ", ".join(items)
