"""Any opening hours said again, in French or in the reader's language: how they were read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, pgettext

from places.french import of
from places.opening_hours.closings import ClosedDays, week_around
from places.opening_hours.french_words import OSM_CODES
from places.opening_hours.grammar import MONTH_CODES
from places.opening_hours.hours import Hours, parse
from places.opening_hours.osm_rules import DAYS, TIMES, Rule, split_rules
from places.opening_hours.syntax import COMMENT
from places.opening_hours.wording import (
    ALWAYS,
    MONTHS,
    NBSP,
    TO_CONFIRM,
    DayHours,
    describe_week,
    join_words,
    say_date,
    say_span,
    week,
)
from places.opening_hours.wording import DAYS as NAMES

ORDINARY = date(2026, 1, 12)  # a week without holiday
MONTH = f"(?:{'|'.join(MONTH_CODES)})"
DATE = rf"{MONTH}(?: \d\d)?"
PERIOD = rf"{DATE}(?:-{DATE})?(?:,{MONTH})?"
COUNTED_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)\[-?\d(?:,-?\d)*\]"
SPECIAL = re.compile(
    rf"(?P<period>{PERIOD} )?(?P<weeks>week 0[12]-53/2 )?(?P<holiday>(?:PH|SH)(?:,(?:PH|SH))* ?)?"
    rf"(?P<counted>{COUNTED_DAY}(?:,{COUNTED_DAY})* )?"
    rf"(?P<days>{DAYS}(?P<too>(?:,(?:PH|SH))*) )?"
    rf'(?P<times>{TIMES})?(?P<state> ?(?:off|closed|unknown))?(?: ?"(?P<note>[^"]*)")?'
)
Found = re.Match[str]


def _(text: str) -> str:
    return str(gettext(text))


@dataclass(frozen=True, slots=True)
class SaidHours:
    """Hours in lines: those of a week, and the rules that this week does not tell."""

    week: list[str]
    rules: list[str]


def explain(expression: str) -> list[str]:
    """Say hours in lines, the ordinary week first, then what holds only sometimes.

    « Lundi au vendredi : 9 h à 12 h », « 1er et 3e mardi du mois : 14 h à 17 h », « Vacances
    scolaires : fermé ». `expression` is one that `parse` reads (InvalidHours otherwise); a rule
    beyond our words is given as it stands.
    """
    plain, special = _sorted_rules(parse(expression).text)
    lines = [_special(rule.text) or rule.text for rule in special]
    if not plain or _is_all_unknown(plain):
        return [*(rule.note or _(TO_CONFIRM) for rule in plain), *lines]
    return [*_ordinary(plain), *lines]


def say_hours(hours: Hours, day: date, closed: Sequence[ClosedDays] = ()) -> SaidHours:
    """Say the week of a day, its closings counted, then the rules that hold only sometimes.

    When that week opens nothing, or when all that opens is not of every week (« 2e mardi du
    mois »), the rules alone: nobody reads « fermé tous les jours » of a place that opens.
    """
    plain, special = _sorted_rules(hours.text)
    said = [words for rule in special if (words := _special(rule.text))]
    days = week(hours, day)
    opens_weekly = any(not rule.is_off for rule in plain)
    is_all_said = len(said) == len(special)
    if not special or (_opens(days) and (opens_weekly or not is_all_said)):
        return SaidHours(describe_week(week_around(days, closed)), said)
    rest = [] if is_all_said else [_line(_("Certains jours"), _(TO_CONFIRM))]
    return SaidHours([], [*(_ordinary(plain) if opens_weekly else []), *said, *rest])


def says_every_week(hours: Hours) -> bool:
    """Say if all that these hours say holds every week."""
    return not _sorted_rules(hours.text)[1]


def usual_week(hours: Hours) -> list[DayHours]:
    """What holds every week, Monday first, in a week without holiday; empty if nothing opens."""
    plain, _special = _sorted_rules(hours.text)
    days = _ordinary_week(plain) if plain else []
    return days if any(day.periods for day in days) else []


def _opens(days: Sequence[DayHours]) -> bool:
    return any(day.periods or day.is_unknown for day in days)


def _sorted_rules(text: str) -> tuple[list[Rule], list[Rule]]:
    """Tell the rules of every week from the others."""
    rules = split_rules(text)
    plain = [rule for rule in rules if rule.is_plain or rule.text == "24/7" or _is_added(rule)]
    return plain, [rule for rule in rules if rule not in plain]


def _is_added(rule: Rule) -> bool:
    """Say if a rule is several of a plain week: « Mo 08:00-12:00 "a", Mo 13:00-16:00 "b" »."""
    words = COMMENT.sub('""', rule.text)
    return bool(re.fullmatch(rf'(?:{DAYS} {TIMES}(?: unknown)?(?: "")?(?:, |$))+', words))


def _is_all_unknown(rules: Sequence[Rule]) -> bool:
    return all(rule.state == "unknown" and not rule.names_days for rule in rules)


def _ordinary(plain: Sequence[Rule]) -> list[str]:
    return describe_week(_ordinary_week(plain))


def _ordinary_week(plain: Sequence[Rule]) -> list[DayHours]:
    return week(parse("; ".join(rule.text for rule in plain)), ORDINARY)


def _line(when: str, what: str) -> str:
    return f"{when[:1].upper()}{when[1:]}{NBSP}: {what}"


def _special(text: str) -> str:
    """Say a rule that does not hold every week; "" when it is beyond our words."""
    found = SPECIAL.fullmatch(text)
    when = ", ".join(filter(None, _when(found))) if found else ""
    if not found or not when:
        return ""
    note = f" ({found['note']})" if found["note"] else ""
    return _line(when, _what(found) + note)


def _when(found: Found) -> list[str]:
    return [
        _period(found["period"] or ""),
        _weeks(found["weeks"] or ""),
        _holidays(found["holiday"] or ""),
        _counted(found["counted"] or ""),
        _days(found["days"] or ""),
    ]


def _what(found: Found) -> str:
    state = (found["state"] or "").strip()
    if state == "unknown":
        return _(TO_CONFIRM)
    spans = re.findall(r"[\d:]+-[\d:]+", found["times"] or "")
    if spans:
        return join_words([say_span(*span.split("-")) for span in spans])
    return _("fermé") if state else _(ALWAYS)


def _period(text: str) -> str:
    dates = [_date(part) for part in re.split(r"[-,]", text.strip()) if part]
    if "-" not in text:
        return join_words(dates)
    is_day = dates[0][0].isdigit()
    words = {
        "first": _("du %(day)s") % {"day": dates[0]} if is_day else of(dates[0]),
        "last": dates[1],
    }
    if dates[1][0].isdigit():
        return _("%(first)s au %(last)s") % words
    return _("%(first)s à %(last)s") % words


def _date(text: str) -> str:
    name, _space, day = text.strip().partition(" ")
    month = MONTH_CODES.index(name)
    return say_date(month + 1, int(day)) if day else _(MONTHS[month])


def _weeks(text: str) -> str:
    if not text:
        return ""
    return _("semaines paires") if text.startswith("week 02") else _("semaines impaires")


def _holidays(text: str) -> str:
    words = {"PH": _("jours fériés"), "SH": _("vacances scolaires")}
    return join_words([words[code] for code in re.findall("PH|SH", text)])


def _counted(text: str) -> str:
    days = []
    for code, ranks in re.findall(r"(\w\w)\[([^\]]*)\]", text):
        said = join_words([_rank(rank) for rank in ranks.split(",")])
        words = {"ranks": said, "day": _(NAMES[OSM_CODES[code]])}
        days.append(_("%(ranks)s %(day)s du mois") % words)
    return ", ".join(days)


def _rank(text: str) -> str:
    ranks = {
        "1": pgettext("rang", "1er"),
        "2": pgettext("rang", "2e"),
        "3": pgettext("rang", "3e"),
        "4": pgettext("rang", "4e"),
        "5": pgettext("rang", "5e"),
        "-1": pgettext("rang", "dernier"),
        "-2": pgettext("rang", "avant-dernier"),
    }
    return str(ranks.get(text, text))


def _days(text: str) -> str:
    return ", ".join(_run(item) for item in text.replace(" ", "").split(",") if item)


def _run(item: str) -> str:
    """« lundi », « lundi au vendredi », « jours fériés »."""
    if item not in OSM_CODES and "-" not in item:
        return _holidays(item)
    days = [_(NAMES[OSM_CODES[code]]) for code in item.split("-")]
    return (
        _("%(first)s au %(last)s") % {"first": days[0], "last": days[-1]} if days[1:] else days[0]
    )
