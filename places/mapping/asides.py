"""What a column of services says of other lists: « Accompagnement individuel », « FLE »."""

from collections.abc import Iterator, Mapping

from places.mapping.keywords import value_of
from places.mapping.profiles import Profile
from places.mapping.rules import First, Rule, Table, Union

# The lists whose words mean the same wherever they are written.
_TOLD_ASIDE = (
    "dispositif_programmes_nationaux",
    "modalites_accompagnement",
    "prise_en_charge_specifique",
)
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
        if len(pieces) > _MOST_WORDS:
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
