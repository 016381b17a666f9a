"""What a file gives before anything is staged: some places as a reader would see them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from places.files import SourceFile, SourceRow
from places.imports.labels import label_of
from places.imports.whereabouts import Whereabouts
from places.mapping import Mapping, apply
from places.mapping.filtering import left_out
from places.mapping.previews import Preview, describe
from places.models import Place
from places.opening_hours import describe_week, week
from places.standard import Issue, PlaceRecord, read_row
from places.standard.cells import text_of
from places.standard.columns import VOCABULARIES
from places.standard.values import TERMS, terms_of

SHOWN = 20
# Rows looked at for values that no list of ours holds, and how many a column may ask about.
SAMPLE = 2000
MOST_WORDS = 12
LONGEST_WORD = 60
PLAIN_LABELS = {
    (name, code): plain for name, terms in TERMS.items() for code, _label, plain, *_rest in terms
}
# « ORDM-ACCN-COMP »: codes strung together, each of which means something.
_CODES = re.compile(r"[A-Z]{1,6}(?:-[A-Z]{1,6})+")


@dataclass(frozen=True)
class Seen:
    """A row as its producer wrote it, and the place it becomes; None when it is rejected."""

    line: int
    before: dict[str, str]
    place: Place | None
    terms: list[str] = field(default_factory=list)
    week: list[str] = field(default_factory=list)
    remarks: list[tuple[str, Issue]] = field(default_factory=list)


def previews(mapping: Mapping, file: SourceFile, today: date) -> list[Seen]:
    """The first rows, before and after."""
    places = Whereabouts()
    return [seen(preview, today, places) for preview in describe(mapping, file, SHOWN)]


def seen(preview: Preview, today: date, places: Whereabouts) -> Seen:
    line, before = preview.line, preview.before
    record, issues = read_row(preview.after, line, places)
    if record is None:
        return Seen(line, before, None, remarks=labelled(i for i in issues if i.is_fatal))
    place = place_of(record)
    hours = place.hours
    monday = today - timedelta(days=today.weekday())
    lines = list(describe_week(week(hours, monday))) if hours else []
    terms = [plain for key, plain in PLAIN_LABELS.items() if key in record.terms]
    return Seen(line, before, place, terms, lines, labelled(issues))


def labelled(issues: Iterable[Issue]) -> list[tuple[str, Issue]]:
    """Each remark with the words for its column."""
    return [(label_of(issue.column), issue) for issue in issues]


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
        cells = apply(mapping, row).cells  # none when the row is left out
        for column, words in found.items():
            if text := text_of(cells.get(column)):
                words.update(askable(terms_of(column, text)[1]))
    return {column: dict(words.most_common(MOST_WORDS)) for column, words in found.items() if words}


def is_askable(word: str) -> bool:
    """Whether a word is one that somebody may choose the meaning of, rather than a sentence."""
    return len(word) <= LONGEST_WORD and word.isprintable()


def askable(words: Iterable[str]) -> Iterator[str]:
    """The words short enough to be asked about, codes that were strung together one by one."""
    for word in words:
        if is_askable(word):
            yield from word.split("-") if _CODES.fullmatch(word) else [word]


@dataclass(frozen=True)
class Kept:
    """Among the first rows of a file: how many a mapping leaves out, and what a column says."""

    looked_at: int
    left_out: int
    values: list[tuple[str, int]]


def kept_rows(mapping: Mapping, rows: Iterable[SourceRow], header: str) -> Kept:
    """What the filters of a mapping do to the first rows; the frequent values of one column."""
    looked_at = left = 0
    values: Counter[str] = Counter()
    for row in islice(rows, SAMPLE if mapping.filters or header else 0):
        looked_at += 1
        left += left_out(mapping.filters, row) is not None
        values[text_of(row.cells.get(header))[:LONGEST_WORD]] += 1
    return Kept(looked_at, left, values.most_common(MOST_WORDS) if header else [])


def unread_headers(mapping: Mapping, headers: Iterable[str]) -> list[str]:
    """The columns of a file that no rule reads."""
    read = set(mapping.sources)
    return [header for header in headers if header not in read]
