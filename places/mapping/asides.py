"""What a column of services says of other lists: « Accompagnement individuel », « PIX »."""

from collections.abc import Iterator, Mapping

from places.mapping.keywords import value_of
from places.mapping.profiles import Profile
from places.mapping.rules import First, Rule, Table, Union
from places.standard.head_words import words_of

# The lists whose words mean the same wherever they are written: « étrangers » and « retraite »
# are steps to take as well as people.
_TOLD_ASIDE = ("dispositif_programmes_nationaux", "modalites_accompagnement")
# A telephone among machines is no help from a distance.
_MACHINES = frozenset("materiel materiels equipement equipements equipment equipments".split())
# Beyond, services are told in free words, and a table of them all is for nobody to read.
_MOST_WORDS = 40


def told_aside(services: Rule, profiles: Mapping[str, Profile]) -> Iterator[tuple[str, Table]]:
    """Column of the standard → the rule that reads what is no service in a column of services.

    Args:
        services: the rule proposed for the services.
        profiles: what the columns look like.
    """
    for table in _tables(services):
        pieces = profiles[table.header].pieces("services")
        if len(pieces) > _MOST_WORDS or set(words_of(table.header)) & _MACHINES:
            continue
        aside = [piece for piece in pieces if table.values.get(piece) == ""]
        for column in _TOLD_ASIDE:
            meanings = {piece: value_of(column, piece) or "" for piece in aside}
            if any(meanings.values()):
                yield column, Table(table.header, dict.fromkeys(pieces, "") | meanings)


def _tables(rule: Rule) -> Iterator[Table]:
    if isinstance(rule, Table):
        yield rule
    elif isinstance(rule, Union | First):
        for each in rule.rules:
            yield from _tables(each)
