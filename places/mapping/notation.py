"""The written form of a rule, in French words, for the file that people read and version."""

from collections.abc import Callable, Mapping

from places.mapping.crosses import PARTS_OF_DAY, Crosses
from places.mapping.filtering import RowFilter
from places.mapping.parts import PARTS
from places.mapping.rules import (
    DAYS,
    Column,
    Constant,
    First,
    Generated,
    Join,
    Rule,
    Table,
    Union,
    Week,
    YesNo,
)

Note = dict[str, object]


class InvalidMappingError(Exception):
    """A mapping that cannot be read; its text is a French sentence for whoever gave it."""


def noted(rule: Rule) -> Note:
    """A rule as it is written in a mapping file."""
    return _NOTES[type(rule)](rule)


_NOTES: dict[type, Callable[..., Note]] = {
    Column: lambda rule: (
        {"colonne": rule.header, "partie": rule.part} if rule.part else {"colonne": rule.header}
    ),
    Constant: lambda rule: {"constante": rule.value},
    Join: lambda rule: {"joindre": list(rule.headers), "separateur": rule.separator},
    First: lambda rule: {"premiere": [noted(each) for each in rule.rules]},
    Union: lambda rule: {"reunir": [noted(each) for each in rule.rules]},
    Table: lambda rule: {"colonne": rule.header, "valeurs": dict(rule.values)},
    YesNo: lambda rule: {"oui_non": dict(rule.values)},
    Crosses: lambda rule: {
        "croix": {day: list(headers) for day, headers in rule.days.items()},
        **({"heures": dict(rule.times)} if rule.times else {}),
    },
    Week: lambda rule: {"semaine": {day: list(headers) for day, headers in rule.days.items()}},
    Generated: lambda rule: {"identifiant": list(rule.headers)},
}


def rule_of(note: object, column: str) -> Rule:
    """The rule that a mapping file writes for a column of the standard.

    Raises:
        InvalidMappingError: the note is none of the known forms.
    """
    if isinstance(note, dict):
        for keys, read in _READERS.items():
            if set(note) <= set(keys) and keys[0] in note:
                rule = read(note, column)
                if rule is not None:
                    return rule
    raise InvalidMappingError(
        f"La règle de la colonne «\u00a0{column}\u00a0» est incompréhensible."
    )


def noted_filter(each: RowFilter) -> Note:
    """A filter of rows as it is written in a mapping file."""
    key = "sauf" if each.is_excluding else "parmi"
    return {"colonne": each.header, key: list(each.values)}


def filters_of(notes: object) -> tuple[RowFilter, ...]:
    """The filters of rows that a mapping file writes.

    Raises:
        InvalidMappingError: they are not of the known form.
    """
    filters = [_filter(note) for note in notes] if isinstance(notes, list) else [None]
    if not all(filters):
        raise InvalidMappingError(
            "«\u00a0garder\u00a0» doit être une liste de règles\u202f: une «\u00a0colonne\u00a0», "
            "et les valeurs qu’elle doit avoir («\u00a0parmi\u00a0») ou non («\u00a0sauf\u00a0»)."
        )
    return tuple(each for each in filters if each)


def _filter(note: object) -> RowFilter | None:
    if not isinstance(note, dict) or len(note) != 2:  # noqa: PLR2004
        return None
    header, values = note.get("colonne"), _headers(note.get("parmi", note.get("sauf")))
    return RowFilter(header, values, "sauf" in note) if isinstance(header, str) and values else None


def _column(note: Note, _column: str) -> Rule | None:
    header, part = note["colonne"], note.get("partie", "")
    is_right = isinstance(header, str) and (part == "" or part in PARTS)
    return Column(header, str(part)) if is_right and isinstance(header, str) else None


def _table(note: Note, _column: str) -> Rule | None:
    header, values = note["colonne"], note.get("valeurs")
    return Table(header, values) if isinstance(header, str) and _is_words(values) else None  # type: ignore[arg-type]


def _constant(note: Note, _column: str) -> Rule | None:
    value = note["constante"]
    return Constant(value) if isinstance(value, str) else None


def _join(note: Note, _column: str) -> Rule | None:
    headers, separator = _headers(note["joindre"]), note.get("separateur", " ")
    return Join(headers, separator) if headers and isinstance(separator, str) else None


def _first(note: Note, column: str) -> Rule | None:
    rules = _rules(note["premiere"], column)
    return First(rules) if rules else None


def _union(note: Note, column: str) -> Rule | None:
    rules = _rules(note["reunir"], column)
    return Union(rules) if rules else None


def _yes_no(note: Note, _column: str) -> Rule | None:
    values = note["oui_non"]
    return YesNo(values) if _is_words(values) else None  # type: ignore[arg-type]


def _week(note: Note, _column: str) -> Rule | None:
    days = _days(note["semaine"])
    return Week(days) if days else None


def _crosses(note: Note, _column: str) -> Rule | None:
    days, times = _days(note["croix"]), note.get("heures", {})
    is_right = times == {} or (_is_words(times) and set(times) <= set(PARTS_OF_DAY))  # type: ignore[call-overload]
    return Crosses(days, times) if days and is_right else None  # type: ignore[arg-type]


def _days(days: object) -> dict[str, tuple[str, ...]]:
    if not (isinstance(days, dict) and set(days) <= set(DAYS)):
        return {}
    headers = {day: _headers(days[day]) for day in DAYS if day in days}
    return headers if all(headers.values()) else {}


def _generated(note: Note, _column: str) -> Rule | None:
    headers = _headers(note["identifiant"])
    return Generated(headers) if headers else None


# The keys that a note may have, the one it must have first.
_READERS: dict[tuple[str, ...], Callable[[Note, str], Rule | None]] = {
    ("colonne", "partie"): _column,
    ("colonne", "valeurs"): _table,
    ("constante",): _constant,
    ("joindre", "separateur"): _join,
    ("premiere",): _first,
    ("reunir",): _union,
    ("oui_non",): _yes_no,
    ("semaine",): _week,
    ("croix", "heures"): _crosses,
    ("identifiant",): _generated,
}


def _headers(value: object) -> tuple[str, ...]:
    is_list = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return tuple(value) if is_list and isinstance(value, list) else ()


def _rules(notes: object, column: str) -> tuple[Rule, ...]:
    return tuple(rule_of(note, column) for note in notes) if isinstance(notes, list) else ()


def _is_words(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())
    )
