"""A report as it is shown, on screen and in the workbook alike: figures, then tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.safestring import SafeString

from mediation.statistics.charts import Point, bars, timeline
from mediation.statistics.definitions import DEFINITIONS, SMALL_CELL_SOMEWHERE, WHY_WITHHELD
from mediation.statistics.disclosure import Reason, Withheld
from mediation.statistics.words import NBSP, number_text

MINUTES_AN_HOUR = 60

Number = int | float

PERSONS_GROUP = "Personnes"
# By the name of a table's first column.
GROUPS = {"Activités": "Activités", "Orientations": "Orientations"}


class Unit(Enum):
    """What a number counts: decimals, and the word written after a key figure."""

    COUNT = (0, "")
    HOURS = (1, "h")
    PERCENT = (0, "%")
    BUSINESS_DAYS = (1, "jours ouvrés")

    @property
    def decimals(self) -> int:
        return self.value[0]

    def text(self, number: Number | None) -> str:
        """The number alone, as it stands in a table; shares are kept from 0 to 1."""
        if number is not None and self is Unit.PERCENT:
            number = number * 100
        is_whole = number is not None and self is Unit.BUSINESS_DAYS and number == int(number)
        return number_text(number, 0 if is_whole else self.decimals)

    def full_text(self, number: Number | None) -> str:
        """The number with its unit."""
        unit = self.value[1] if number is not None else ""
        return f"{self.text(number)}{NBSP}{unit}" if unit else self.text(number)

    @property
    def is_a_word(self) -> bool:
        """Too long to stand beside a big number: it goes with the label."""
        return " " in self.value[1]


@dataclass(frozen=True)
class Figure:
    """A key figure; `absent` says why there is none."""

    code: str
    value: Number | None
    unit: Unit = Unit.COUNT
    absent: str = ""

    @property
    def label(self) -> str:
        """Its name, with the unit when that is words."""
        name = DEFINITIONS[self.code].label
        return f"{name} ({self.unit.value[1]})" if self.unit.is_a_word else name

    @property
    def definition(self) -> str:
        return DEFINITIONS[self.code].text

    @property
    def text(self) -> str:
        if self.value is None and self.absent:
            return self.absent
        return (self.unit.text if self.unit.is_a_word else self.unit.full_text)(self.value)


@dataclass(frozen=True)
class Column:
    """A column of numbers."""

    label: str
    unit: Unit = Unit.COUNT


@dataclass(frozen=True)
class Row:
    """A line of a table: its label, and one number a column."""

    label: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Table:
    """One breakdown; without rows when it is empty or `withheld` (then it says why)."""

    code: str
    title: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    note: str = ""
    withheld: str = ""
    # Drawn as columns from left to right, in the order of time; else as bars.
    is_timeline: bool = False

    @property
    def anchor(self) -> str:
        return f"tableau-{self.code}"

    @property
    def chart(self) -> SafeString:
        """Its first column that counts something, drawn."""
        place = next(
            (i for i in range(len(self.columns)) if any(r.numbers[i] for r in self.rows)), 0
        )
        column = self.columns[place]
        points = [
            Point(row.label, row.numbers[place], column.unit.text(row.numbers[place]))
            for row in self.rows
        ]
        draw = timeline if self.is_timeline else bars
        return draw(f"{self.title}, {column.label.lower()}", points, self.anchor)

    def lines(self) -> list[tuple[str, list[str]]]:
        """Its rows as text: what the screen shows."""
        return [
            (row.label, [c.unit.text(n) for c, n in zip(self.columns, row.numbers, strict=True)])
            for row in self.rows
        ]


@dataclass(frozen=True)
class Report:
    """Everything that is said of a territory and a period."""

    territory: str
    period: str
    made_on: date
    is_exact: bool
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    file_slug: str

    @property
    def withheld(self) -> tuple[Table, ...]:
        return tuple(table for table in self.tables if table.withheld)

    @property
    def shown(self) -> tuple[Table, ...]:
        """The tables that have something to show."""
        return tuple(table for table in self.tables if table.rows)

    def groups(self) -> list[tuple[str, list[Table]]]:
        """The shown tables by what they count, in their order."""
        found: dict[str, list[Table]] = {}
        for table in self.shown:
            found.setdefault(GROUPS.get(table.columns[0].label, PERSONS_GROUP), []).append(table)
        return list(found.items())

    @property
    def without_data(self) -> tuple[Table, ...]:
        """The tables that count nothing: named, not drawn."""
        return tuple(table for table in self.tables if not table.rows and not table.withheld)

    @property
    def is_empty(self) -> bool:
        return not self.shown and not self.withheld

    @property
    def filename(self) -> str:
        return f"fanal-statistiques-{self.file_slug}.xlsx"


def hours(minutes: int) -> float:
    """Hours to a tenth: the same on the screen and in the file."""
    return round(minutes / MINUTES_AN_HOUR, 1)


def why(answer: Withheld, *, is_of_a_part: bool = False) -> str:
    """Why a table is not published, as the end of a sentence."""
    if is_of_a_part and answer.reason is Reason.SMALL_CELL:
        return SMALL_CELL_SOMEWHERE
    return WHY_WITHHELD[answer.reason]


ACTIVITY_COLUMNS = (
    Column("Activités"),
    Column("Accompagnements"),
    Column("Heures", Unit.HOURS),
)


@dataclass(frozen=True)
class Kind:
    """What a table is called, and what its columns are."""

    code: str
    title: str
    heading: str
    columns: tuple[Column, ...]
    note: str = ""
    is_timeline: bool = False

    def row(self, label: str, *counts: int) -> Row:
        """A line; activities come with accompagnements and minutes."""
        if self.columns is not ACTIVITY_COLUMNS:
            return Row(label, counts)
        activities, attendances, minutes = counts
        return Row(label, (activities, attendances, hours(minutes)))

    def table(self, rows: Iterable[Row] = (), note: str = "", withheld: str = "") -> Table:
        return Table(
            self.code,
            self.title,
            self.heading,
            self.columns,
            tuple(rows),
            note or self.note,
            withheld,
            self.is_timeline,
        )


def most_first(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that count something, the fullest first."""
    found = (row for row in rows if any(row.numbers))
    return tuple(sorted(found, key=lambda row: (-row.numbers[0], row.label)))
