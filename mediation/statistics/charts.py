"""Draw a table as SVG, on the server: bars for categories, columns or a line over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mediation.statistics.words import NBSP

# Drawn as wide as it is shown, on a phone as in the column beside a table: letters keep their size.
WIDTH = 340
FONT = 15
SMALL_FONT = 13
ROW_HEIGHT = 46
BAR_HEIGHT = 14
LABEL_LENGTH = 36
PLOT_HEIGHT = 170
PLOT_TOP = 28
# More months than this are a line, not columns.
MOST_COLUMNS = 18
# Fewer columns than this have each their number above.
MOST_NUMBERS = 6
# The widest an ordinary letter is, in SMALL_FONT.
LETTER = 7
TIME_BASELINE = PLOT_TOP + PLOT_HEIGHT + 18


@dataclass(frozen=True)
class Point:
    """One bar, column or point: its label, its value (≥ 0), and the value as it is written."""

    label: str
    value: float
    text: str


def bars(title: str, points: Sequence[Point], anchor: str) -> SafeString:
    """Horizontal bars, each under its label; `anchor` makes the ids unique in the page."""
    longest = max((point.value for point in points), default=0) or 1
    drawn = format_html_join("", _BAR, (_bar(*place, longest) for place in zip(count(), points)))
    return _svg(title, points, anchor, drawn, len(points) * ROW_HEIGHT)


def timeline(title: str, points: Sequence[Point], anchor: str) -> SafeString:
    """Columns from left to right, or a line when they are many."""
    draw = _columns if len(points) <= MOST_COLUMNS else _line
    highest = max((point.value for point in points), default=0) or 1
    peak = next((point.text for point in points if point.value == highest), "")
    frame = format_html(
        '<line class="chart-grid" x1="0" y1="{0}" x2="{1}" y2="{0}"/>'
        '<line class="chart-axis" x1="0" y1="{2}" x2="{1}" y2="{2}"/>'
        '<text class="chart-label" x="0" y="{3}" font-size="{4}">{5}</text>',
        PLOT_TOP,
        WIDTH,
        PLOT_TOP + PLOT_HEIGHT,
        PLOT_TOP - 10,
        SMALL_FONT,
        "" if len(points) <= MOST_NUMBERS else peak,
    )
    drawn = frame + draw(points, highest) + _time_labels(points)
    return _svg(title, points, anchor, drawn, TIME_BASELINE + 6)


_BAR = (
    '<text x="0" y="{}" font-size="{}">{}</text>'
    '<text x="{}" y="{}" font-size="{}" text-anchor="end">{}</text>'
    '<rect class="chart-bar" x="0" y="{}" width="{}" height="{}" rx="3"/>'
)


def _bar(index: int, point: Point, longest: float) -> tuple[object, ...]:
    top = index * ROW_HEIGHT
    baseline = top + 16
    width = _rounded(WIDTH * point.value / longest)
    label = (baseline, FONT, shortened(point.label))
    number = (WIDTH, baseline, FONT, point.text)
    return (*label, *number, top + 23, width, BAR_HEIGHT)


def _columns(points: Sequence[Point], highest: float) -> SafeString:
    slot = WIDTH / max(len(points), 1)
    columns = format_html_join(
        "",
        '<rect class="chart-bar" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (
                _rounded(index * slot + slot * 0.15),
                _y(point, highest),
                _rounded(slot * 0.7),
                _rounded(PLOT_TOP + PLOT_HEIGHT - _y(point, highest)),
            )
            for index, point in enumerate(points)
        ),
    )
    if len(points) > MOST_NUMBERS:
        return columns
    return columns + format_html_join(
        "",
        '<text x="{}" y="{}" font-size="{}" text-anchor="middle">{}</text>',
        (
            (_rounded((index + 0.5) * slot), _y(point, highest) - 7, SMALL_FONT, point.text)
            for index, point in enumerate(points)
        ),
    )


def _line(points: Sequence[Point], highest: float) -> SafeString:
    slot = WIDTH / len(points)
    corners = " ".join(
        f"{_rounded((index + 0.5) * slot)},{_y(point, highest)}"
        for index, point in enumerate(points)
    )
    return format_html('<polyline class="chart-line" points="{}"/>', corners)


def _time_labels(points: Sequence[Point]) -> SafeString:
    """One a column where they fit; else the first and the last."""
    slot = WIDTH / max(len(points), 1)
    if all(len(point.label) * LETTER <= slot for point in points):
        labels = [
            (_rounded((index + 0.5) * slot), "middle", point.label)
            for index, point in enumerate(points)
        ]
    else:
        labels = [(0, "start", points[0].label), (WIDTH, "end", points[-1].label)]
    return format_html_join(
        "",
        '<text class="chart-label" x="{}" text-anchor="{}" y="{}" font-size="{}">{}</text>',
        ((x, anchor, TIME_BASELINE, SMALL_FONT, label) for x, anchor, label in labels),
    )


def _svg(
    title: str, points: Sequence[Point], anchor: str, drawn: SafeString, height: int
) -> SafeString:
    best = max(points, key=lambda point: point.value, default=None)
    description = f"Le plus grand{NBSP}: {best.label}, {best.text}." if best else "Aucune donnée."
    return format_html(
        '<svg class="chart" viewBox="0 0 {0} {1}" role="img" '
        'aria-labelledby="{2}-titre {2}-description"><title id="{2}-titre">{3}</title>'
        '<desc id="{2}-description">{4}</desc>{5}</svg>',
        WIDTH,
        max(height, 1),
        anchor,
        title,
        description,
        drawn,
    )


def shortened(label: str) -> str:
    """A label that fits on one line; the table beside has it whole."""
    return label if len(label) <= LABEL_LENGTH else f"{label[: LABEL_LENGTH - 1].rstrip()}…"


def _y(point: Point, highest: float) -> float:
    return _rounded(PLOT_TOP + PLOT_HEIGHT * (1 - point.value / highest))


def _rounded(number: float) -> float:
    return round(number, 1)
