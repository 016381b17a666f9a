"""What a file gives before anything is staged: some places as a reader would see them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from places.files import SourceFile, SourceRow
from places.mapping import Mapping, apply
from places.mapping.previews import describe
from places.models import Place
from places.opening_hours import describe_week, week
from places.standard import NATIONAL_LABELS, Issue, PlaceRecord, read_row
from places.standard.cells import text_of
from places.standard.columns import VOCABULARIES
from places.standard.values import terms_of

SHOWN = 20
# Rows looked at for values that no list of ours holds, and how many a column may ask about.
SAMPLE = 2000
MOST_WORDS = 30
LONGEST_WORD = 150


@dataclass(frozen=True)
class Seen:
    """A row as its producer wrote it, and the place it becomes; None when it is rejected."""

    line: int
    before: dict[str, str]
    place: Place | None
    terms: list[str] = field(default_factory=list)
    week: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def previews(mapping: Mapping, file: SourceFile, today: date) -> list[Seen]:
    """The first rows, before and after."""
    shown = describe(mapping, file, SHOWN)
    return [seen(preview.line, preview.before, preview.after, today) for preview in shown]


def seen(line: int, before: dict[str, str], after: dict[str, str], today: date) -> Seen:
    record, issues = read_row(after, line)
    if record is None:
        return Seen(line, before, None, issues=[issue for issue in issues if issue.is_fatal])
    place = place_of(record)
    hours = place.hours
    lines = list(describe_week(week(hours, today))) if hours else []
    terms = [label for key, label in NATIONAL_LABELS.items() if key in record.terms]
    return Seen(line, before, place, terms, lines, issues)


def place_of(record: PlaceRecord) -> Place:
    """An unsaved place with what its row says."""
    names = {field.name for field in Place._meta.get_fields()} - {"terms"}
    values = {name: getattr(record, name) for name in record.__dataclass_fields__ if name in names}
    return Place(**values)


def unknown_words(mapping: Mapping, rows: Iterable[SourceRow]) -> dict[str, dict[str, int]]:
    """Column of the standard → the producer's words that no list holds, most frequent first.

    A word that is too long to be chosen from a list stays with its place, aside.
    """
    found: dict[str, Counter[str]] = {column: Counter() for column in VOCABULARIES}
    for row in islice(rows, SAMPLE):
        cells = apply(mapping, row).cells
        for column, words in found.items():
            if text := text_of(cells.get(column)):
                words.update(word for word in terms_of(column, text)[1] if is_askable(word))
    return {column: dict(words.most_common(MOST_WORDS)) for column, words in found.items() if words}


def is_askable(word: str) -> bool:
    return len(word) <= LONGEST_WORD and word.isprintable()


def unread_headers(mapping: Mapping, headers: Iterable[str]) -> list[str]:
    """The columns of a file that no rule reads."""
    read = set(mapping.sources)
    return [header for header in headers if header not in read]
