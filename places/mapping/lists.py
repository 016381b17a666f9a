"""Propose rules for the columns of closed lists: values put into words, « oui » and « non »."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from places.mapping.fitting import Fit
from places.mapping.keywords import NOTHING, key_of, value_of
from places.mapping.map_tags import is_tag
from places.mapping.profiles import Profile
from places.mapping.rules import Column, First, Rule, Table, Union, YesNo
from places.standard.columns import VOCABULARIES, canonical
from places.standard.head_words import words_of
from places.standard.synonyms import LONGEST, meanings_of
from places.standard.values import NATIONAL_LABELS, terms_of

# The lists that a column of « oui » and « non » may speak of, the most telling first.
_YES_NO_COLUMNS = (
    "dispositif_programmes_nationaux",
    "formations_labels",
    "services",
    "prise_en_charge_specifique",
    "publics_specifiquement_adresses",
    "modalites_accompagnement",
    "frais_a_charge",
    "modalites_acces",
)
_MOSTLY = 0.85
_MOST_SOURCES = 12


def rule_of_lists(
    column: str,
    fits: Sequence[Fit],
    profiles: Mapping[str, Profile],
    yes_no: Mapping[str, str],
    shared: Collection[str] = (),
    tag: Table | None = None,
) -> Rule | None:
    """One rule out of every column that gives values of a list, or None.

    Args:
        fits: the columns of values; the surest first.
        yes_no: headers of « oui » and « non » → the value that each stands for.
        shared: headers that speak of several lists at once.
        tag: what reads a tag of a map.
    """
    rules: list[Rule] = [YesNo(dict(yes_no))] if yes_no else []
    rules += [tag] if tag else []
    others = [name for name in VOCABULARIES if name != column]
    headed = [fit for fit in fits if fit.is_headed]
    for fit in _few(headed or fits, profiles):
        is_shared = fit.header in shared
        rule = rule_of_values(
            column, profiles[fit.header], others, header=fit.header, is_shared=is_shared
        )
        rules.append(rule)
    if len(rules) < 2:  # noqa: PLR2004
        return rules[0] if rules else None
    return First(tuple(rules)) if column == "typologie" else Union(tuple(rules))


def _few(fits: Sequence[Fit], profiles: Mapping[str, Profile]) -> Iterator[Fit]:
    """The surest; the columns of a series, which have one profile, count for one."""
    kept: set[int] = set()
    for fit in fits:
        kept.add(id(profiles[fit.header]))
        if len(kept) > _MOST_SOURCES:
            return
        yield fit


def rule_of_values(
    column: str,
    profile: Profile,
    others: Sequence[str] = (),
    *,
    header: str = "",
    is_shared: bool = False,
) -> Rule:
    """The column as it stands when the standard reads its values, else with their meanings.

    Of a shared column, what speaks of other lists is left to them.
    """
    header, values = header or profile.header, {}
    for piece in profile.pieces(column):
        meaning = value_of(column, piece)
        known, unknown = terms_of(column, piece)
        if meaning is not None and (unknown or not known):
            values[piece] = meaning
        elif meaning is None and _speaks_of(piece, others):
            values[piece] = ""  # another column of the standard has it
    is_its_own = canonical(header) == column
    is_table = any(values.values()) or (
        not is_its_own and any(is_shared or value_of(column, piece) == NOTHING for piece in values)
    )
    return Table(header, values) if is_table else Column(header)


def _speaks_of(piece: str, columns: Sequence[str]) -> bool:
    return any(terms_of(column, piece)[0] or value_of(column, piece) for column in columns)


def yes_no_of(profiles: Mapping[str, Profile]) -> dict[str, dict[str, str]]:
    """Column of the standard → header of « oui » and « non » → the value it stands for."""
    found: dict[str, dict[str, str]] = {}
    for header, profile in profiles.items():
        is_itinerance = meanings_of(header).get("itinerance", 0) > 0.5  # noqa: PLR2004
        # « _di_email_is_pii »: of a tool, and of no place.
        is_told = is_itinerance or is_tag(header) or header.startswith("_")
        if is_told or len(header) > LONGEST or profile.share("yes_no") < _MOSTLY:
            continue
        # « c_materiel_info »: a letter before all the heads of a table says nothing.
        # What « services.acces_materiel.presentiel » says is in its last word.
        words = re.sub(r"^[a-z] ", "", " ".join(words_of(header.rpartition(".")[2] or header)))
        for column in _YES_NO_COLUMNS:
            key = key_of(VOCABULARIES[column], words)
            if key:
                found.setdefault(column, {})[header] = NATIONAL_LABELS[key]
                break
    return found
