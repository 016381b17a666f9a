"""The e-mail addresses that may be given to everybody: those of a place, not of a person."""

from places.models import Place
from places.standard.persons import is_nominative, words_of


def public_emails(lines: str, *names: str) -> list[str]:
    """The lines that do not name a person.

    An import sets such addresses aside; one typed since then, or imported before, stays inside.
    `names` are those of the place, its commune and its organisation, which name no person here.
    """
    context = words_of(" ".join(names))
    written = (line for line in map(str.strip, lines.splitlines()) if line)
    return [line for line in written if not is_nominative(line, context)]


def emails_of(place: Place) -> list[str]:
    """Those of a place that may leave with the data."""
    return public_emails(place.emails, place.name, place.commune_name, place.parent_organisation)
